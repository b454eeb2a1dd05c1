// Same key, same answer: a save that the page repeats after a lost connection is answered, not done twice.
import type { Kysely } from 'kysely'
import { SavedRow } from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import type { Work } from '../action.ts'

/** The answer given to this key before, or null. Throws key_reused when it was used for other content. */
export async function findAnswer(
  db: Kysely<Tables>,
  actor: Actor,
  key: string,
  requestHash: string,
): Promise<SavedRow | null> {
  const held = await db
    .selectFrom('idempotency')
    .select(['request_sha256', 'answer'])
    .where('person_id', '=', actor.personId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!held) return null
  if (held.request_sha256 !== requestHash) throw new Problem('key_reused')
  return SavedRow.parse(held.answer)
}

/** The key may have been used for another draft at this very moment: then this save is refused whole. */
export async function keepAnswer(
  { db, actor, now }: Work,
  key: string,
  requestHash: string,
  answer: SavedRow,
): Promise<void> {
  const kept = await db
    .insertInto('idempotency')
    .values({
      person_id: actor.personId,
      key,
      request_sha256: requestHash,
      answer: JSON.stringify(answer),
      at: now,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!kept) throw new Problem('key_reused')
}
