// What a body sees of its own places.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { Actor } from '#domain/people.ts'

/** Places of the actor's own body in running batches. */
export async function listPlaces(db: Kysely<Tables>, actor: Actor) {
  return db
    .selectFrom('quota as q')
    .innerJoin('batch as b', 'b.id', 'q.batch_id')
    .select(['b.code as batchCode', 'b.title as batchTitle', 'q.places', 'q.taken', 'q.source'])
    .where('q.authority_id', '=', actor.authorityId)
    .where('b.state', 'in', ['open', 'notice'])
    .orderBy('b.year', 'desc')
    .limit(50)
    .execute()
}
