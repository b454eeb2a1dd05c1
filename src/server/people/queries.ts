// What the system administrator looks up before making a person.
import { sql } from 'kysely'
import type { AuthorityRow } from '#contract/people.ts'
import { Level } from '#domain/people.ts'
import type { App } from '../action.ts'

/** At most twenty bodies whose name holds the text as it is typed, shortest names first. */
export async function findAuthorities(app: App, part: string): Promise<AuthorityRow[]> {
  const rows = await app.db
    .selectFrom('authority')
    .select(['id', 'name', 'level'])
    .where(sql<boolean>`strpos(name, ${part}) > 0`)
    .orderBy(sql`length(name)`)
    .orderBy('name')
    .orderBy('id')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ...row, level: Level.parse(row.level) }))
}
