// What a check of the 认定标准 says: the verdict with everything needed to follow it by hand.
import { z } from 'zod'

/** met 符合 · not_met 不符合 · unknown 缺数据 · judgement 需人工判断 */
export const Verdict = z.enum(['met', 'not_met', 'unknown', 'judgement'])
export type Verdict = z.infer<typeof Verdict>

/** One value that a check read, with the field it stands in. `value` is null when the cell is empty. */
export const ValueRead = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  unit: z.string().optional(),
})
export type ValueRead = z.infer<typeof ValueRead>

export const CheckResult = z.object({
  key: z.string(),
  head: z.string(),
  title: z.string(),
  article: z.string(),
  clause: z.string(),
  verdict: Verdict,
  values: z.array(ValueRead),
  /** The formula in words and, where figures are there, with the figures put in. */
  formula: z.string(),
  worked: z.string().nullable(),
  /** «高于 70 %», «不低于 15 %»; null where nothing is compared. */
  threshold: z.string().nullable(),
  /** The figure compared, for display (two decimals, half up). */
  result: z.string().nullable(),
  /** Signed distance of the result to the threshold with unit, e.g. «还差 0.60 个百分点», «超出 1.20 亿元». */
  distance: z.string().nullable(),
  /** Why the verdict is what it is, one Chinese sentence; for unknown it names what is missing. */
  reason: z.string(),
  /** Other readings of the text with their verdicts, and differences found (declared ≠ computed …). */
  remarks: z.array(z.string()),
  /** Fields that are missing, so that the page can link to them. */
  missing: z.array(z.string()),
})
export type CheckResult = z.infer<typeof CheckResult>

/** All checks of one declaration with their counts. */
export const Evaluation = z.object({
  edition: z.string(),
  batch: z.string(),
  /** Titles of the heads, e.g. 一 → 具有较强核心竞争力. */
  heads: z.record(z.string(), z.string()),
  checks: z.array(CheckResult),
  counts: z.record(Verdict, z.number()),
})
export type Evaluation = z.infer<typeof Evaluation>
