// Makes and removes whole databases of a server: the first start and the tests need it.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Makes a database, as a copy of `template` when one is given (about 50 ms; nobody may be connected to the template). */
export async function createDatabase(
  admin: pg.Pool,
  name: string,
  template?: string,
): Promise<void> {
  const copy = template ? ` template ${pg.escapeIdentifier(template)} strategy wal_log` : ''
  await admin.query(`create database ${pg.escapeIdentifier(name)}${copy}`)
}

/** Removes a database and ends its connections; one that does not exist is no error. */
export async function dropDatabase(admin: pg.Pool, name: string): Promise<void> {
  await untilLeft(admin, name)
  await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

/** A pool that has ended may still be saying goodbye; to be cut off then would be an error nobody catches. */
async function untilLeft(admin: pg.Pool, name: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const { rowCount } = await admin.query('select 1 from pg_stat_activity where datname = $1', [
      name,
    ])
    if (rowCount === 0) return
    await sleep(5)
  }
}

/** The same server under another database name. */
export function urlForDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}
