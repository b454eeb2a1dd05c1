// One printed row into the database, with the key of its request: both in one write, each only where nobody was before.
import type { CompiledQuery, Kysely } from 'kysely'
import type { SavedRow } from '#contract/declaration.ts'
import { deferred, later, prepared } from '#db/driver.ts'
import type { Tables } from '#db/tables.ts'
import type { RowValues } from '#domain/declaration/values.ts'
import { Problem } from '#domain/problem.ts'
import type { Work } from '../action.ts'
import { keepAnswer } from './idempotency.ts'

type Db = Kysely<Tables>

interface Place {
  readonly clusterId: string
  readonly id: string
  readonly row: string
  /** That the page saw; 0 for a row that was never filled. */
  readonly revision: number
}

export interface Written {
  readonly answer: SavedRow
  /** False: the key was used before, by this person. */
  readonly kept: boolean
  /** False: the row has another revision by now. */
  readonly wrote: boolean
}

/** Says what was written; where one of the two was not, the act has to undo the other. */
export async function writeRow(
  work: Work,
  place: Place,
  cells: { values: RowValues; originals: RowValues },
  request: { key: string; hash: string },
): Promise<Written> {
  const { db, actor, now } = work
  const answer: SavedRow = {
    row: place.row,
    cells: cells.values,
    originals: cells.originals,
    revision: place.revision + 1,
    updatedAt: now.toISOString(),
    updatedBy: actor.name,
  }
  const kept = later(keepAnswer(work, request, answer))
  await db.executeQuery(kept.query)
  const { rows } = await db.executeQuery(prepared(rowQuery(work, place, answer)))
  return { answer, kept: kept.rows().length > 0, wrote: rows.length > 0 }
}

function rowQuery(
  { db, actor, now }: Work,
  place: Place,
  answer: SavedRow,
): CompiledQuery<{ revision: number }> {
  const written = {
    cells: JSON.stringify(answer.cells),
    originals: JSON.stringify(answer.originals),
    revision: answer.revision,
    updated_at: now,
    updated_by: actor.personId,
    updated_by_name: actor.name,
  }
  const key = { cluster_id: place.clusterId, declaration_id: place.id, row_key: place.row }
  if (place.revision === 0)
    return db
      .insertInto('declaration_row')
      .values({ ...key, ...written })
      .onConflict((conflict) =>
        conflict.columns(['cluster_id', 'declaration_id', 'row_key']).doNothing(),
      )
      .returning('revision')
      .compile()
  return db
    .updateTable('declaration_row')
    .set(written)
    .where('cluster_id', '=', key.cluster_id)
    .where('declaration_id', '=', key.declaration_id)
    .where('row_key', '=', key.row_key)
    .where('revision', '=', place.revision)
    .returning('revision')
    .compile()
}

/** Throws stale_version with both texts. */
export async function refuseStale(
  db: Db,
  place: Place,
  yours: RowValues,
  label: string,
): Promise<never> {
  const held = await db
    .selectFrom('declaration_row')
    .select(['cells', 'originals', 'revision', 'updated_at', 'updated_by_name'])
    .where('cluster_id', '=', place.clusterId)
    .where('declaration_id', '=', place.id)
    .where('row_key', '=', place.row)
    .executeTakeFirst()
  const theirs: SavedRow | null = held
    ? {
        row: place.row,
        cells: held.cells as RowValues,
        originals: held.originals as RowValues,
        revision: held.revision,
        updatedAt: held.updated_at.toISOString(),
        updatedBy: held.updated_by_name,
      }
    : null
  throw new Problem('stale_version', {
    words: { label, who: held?.updated_by_name ?? '他人' },
    details: { theirs, yours },
  })
}

/** The cluster's name stands in the form; lists and desks follow it. */
export async function rename({ db, now }: Work, place: Place, name: string): Promise<void> {
  const declaration = db
    .updateTable('declaration')
    .set({ name, updated_at: now })
    .where('cluster_id', '=', place.clusterId)
    .where('id', '=', place.id)
    .compile()
  const cluster = db
    .updateTable('cluster')
    .set({ canonical_name: name })
    .where('cluster_id', '=', place.clusterId)
    .where('listed', '=', false)
    .compile()
  await db.executeQuery(deferred(declaration))
  await db.executeQuery(deferred(cluster))
}
