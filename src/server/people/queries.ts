// What the system administrator looks up before making a person.
import { sql } from 'kysely'
import type { AuthorityRow } from '#contract/people.ts'
import { Level } from '#domain/people.ts'
import type { App } from '../action.ts'

/** At most twenty bodies whose name holds the text as it is typed, shortest names first. */
export async function findAuthorities(app: App, part: string): Promise<AuthorityRow[]> {
  const rows = await app.db
    .selectFrom('authority as a')
    .leftJoin('region as own', 'own.code', 'a.region_code')
    .leftJoin('region as above', 'above.code', 'own.parent_code')
    .leftJoin('region as province', 'province.code', 'own.province_code')
    .select(['a.id', 'a.name', 'a.level', 'own.code', 'own.province_code'])
    .select(['above.name as above_name', 'province.name as province_name'])
    .where(sql<boolean>`strpos(a.name, ${part}) > 0`)
    .orderBy(sql`length(a.name)`)
    .orderBy('a.name')
    .orderBy('a.region_code')
    .orderBy('a.id')
    .limit(20)
    .execute()
  return rows.map((row) => {
    const above = row.code === row.province_code ? [] : [row.province_name, row.above_name]
    // a 直辖市 stands twice above its districts, as province and as prefecture
    const within = [...new Set(above)].join('')
    return { id: row.id, name: row.name, level: Level.parse(row.level), within }
  })
}
