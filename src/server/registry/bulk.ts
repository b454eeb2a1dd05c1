// Writes many rows of one table in one statement.
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#db/tables.ts'

/** Rows in one statement: enough to be fast, few enough to keep its text under some megabytes. */
const chunk = 2000

/**
 * Inserts the rows, or changes those that are there; the columns are those of the first row that hold something.
 * Values are as JSON has them (a tsvector as its text). A table that is all key keeps what is there.
 */
export async function upsertRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const columns = Object.entries(rows[0] ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  )
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const changed = columns.filter((column) => !key.includes(column))
  const conflict =
    changed.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(changed.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`
  for (let start = 0; start < rows.length; start += chunk) {
    await sql`
      insert into ${sql.table(table)} (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.slice(start, start + chunk))}::jsonb)
      on conflict (${sql.join(key.map((column) => sql.ref(column)))}) ${conflict}`.execute(db)
  }
}
