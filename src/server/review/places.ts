// Places of a body's quota: taken at forwarding by one conditional UPDATE of one row, kept while the file is out, freed by recall or given up.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { Problem } from '#domain/problem.ts'
import type { Case } from './transition.ts'
import { markStep } from './transition.ts'

type Db = Kysely<Tables>

/** Takes a place for the step's body unless the file already has one. Throws quota_used_up; then nothing was taken. */
export async function takePlace(db: Db, { found, stepAt }: Case, step: number): Promise<void> {
  const held = stepAt(step)
  if (!held.quota || held.holds_place) return
  const taken = await db
    .updateTable('quota')
    .set(({ eb }) => ({ taken: eb('taken', '+', 1) }))
    .where('batch_id', '=', found.batch_id)
    .where('authority_id', '=', held.authority_id)
    .where(({ or, eb, ref }) => or([eb('places', 'is', null), eb('taken', '<', ref('places'))]))
    .returning('taken')
    .executeTakeFirst()
  if (!taken) await refuse(db, found.batch_id, held)
  await markStep(db, found, step, { holds_place: true })
}

async function refuse(
  db: Db,
  batchId: string,
  held: { authority_id: string; body_name: string },
): Promise<never> {
  const row = await db
    .selectFrom('quota')
    .select(['places'])
    .where('batch_id', '=', batchId)
    .where('authority_id', '=', held.authority_id)
    .executeTakeFirst()
  throw new Problem('quota_used_up', { words: { body: held.body_name, places: row?.places ?? 0 } })
}

/** Frees the place that this step's body keeps for the file, if it keeps one. */
export async function freePlace(db: Db, { found, stepAt }: Case, step: number): Promise<boolean> {
  const held = stepAt(step)
  if (!held.holds_place) return false
  await db
    .updateTable('quota')
    .set(({ eb }) => ({ taken: eb('taken', '-', 1) }))
    .where('batch_id', '=', found.batch_id)
    .where('authority_id', '=', held.authority_id)
    .execute()
  await markStep(db, found, step, { holds_place: false })
  return true
}
