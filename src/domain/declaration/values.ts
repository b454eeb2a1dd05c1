// The filled form: what each printed row holds, as the declarant entered it.
import { z } from 'zod'

/** Text, a decimal as text («41.20»), «无», one option code, or several codes (ticks, regions). An empty cell is absent, never ''. */
export const CellValue = z.union([z.string(), z.array(z.string())])
export type CellValue = z.infer<typeof CellValue>

/** The cells of one printed row by cell key. */
export const RowValues = z.record(z.string(), CellValue)
export type RowValues = z.infer<typeof RowValues>

/** All rows by row key. `originals` keeps figures that were entered with more than two decimals. */
export const DeclarationValues = z.record(z.string(), RowValues)
export type DeclarationValues = z.infer<typeof DeclarationValues>

/** «无» as entered in a cell that accepts it (填报说明 2): an answer, not a gap and not zero. */
export const NONE = '无'

/** Which claims have at least one file, as `row/cell` or `row/cell/box`; and which item numbers have any. */
export const EvidenceHeld = z.object({ claims: z.array(z.string()), items: z.array(z.number()) })
export type EvidenceHeld = z.infer<typeof EvidenceHeld>

/** A whole declaration as the command line takes it and the page evaluates it. */
export const DeclarationFile = z.strictObject({
  batch: z.string(),
  values: DeclarationValues,
  originals: DeclarationValues.default({}),
  evidence: EvidenceHeld.default({ claims: [], items: [] }),
})
export type DeclarationFile = z.infer<typeof DeclarationFile>
