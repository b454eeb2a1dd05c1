// What the 申报表 is printed from: plain values, so that they can be handed to a worker as they are.
import type { Batch } from '#domain/batch.ts'
import type { DeclarationValues } from '#domain/declaration/values.ts'
import type { Edition } from '#domain/edition.ts'

/** A file that stands under an item of the 佐证材料清单; `kind` is a code of the edition's evidence kinds. */
export type EvidenceFile = { item: number; originalName: string; kind: string }

/** One declaration with everything its printed form shows. Dates are 'YYYY-MM-DD'; `city` is '' where there is none. */
export type FormContent = {
  edition: Edition
  batch: Batch
  region: { province: string; city: string; county: string }
  /** The county's body; stands on the cover where the form itself does not name it yet. */
  authorityName: string
  values: DeclarationValues
  /** Prints the 佐证材料清单 behind the form, with the names of the files; left out, nothing is added. */
  evidence?: EvidenceFile[]
  opinions: { province: string | null }
  submittedOn: string | null
  demonstration: boolean
}
