// A yearly batch (年度批次) as data: windows, quotas, notice, validity, documents; each value with where it comes from.
import { z } from 'zod'

/** original: read in the document itself; reprint: «转载，未见原文»; unknown: not in any source we have. */
export const Standing = z.enum(['original', 'reprint', 'unknown', 'demonstration'])
export type Standing = z.infer<typeof Standing>

/** A value with its source. `value` is null exactly when the standing is unknown. */
function sourced<T extends z.ZodType>(value: T) {
  return z
    .strictObject({ value: value.nullable(), standing: Standing, source: z.string() })
    .refine(
      (held: { value?: unknown; standing: Standing }) =>
        (held.value === null) === (held.standing === 'unknown'),
      {
        message: '未知的值须留空并标为“未知”，已知的值须注明来源',
      },
    )
}

/** How long a recognition of the batch holds (暂行办法 第十五条), as the list document words it. */
export const Validity = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('calendar'),
    from: z.iso.date(),
    to: z.iso.date(),
    worded: z.string(),
  }),
  z.strictObject({
    kind: z.literal('years_from_list'),
    years: z.int().positive(),
    worded: z.string(),
  }),
  /** «三年» without a start: neither end is known, the state says so. */
  z.strictObject({
    kind: z.literal('start_unstated'),
    years: z.int().positive(),
    worded: z.string(),
  }),
])
export type Validity = z.infer<typeof Validity>

export const BodyKind = z.enum(['ordinary', 'separately_planned', 'corps'])
export type BodyKind = z.infer<typeof BodyKind>

export const Batch = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  programme: z.string(),
  title: z.string().min(1),
  year: z.int().min(2000).max(2100),
  /** Y of the figures: 2021 for batch 2022. */
  base_year: z.int().min(2000).max(2100),
  edition: z.string(),
  demonstration: z.boolean().default(false),
  /** A province's own programme: only counties in this region declare. Absent: the whole country. */
  region: z
    .string()
    .regex(/^\d{6}$/, '地区代码为六位数字')
    .optional(),
  call: sourced(z.string()),
  list_document: sourced(z.string()),
  list_date: sourced(z.iso.date()),
  /** Places of a province, a 计划单列市, the 兵团 and, where the batch says so, a city; null value = unknown, absent city = no limit. */
  quota: z.strictObject({
    ordinary: sourced(z.int().nonnegative()),
    separately_planned: sourced(z.int().nonnegative()),
    corps: sourced(z.int().nonnegative()),
    city: sourced(z.int().nonnegative()).optional(),
  }),
  one_per_segment: sourced(z.boolean()),
  must_be_provincial: sourced(z.boolean()),
  western_relief: sourced(z.boolean()),
  opens: sourced(z.iso.date()),
  /** Deadline to the recognising body; a bare date means 24:00 in Asia/Shanghai. */
  deadline: sourced(z.iso.date()),
  notice: z.strictObject({
    working_days: z.int().positive(),
    /** The day of publication counts as the first when it is a working day. */
    first_day_counts: z.boolean(),
  }),
  validity: Validity,
  /** MM-DD of the annual return (暂行办法 第十六条). */
  annual_return_due: sourced(z.string().regex(/^\d\d-\d\d$/)),
  /** Wording of evidence item 25, e.g. 2023—2025年, printed as the source prints it. */
  plan_years: z.string(),
  /** Where the values that stand plain above come from; absent: stated by whoever made the batch. */
  standings: z
    .partialRecord(
      z.enum(['base_year', 'notice', 'validity', 'plan_years']),
      z.strictObject({ standing: Standing, source: z.string() }),
    )
    .default({}),
})
export type Batch = z.infer<typeof Batch>

/** A body's own notice for a batch (e.g. Guangdong 2022: a city sends 2, each is visited): it narrows the batch's numbers for that body. */
export const BodyNotice = z.strictObject({
  batch: z.string(),
  /** Region code of the issuing provincial body. */
  authority: z.string().regex(/^\d{6}$/),
  title: z.string().min(1),
  source: z.string(),
  /** Places for each body directly below (a province's notice to its cities). */
  places_below: z.int().nonnegative().nullable(),
  /** Places this body itself sends, if fewer than the batch allows. */
  places_own: z.int().nonnegative().nullable(),
  deadline: z.iso.date().nullable(),
  copies: z.int().nonnegative().nullable(),
  discs: z.int().nonnegative().nullable(),
  inspection: z.enum(['none', 'sample', 'each']).nullable(),
})
export type BodyNotice = z.infer<typeof BodyNotice>
