// Brings a database to the schema of this program: plain SQL files, in order, each in one transaction, forward only.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { applyGrants, ensureAppRole } from './roles.ts'

export interface MigrateOptions {
  /** Folder of the SQL files; the product's own unless a test brings others. */
  readonly folder?: string
  /** User of DATABASE_URL, to be let into the application's role. */
  readonly login?: string | undefined
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const ownFolder = fileURLToPath(new URL('./migrations', import.meta.url))
const lowestServer = 150_000

/**
 * Runs what is missing and returns the names of what ran. Two programs may start at the same moment: the second waits.
 * Throws a sentence when an applied file has changed, when the database is newer than the program, or below PostgreSQL 15.
 */
export async function migrate(owner: pg.Pool, options: MigrateOptions = {}): Promise<string[]> {
  const known = readMigrations(options.folder ?? ownFolder)
  await refuseOldServer(owner)
  await createTable(owner)
  await ensureAppRole(owner, options.login)
  const applied: string[] = []
  for (const migration of missing(known, await readApplied(owner))) {
    if (await inTransaction(owner, (client) => apply(client, migration)))
      applied.push(migration.name)
  }
  await inTransaction(owner, async (client) => {
    await client.query('lock table migration in share row exclusive mode')
    await applyGrants(client)
  })
  return applied
}

function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of names) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`数据库迁移文件名不合规：${name}`)
  }
  return names.toSorted().map((name) => {
    const sql = readFileSync(`${folder}/${name}`, 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

function missing(
  known: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const names = new Set(known.map(({ name }) => name))
  const foreign = [...applied.keys()].find((name) => !names.has(name))
  if (foreign)
    throw new Error(`数据库比程序新：库中已执行 ${foreign}，本程序没有该文件，请使用新版本程序。`)
  for (const { name, sha256 } of known) {
    const before = applied.get(name)
    if (before !== undefined && before !== sha256)
      throw new Error(`数据库迁移文件 ${name} 在执行之后被改动，请恢复原文件，另写新的迁移文件。`)
  }
  return known.filter(({ name }) => !applied.has(name))
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  await client.query('lock table migration in share row exclusive mode')
  const done = await client.query('select 1 from migration where name = $1', [migration.name])
  if (done.rowCount !== 0) return false
  await client.query(migration.sql)
  await client.query('insert into migration (name, applied_at, sha256) values ($1, $2, $3)', [
    migration.name,
    new Date(),
    migration.sha256,
  ])
  return true
}

async function readApplied(owner: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration',
  )
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

async function createTable(owner: pg.Pool): Promise<void> {
  try {
    await owner.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null, sha256 text not null)',
    )
  } catch (error) {
    // «if not exists» still collides when two programs make it at the same instant: in the catalogue's own index
    // (unique_violation), on the table's type (duplicate_object), or on the table (duplicate_table).
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== '23505' && code !== '42710' && code !== '42P07') throw error
  }
}

async function refuseOldServer(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ server_version_num: string }>('show server_version_num')
  const version = Number(rows[0]?.server_version_num)
  if (version < lowestServer)
    throw new Error(`PostgreSQL 版本过低（${version}），请使用 15 或更高版本。`)
}

async function inTransaction<T>(
  owner: pg.Pool,
  act: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const result = await act(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
