// Every value of a batch that has a source, once: its words, its kind, where it stands in the data.
import { type Batch, Standing } from '#domain/batch.ts'

/** A value with its standing and source, whatever its type. */
export interface Held {
  readonly value: string | number | boolean | null
  readonly standing: Standing
  readonly source: string
}

export type FieldKind = 'text' | 'date' | 'count' | 'yes_no' | 'month_day'

export interface BatchField {
  readonly path: string
  readonly label: string
  readonly kind: FieldKind
  readonly hint?: string
  readonly read: (batch: Batch) => Held | undefined
  readonly write: (batch: Batch, held: Held) => Batch
}

export const standingNames: Readonly<Record<Standing, string>> = {
  original: '原文',
  reprint: '转载，未见原文',
  unknown: '未知',
  demonstration: '演示',
}

export const standings = Standing.options.map((value) => ({ value, label: standingNames[value] }))

const words = (held: Held) => ({
  ...held,
  value: typeof held.value === 'string' ? held.value : null,
})
const figure = (held: Held) => ({
  ...held,
  value: typeof held.value === 'number' ? held.value : null,
})
const yesNo = (held: Held) => ({
  ...held,
  value: typeof held.value === 'boolean' ? held.value : null,
})

type Texts = 'call' | 'list_document' | 'list_date' | 'opens' | 'deadline' | 'annual_return_due'
type YesNos = 'one_per_segment' | 'must_be_provincial' | 'western_relief'
type Quotas = keyof Batch['quota']

function textField(path: Texts, kind: FieldKind, label: string, hint?: string): BatchField {
  return {
    path,
    label,
    kind,
    ...(hint ? { hint } : {}),
    read: (batch) => batch[path],
    write: (batch, held) => ({ ...batch, [path]: words(held) }),
  }
}

function yesNoField(path: YesNos, label: string): BatchField {
  return {
    path,
    label,
    kind: 'yes_no',
    read: (batch) => batch[path],
    write: (batch, held) => ({ ...batch, [path]: yesNo(held) }),
  }
}

function quotaField(body: Quotas, label: string, hint?: string): BatchField {
  return {
    path: `quota.${body}`,
    label,
    kind: 'count',
    ...(hint ? { hint } : {}),
    read: (batch) => batch.quota[body],
    write: (batch, held) => ({ ...batch, quota: withPlaces(batch.quota, body, held) }),
  }
}

/** A city's places left empty mean no limit: the entry goes; the others are unknown then. */
function withPlaces(quota: Batch['quota'], body: Quotas, held: Held): Batch['quota'] {
  if (body !== 'city' || held.value !== null) return { ...quota, [body]: figure(held) }
  const { ordinary, separately_planned, corps } = quota
  return { ordinary, separately_planned, corps }
}

/** In the order of the screen. */
export const batchFields: readonly BatchField[] = [
  textField('call', 'text', '通知文号'),
  textField('opens', 'date', '申报开始日期'),
  textField('deadline', 'date', '报送截止日期', '当日 24:00 截止（北京时间）'),
  quotaField('ordinary', '省级名额（个）'),
  quotaField('separately_planned', '计划单列市名额（个）'),
  quotaField('corps', '兵团名额（个）'),
  quotaField('city', '市级名额（个）', '留空为本批次不限'),
  yesNoField('one_per_segment', '同一细分领域限一个集群'),
  yesNoField('must_be_provincial', '须已认定省级集群'),
  yesNoField('western_relief', '西部地区可适当放宽'),
  textField('list_document', 'text', '名单文号'),
  textField('list_date', 'date', '名单公布日期'),
  textField('annual_return_due', 'month_day', '年度培育情况信息表报送截止', '月-日，如 04-30'),
]

/** A value as it is read: «是», «5», «未知». */
export function shownValue(held: Held): string {
  if (held.value === null) return '—'
  if (typeof held.value === 'boolean') return held.value ? '是' : '否'
  return String(held.value)
}

/** The id of a value's input on the screen, for links from the check's sentences. */
export function fieldId(path: string): string {
  return `batch-${path}`
}
