// Same key, same answer: a save that the page repeats after a lost connection is answered, not done twice.
import type { CompiledQuery, Kysely } from 'kysely'
import { SavedRow } from '#contract/declaration.ts'
import { statement } from '#db/driver.ts'
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

/** Fails as a unique violation when the key was used before, or at this very moment for another draft. */
export function keepAnswer(
  { actor, now }: Work,
  key: string,
  requestHash: string,
  answer: SavedRow,
): CompiledQuery<unknown> {
  return statement(
    'insert into idempotency (person_id, key, request_sha256, answer, at) values ($1, $2, $3, $4, $5)',
    [actor.personId, key, requestHash, JSON.stringify(answer), now],
  )
}
