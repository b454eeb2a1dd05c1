// A policy edition (政策版本) as data: form, evidence, checks, chain. Code knows operators and layouts; numbers and words are in the edition.
import { z } from 'zod'
import { Level } from './people.ts'

/** A year relative to the batch's base year Y (基准年): figures stand at Y-2…Y, plan stages at Y+1…Y+3. */
export const YearRef = z.enum(['Y-2', 'Y-1', 'Y', 'Y+1', 'Y+2', 'Y+3'])
export type YearRef = z.infer<typeof YearRef>

/** Keys are lower snake case; a cell of a three-year row is keyed by its YearRef. */
const Key = z.string().regex(/^[a-z][a-z0-9_]*$/)
const CellKey = z.union([Key, YearRef])
const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/)

/** Points to one cell: `row/cell`, or to one box of a tick group: `row/cell/box`. */
export const FieldRef = z.string().regex(/^[a-z][a-z0-9_#]*\/[A-Za-z0-9_+-]+(\/[a-z0-9_]+)?$/)
export type FieldRef = z.infer<typeof FieldRef>

export const Option = z.strictObject({ code: Key, label: z.string().min(1) })
export type Option = z.infer<typeof Option>

/** What one cell of the printed form takes. `label` and `unit` may hold {Y}, {Y-1} … which the batch fills in. */
export const Cell = z.strictObject({
  key: CellKey,
  label: z.string().optional(),
  kind: z.enum([
    'text', // one line
    'statement', // several lines, counted as Word's 字数
    'decimal', // two places, half up
    'integer',
    'choice', // one of options
    'ticks', // any of options
    'industry', // GB/T 4754 code of 2 to 4 digits
    'regions', // GB/T 2260 codes
    'month', // YYYY-MM
  ]),
  unit: z.string().optional(),
  year: YearRef.optional(),
  required: z.boolean().default(true),
  /** «无» is accepted as an answer (填报说明 2). */
  none: z.boolean().default(false),
  min: DecimalText.optional(),
  max: DecimalText.optional(),
  /** Upper bound of 字数 for text and statement. */
  limit: z.int().positive().optional(),
  options: z.array(Option).optional(),
  /** False for 系统附加信息 and stage values: required before forwarding, never on the printed form. */
  printed: z.boolean().default(true),
})
export type Cell = z.infer<typeof Cell>

/** One printed row: the unit of saving, revision and conflict. */
export const Row = z.strictObject({
  key: Key,
  label: z.string(),
  hint: z.string().optional(),
  /** The 方向 column of a target row; elsewhere it only tells apart rows printed with the same label. */
  group: z.string().optional(),
  article: z.string().optional(),
  cells: z.array(Cell).min(1),
})
export type Row = z.infer<typeof Row>

export const Layout = z.enum([
  'fields', // label | cell (| label | cell)
  'years', // heading with Y-2, Y-1, Y; rows of three cells, or of one that spans them
  'standards', // kind × led/joined × three years
  'platforms', // label | number and names
  'statement', // label | text
  'ticks', // label | boxes
  'plan', // heading and running text
  'targets', // direction | indicator | base | target, own rows may be added
  'stages', // three yearly stages
  'seal', // wording, signature and seal; nothing to fill
])
export type Layout = z.infer<typeof Layout>

export const Block = z.strictObject({
  layout: Layout,
  title: z.string().optional(),
  /** Wording printed below the block, e.g. （注：勾选需提供佐证材料）. */
  note: z.string().optional(),
  rows: z.array(Row).default([]),
  /** Template of rows that the declarant may add; its rows are keyed `key#1`, `key#2`, … */
  own: Row.optional(),
  /** Running wording of a seal or plan block, a paragraph each. */
  wording: z.array(z.string()).optional(),
})
export type Block = z.infer<typeof Block>

export const Part = z.strictObject({
  key: Key,
  /** 封面 has none; otherwise 一 … 九, or 附 for 系统附加信息. */
  number: z.string(),
  title: z.string(),
  note: z.string().optional(),
  printed: z.boolean().default(true),
  /** Upper bound of 字数 over all text of the part (part 八: 3000). */
  limit: z.int().positive().optional(),
  blocks: z.array(Block),
})
export type Part = z.infer<typeof Part>

/** A comparison as the clause words it: 高于 is strict, 以上/不低于/不少于 is not. */
export const Bound = z.strictObject({
  than: z.enum(['above', 'at_least', 'at_most']),
  value: DecimalText,
  unit: z.string(),
})
export type Bound = z.infer<typeof Bound>

const checkBase = {
  key: Key,
  head: z.enum(['veto', '一', '二', '三', '四', '五', '六', '七', '八']),
  title: z.string(),
  article: z.string(),
  /** The words of the standard that this check judges. */
  clause: z.string(),
  /** The formula in words, shown beside the figures. */
  formula: z.string(),
}

/** One check of the 认定标准. The operator is code (domain/indicators); what it compares is here. */
export const Check = z.discriminatedUnion('operator', [
  // a choice: listed options are met or need judgement, any other is not met
  z.strictObject({
    ...checkBase,
    operator: z.literal('answer'),
    field: FieldRef,
    met: z.array(Key),
    judgement: z.array(Key).default([]),
    /** The answer is a condition only where the batch says so (首批申请除外); unknown there needs judgement. */
    condition: z.literal('must_be_provincial').optional(),
  }),
  // «一般不超过»: exceeding it needs judgement
  z.strictObject({ ...checkBase, operator: z.literal('generally'), field: FieldRef, bound: Bound }),
  // each of the three years
  z.strictObject({ ...checkBase, operator: z.literal('each_year'), row: Key, bound: Bound }),
  // judged on Y; if all three years would read otherwise, judgement
  z.strictObject({ ...checkBase, operator: z.literal('latest_year'), row: Key, bound: Bound }),
  // geometric mean of the three yearly rates, compared exactly; the declared average is cross-checked
  z.strictObject({
    ...checkBase,
    operator: z.literal('average_growth'),
    row: Key,
    declared: FieldRef.optional(),
    bound: Bound,
    /** Rows whose product (total × share %) is the level that the rates of Y-1 and Y are cross-checked with. */
    levels: z.strictObject({ total: Key, share: Key }).optional(),
  }),
  // one figure
  z.strictObject({
    ...checkBase,
    operator: z.literal('figure'),
    field: FieldRef,
    bound: Bound,
    /** The declared figure is cross-checked with numerator ÷ denominator × factor. */
    computed_from: z
      .strictObject({ numerator: FieldRef, denominator: FieldRef, factor: DecimalText })
      .optional(),
  }),
  // one count reaches its bound, or distinct enterprises of several kinds do
  z.strictObject({
    ...checkBase,
    operator: z.literal('quality_count'),
    elite: z.array(FieldRef).min(1),
    elite_at_least: z.int().positive(),
    quality: z.array(FieldRef).min(1),
    quality_at_least: z.int().positive(),
  }),
  // three years strictly falling; equal at two decimals needs judgement
  z.strictObject({ ...checkBase, operator: z.literal('falling'), row: Key }),
  // what is claimed and evidenced is for a person to judge
  z.strictObject({ ...checkBase, operator: z.literal('claims'), fields: z.array(FieldRef).min(1) }),
  // the field is filled
  z.strictObject({ ...checkBase, operator: z.literal('given'), field: FieldRef }),
  // every required cell of the part is filled
  z.strictObject({ ...checkBase, operator: z.literal('complete'), part: Key }),
  // plan targets a–g; `base` is the standard that the base value itself must meet
  z.strictObject({
    ...checkBase,
    operator: z.literal('target_rate'),
    row: Key,
    bound: Bound,
    base: Bound.optional(),
  }),
  z.strictObject({ ...checkBase, operator: z.literal('target_rising'), row: Key }),
  z.strictObject({
    ...checkBase,
    operator: z.literal('target_growth'),
    row: Key,
    yearly: Bound,
    years: z.int().positive(),
  }),
  z.strictObject({
    ...checkBase,
    operator: z.literal('target_about'),
    row: Key,
    value: DecimalText,
    unit: z.string(),
    tolerance: DecimalText,
    base: Bound.optional(),
  }),
  z.strictObject({
    ...checkBase,
    operator: z.literal('target_reduction'),
    row: Key,
    value: DecimalText,
    tolerance: DecimalText,
  }),
])
export type Check = z.infer<typeof Check>
export type CheckOf<O extends Check['operator']> = Extract<Check, { operator: O }>

/** When a claim makes evidence due: a box is ticked, a count is over 0, a choice has that answer, a text is filled. */
export const Claim = z.strictObject({
  field: FieldRef,
  when: z.enum(['ticked', 'positive', 'answered', 'given']),
  answer: Key.optional(),
})
export type Claim = z.infer<typeof Claim>

/** One of the 25 items of the 佐证材料清单 and the claims that it proves. */
export const EvidenceItem = z.strictObject({
  number: z.int().positive(),
  group: z.string(),
  title: z.string(),
  always: z.boolean().default(false),
  claims: z.array(Claim).default([]),
  /** The item that the enterprise table prints (1, 3–6). */
  from_enterprise_table: z.boolean().default(false),
})
export type EvidenceItem = z.infer<typeof EvidenceItem>

/** A step of the chain. A step whose level has no body over the declaring county is skipped (计划单列市, 兵团, 直辖市, 省直辖县级市). */
export const Step = z.strictObject({
  key: Key,
  level: Level,
  kind: z.enum(['declare', 'review', 'decide']),
  title: z.string(),
  /** Forwarding from this step takes a place of the body's quota. */
  quota: z.boolean().default(false),
  inspection: z.enum(['none', 'sample', 'each']).default('none'),
  /** What the body must attach or write before it passes the file on; named to it when it does. */
  attaches: z.array(z.string()).default([]),
  /** What the body at this step sees beside the form and its checks. */
  sees: z.array(z.enum(['evidence', 'history'])).default(['evidence', 'history']),
})
export type Step = z.infer<typeof Step>

export const Edition = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  programme: z.string(),
  title: z.string(),
  in_force_from: z.iso.date(),
  sources: z.array(z.string()).min(1),
  form: z.strictObject({
    title: z.string(),
    cover_note: z.string().optional(),
    /** 填报说明, a point each. */
    instructions: z.array(z.string()),
    parts: z.array(Part).min(1),
  }),
  /** Titles of the heads as the standard words them. */
  heads: z.record(z.string(), z.string()).default({}),
  checks: z.array(Check).min(1),
  evidence: z.array(EvidenceItem),
  evidence_kinds: z.array(Option).min(1),
  steps: z.array(Step).min(2),
  /** Who recognises at the end; the level of the last step. */
  recognised_by: Level,
  /** Which fields of the form say what the registry and the lists need to know of the cluster. */
  facts: z.strictObject({
    name: FieldRef,
    authority: FieldRef.optional(),
    operator: FieldRef.optional(),
    leading_industry: FieldRef.optional(),
    industry: FieldRef.optional(),
    places: FieldRef.optional(),
    founded: FieldRef.optional(),
    summary: FieldRef.optional(),
  }),
})
export type Edition = z.infer<typeof Edition>
