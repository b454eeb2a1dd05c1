// Everything that can go wrong on purpose: code, HTTP status and the Chinese sentence. Nothing else reaches the user.
import { z } from 'zod'

/** One entry a code. `{name}` in the sentence is filled from the problem's details. */
const problems = {
  malformed_json: [400, '请求内容不是有效的 JSON，未作任何更改；请刷新页面后重试。'],
  invalid_input: [400, '填写内容有误，未作任何更改：{detail}'],
  invalid_value: [422, '{detail}'],
  too_large: [413, '提交内容过大（上限 {limit}），未作任何更改；请减少内容后重试。'],
  unsupported_media: [415, '不支持这种提交格式，请使用本系统页面提交。'],
  sign_in_required: [401, '请先登录；已保存的内容不会丢失。'],
  sign_in_failed: [401, '账号或密码不正确，请核对后重试。'],
  not_allowed: [403, '您的岗位不能进行此项操作，如有需要请联系本单位管理员。'],
  not_found: [404, '没有找到{what}，请核对地址或返回列表。'],
  stale_version: [409, '“{label}”刚被{who}改动，请对照两份内容后选择保留哪一份。'],
  out_of_turn: [409, '当前状态为“{state}”，不能{act}；请刷新页面查看最新进展。'],
  lost_race: [409, '该申报刚被他人处理，您的操作未生效；请刷新页面后再试。'],
  same_person: [409, '填报人与审核人须为两人，请由本单位另一位同志审核提交。'],
  quota_used_up: [
    409,
    '“{body}”本批次推荐名额为 {places} 个，已用完；如需推荐，请先撤回其他推荐件。',
  ],
  incomplete: [422, '申报材料还缺 {count} 项，补齐后才能提交：{first}'],
  reason_required: [422, '请填写理由，供对方了解并修改。'],
  return_items_required: [422, '请至少标注一个需要修改的栏目并填写理由。'],
  file_type: [422, '“{name}”不是可接受的文件：{detail}'],
  file_too_large: [413, '“{name}”超过 {limit}，请压缩或拆分后上传。'],
  file_empty: [422, '“{name}”是空文件，请核对后重新上传。'],
  batch_not_open: [409, '批次“{batch}”未在申报期内，不能新建申报。'],
  deadline_passed: [409, '批次“{batch}”已于 {deadline} 截止，不能再报送。'],
  policy_invalid: [422, '共有 {count} 处需要修改：{first}'],
  already_exists: [409, '{what}已存在，请更换编码或名称。'],
  notice_running: [409, '公示期至 {last} 届满，次日起方可公布名单。'],
  nothing_to_publish: [409, '没有{what}，不能发布。'],
  too_many_requests: [429, '操作过于频繁，请稍等片刻再试。'],
  key_reused: [409, '同一操作编号已用于另一项内容，未作任何更改；请刷新页面后重试。'],
  unavailable: [503, '系统暂时不可用，已保存的内容不受影响；请稍后重试。'],
  internal: [500, '系统内部错误，未作任何更改；请稍后重试，若仍出现请联系管理员。'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** A problem as the API answers it. `fields` names the fields at fault with a sentence each. */
export const ProblemBody = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type ProblemBody = z.infer<typeof ProblemBody>

export interface ProblemDetails {
  /** Fills the placeholders of the sentence. */
  readonly words?: Readonly<Record<string, string | number>>
  readonly fields?: readonly { field: string; message: string }[]
  readonly details?: Readonly<Record<string, unknown>>
}

/** Thrown wherever something goes wrong on purpose; the server turns it into its status and sentence. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly body: ProblemBody

  constructor(code: ProblemCode, held: ProblemDetails = {}) {
    const [status, sentence] = problems[code]
    const message = sentence.replace(/\{(\w+)\}/g, (_, word: string) =>
      String(held.words?.[word] ?? ''),
    )
    super(message)
    this.code = code
    this.status = status
    this.body = {
      code,
      message,
      ...(held.fields ? { fields: [...held.fields] } : {}),
      ...(held.details ? { details: { ...held.details } } : {}),
    }
  }
}

/** All codes with their statuses, for the contract and its tests. */
export function problemStatuses(): ReadonlyMap<ProblemCode, number> {
  return new Map(Object.entries(problems).map(([code, [status]]) => [code as ProblemCode, status]))
}
