// Checks an edition or a batch before it counts: shape by its schema, then what the schema can't see. One Chinese sentence a mistake.
import type { z } from 'zod'
import type { Mistake } from '#contract/policy.ts'
import type { Batch } from '#domain/batch.ts'
import { findCell, findRow, rowsOf } from '#domain/declaration/resolve.ts'
import type { Check, Edition } from '#domain/edition.ts'

/** Mistakes of shape, each with the path of the value. */
export function schemaMistakes(error: z.ZodError): Mistake[] {
  return error.issues.slice(0, 100).map((issue) => ({
    path: issue.path.join('.'),
    message: `“${issue.path.join('.') || '内容'}”${issue.message.replace(/。$/, '')}，请核对后修改。`,
  }))
}

/** Fields and rows that a check reads. */
function refsOf(check: Check): { fields: readonly string[]; rows: readonly string[] } {
  switch (check.operator) {
    case 'answer':
    case 'generally':
    case 'figure':
    case 'given':
      return { fields: [check.field], rows: [] }
    case 'quality_count':
      return { fields: [...check.elite, ...check.quality], rows: [] }
    case 'claims':
      return { fields: check.fields, rows: [] }
    case 'average_growth':
      return { fields: check.declared ? [check.declared] : [], rows: [check.row] }
    case 'complete':
      return { fields: [], rows: [] }
    default:
      return { fields: [], rows: [check.row] }
  }
}

/** What a well-shaped edition may still have wrong: references to nothing, keys twice, a chain that doesn't run from county upwards. */
export function editionMistakes(edition: Edition): Mistake[] {
  const mistakes: Mistake[] = []
  const add = (path: string, message: string) => mistakes.push({ path, message })
  const seenRows = new Set<string>()
  for (const { row } of rowsOf(edition)) {
    if (seenRows.has(row.key))
      add(`form/${row.key}`, `申报表行“${row.key}”重复出现，请改用不同的编码。`)
    seenRows.add(row.key)
  }
  const needField = (path: string, ref: string) => {
    if (!findCell(edition, ref))
      add(path, `“${path}”引用的栏目“${ref}”在申报表中不存在，请核对编码。`)
  }
  for (const check of edition.checks) {
    const { fields, rows } = refsOf(check)
    for (const ref of fields) needField(`checks/${check.key}`, ref)
    for (const key of rows)
      if (!findRow(edition, key))
        add(`checks/${check.key}`, `认定标准“${check.title}”引用的行“${key}”在申报表中不存在。`)
    if (
      check.operator === 'complete' &&
      !edition.form.parts.some((part) => part.key === check.part)
    )
      add(`checks/${check.key}`, `认定标准“${check.title}”引用的部分“${check.part}”不存在。`)
  }
  for (const item of edition.evidence)
    for (const claim of item.claims) needField(`evidence/${item.number}`, claim.field)
  for (const [fact, ref] of Object.entries(edition.facts))
    if (ref !== undefined) needField(`facts/${fact}`, ref)
  return [...mistakes, ...chainMistakes(edition)]
}

function chainMistakes(edition: Edition): Mistake[] {
  const order = ['county', 'city', 'province', 'ministry']
  const levels = edition.steps.map((step) => order.indexOf(step.level))
  const kinds = edition.steps.map((step) => step.kind)
  const mistakes: Mistake[] = []
  if (kinds[0] !== 'declare' || edition.steps[0]?.level !== 'county')
    mistakes.push({ path: 'steps', message: '流程第一步应为县级申报（declare）。' })
  if (kinds.at(-1) !== 'decide')
    mistakes.push({ path: 'steps', message: '流程最后一步应为认定（decide）。' })
  if (kinds.slice(1, -1).some((kind) => kind !== 'review'))
    mistakes.push({ path: 'steps', message: '流程中间各步应为审核（review）。' })
  if (levels.some((level, index) => index > 0 && level <= (levels[index - 1] ?? -1)))
    mistakes.push({ path: 'steps', message: '流程各步应由下级到上级依次排列。' })
  if (edition.steps.at(-1)?.level !== edition.recognised_by)
    mistakes.push({ path: 'recognised_by', message: '认定单位层级应与流程最后一步一致。' })
  if (new Set(edition.steps.map((step) => step.key)).size !== edition.steps.length)
    mistakes.push({ path: 'steps', message: '流程各步的编码不能重复。' })
  return mistakes
}

/** What a well-shaped batch may still have wrong before it is opened. */
export function batchMistakes(batch: Batch, edition: Edition | null): Mistake[] {
  const mistakes: Mistake[] = []
  const add = (path: string, message: string) => mistakes.push({ path, message })
  if (!edition) add('edition', `政策版本“${batch.edition}”不存在，请先导入该版本。`)
  if (edition && edition.programme !== batch.programme)
    add(
      'programme',
      `政策版本属于“${edition.programme}”，与批次的认定体系“${batch.programme}”不一致。`,
    )
  if (edition && edition.recognised_by !== 'ministry' && batch.region === undefined)
    add('region', '该批次不由部级认定，须填写所在地区代码（region），如 530000。')
  if (batch.base_year >= batch.year)
    add('base_year', `基准年 ${batch.base_year} 应早于批次年度 ${batch.year}，一般为上一年。`)
  const { opens, deadline, validity } = batch
  if (opens.value && deadline.value && opens.value > deadline.value)
    add('deadline', `截止日期 ${deadline.value} 早于开始日期 ${opens.value}，请核对。`)
  if (validity.kind === 'calendar' && validity.from > validity.to)
    add('validity', `有效期截止 ${validity.to} 早于起始 ${validity.from}，请核对。`)
  const due = batch.annual_return_due.value
  if (due !== null && !isMonthDay(due))
    add('annual_return_due', `年度报送日期“${due}”不是有效的月-日，请填写如 04-30。`)
  for (const [path, label] of unsourced(batch))
    add(path, `“${label}”已填写但未注明出处，请填写来源文件。`)
  return mistakes
}

const sourcedLabels = {
  call: '通知文号',
  list_document: '名单文号',
  list_date: '名单公布日期',
  one_per_segment: '同一细分领域限一个集群',
  must_be_provincial: '须已认定省级集群',
  western_relief: '西部地区可适当放宽',
  opens: '申报开始日期',
  deadline: '报送截止日期',
  annual_return_due: '年度报送日期',
} as const satisfies Partial<Record<keyof Batch, string>>

const quotaLabels = {
  ordinary: '省级名额',
  separately_planned: '计划单列市名额',
  corps: '兵团名额',
  city: '地市名额',
} as const

/** What is known says where it comes from; the words of an empty copy are no source. */
function unsourced(batch: Batch): (readonly [string, string])[] {
  const held = [
    ...Object.entries(sourcedLabels).map(
      ([key, label]) => [key, label, batch[key as keyof typeof sourcedLabels]] as const,
    ),
    ...Object.entries(quotaLabels).map(
      ([key, label]) =>
        [`quota.${key}`, label, batch.quota[key as keyof typeof quotaLabels]] as const,
    ),
  ]
  return held.flatMap(([path, label, one]) =>
    one && one.value !== null && (one.source.trim() === '' || one.source === blankSource)
      ? [[path, label] as const]
      : [],
  )
}

/** The source of a value that a copied batch leaves open. */
export const blankSource = '新批次待填写'

function isMonthDay(text: string): boolean {
  const date = new Date(`2024-${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text
}
