// The audited acts in words: those of the life cycle by their names, the others here.
import { Act, actNames } from '#domain/lifecycle.ts'

const others: Readonly<Record<string, string>> = {
  'declaration.create': '新建申报',
  'declaration.save': '保存申报表一行',
  'evidence.upload': '上传佐证材料',
  'evidence.remove': '移除佐证材料',
  'notice.publish': '发布公示',
  'list.publish': '公布名单',
  'batch.copy': '复制批次',
  'batch.save': '修改批次草稿',
  'batch.open': '开放申报',
  'policy.upload': '导入政策版本或批次',
  'policy.load': '装入政策数据',
  'calendar.save': '修改工作日历',
  'person.create': '新建人员',
  'person.set_active': '停用或启用人员',
  'person.renew_password': '重置密码',
  'person.change_password': '修改密码',
  'person.sign_in': '登录',
  'person.sign_out': '退出登录',
}

/** Chinese name of an act as audited («declaration.forward» is 推荐); an act without a name is shown as it is. */
export function auditedActName(act: string): string {
  const known = Act.safeParse(act.replace(/^declaration\./, ''))
  return known.success ? actNames[known.data] : (others[act] ?? act)
}

export const streamNames: Readonly<Record<string, string>> = {
  cluster: '集群',
  batch: '批次',
  person: '人员',
  policy: '政策数据',
}
