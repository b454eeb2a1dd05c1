// Nothing incomplete goes up: required cells, evidence that is due, and the length of each part.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { checkPart } from '#domain/declaration/check-value.ts'
import { findMissing } from '#domain/declaration/missing.ts'
import { Problem } from '#domain/problem.ts'
import { evidenceHeld, getValues, listEvidence } from '../declaration/queries.ts'
import type { Visible } from '../declaration/scope.ts'
import { getBatchContent, getEdition } from '../policy/queries.ts'

/** Throws `incomplete` with one entry a gap, each naming its field. Saving is never blocked by it. */
export async function refuseIncomplete(db: Kysely<Tables>, found: Visible): Promise<void> {
  const edition = await getEdition(db, found.edition_code, found.edition_version)
  const row = await db
    .selectFrom('batch')
    .select(['code'])
    .where('id', '=', found.batch_id)
    .executeTakeFirstOrThrow()
  const batch = await getBatchContent(db, row.code, found.batch_version)
  const { values } = await getValues(db, found.cluster_id, found.id)
  const held = evidenceHeld(await listEvidence(db, found.cluster_id, found.id))
  const gaps = findMissing(edition, batch, values, held).map(({ field, item, message }) => ({
    field: field ?? `evidence/${item}`,
    message,
  }))
  const tooLong = edition.form.parts.flatMap(
    (part) => checkPart(edition, part.key, values, batch.base_year).problems,
  )
  const all = [...gaps, ...tooLong]
  const [first] = all
  if (first)
    throw new Problem('incomplete', {
      words: { count: all.length, first: first.message },
      fields: all,
    })
}
