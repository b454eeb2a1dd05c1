// Who is at a draft just now, and which batches a county may open.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { Actor } from '#domain/people.ts'
import { getBatchContent } from '../policy/queries.ts'

type Db = Kysely<Tables>

const presentForMs = 20_000

/** Notes this person as present and returns the names of the others of the last 20 seconds. Presence is no act: it is forgotten. */
export async function seePresent(
  db: Db,
  actor: Actor,
  declarationId: string,
  now: Date,
): Promise<string[]> {
  await db
    .insertInto('presence')
    .values({
      declaration_id: declarationId,
      person_id: actor.personId,
      name: actor.name,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['declaration_id', 'person_id'])
        .doUpdateSet({ seen_at: now, name: actor.name }),
    )
    .execute()
  const rows = await db
    .selectFrom('presence')
    .select('name')
    .where('declaration_id', '=', declarationId)
    .where('person_id', '!=', actor.personId)
    .where('seen_at', '>', new Date(now.getTime() - presentForMs))
    .orderBy('name')
    .execute()
  return rows.map((row) => row.name)
}

export interface OpenBatch {
  readonly code: string
  readonly title: string
  readonly year: number
  readonly deadline: string | null
  readonly demonstration: boolean
}

/** Batches that are open and whose region, if they name one, covers this body's own. */
export async function listOpenBatches(db: Db, actor: Actor, today: string): Promise<OpenBatch[]> {
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('year', 'desc')
    .orderBy('code')
    .execute()
  const regions = await db
    .selectFrom('authority as a')
    .innerJoin('region as r', 'r.code', 'a.region_code')
    .select(['r.code', 'r.parent_code', 'r.province_code'])
    .where('a.id', '=', actor.authorityId)
    .executeTakeFirst()
  const around = new Set([regions?.code, regions?.parent_code, regions?.province_code])
  const read = await Promise.all(
    rows.map(async (row) => ({ row, content: await getBatchContent(db, row.code, row.version) })),
  )
  return read
    .filter(({ content }) => content.opens.value === null || content.opens.value <= today)
    .filter(({ content }) => content.region === undefined || around.has(content.region))
    .map(({ row, content }) => ({
      code: row.code,
      title: row.title,
      year: row.year,
      deadline: content.deadline.value,
      demonstration: row.demonstration,
    }))
}
