// Opens the one handle through which the product reaches its database, embedded or on a server.
import { Kysely } from 'kysely'
import pg from 'pg'
import { createDatabase, urlForDatabase } from './create.ts'
import { BatchDialect } from './driver.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { appRole } from './roles.ts'
import type { Tables } from './tables.ts'
import { typeParsers } from './type-parsers.ts'

export interface DatabaseOptions {
  /** Server to use; without it the embedded one under `dataDir` is started or joined. */
  readonly databaseUrl?: string | undefined
  /** Connection that migrates and grants; `databaseUrl` does both when missing. */
  readonly ownerUrl?: string | undefined
  readonly dataDir: string
  /** Database name; by default the URL's own, or `jiqun` on the embedded server. */
  readonly database?: string | undefined
  /** Most connections at once; 10 when missing. */
  readonly connections?: number | undefined
}

export interface Database {
  readonly db: Kysely<Tables>
  /** The same connections for plain SQL. They work as the role jiqun_app. */
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'server'
  /** Ends the connections and leaves the embedded server. May be called twice. */
  close(): Promise<void>
}

interface Source {
  readonly kind: Database['kind']
  readonly ownerUrl: string
  readonly appUrl: string
  readonly release: () => Promise<void>
}

const embeddedName = 'jiqun'

/** Starts or reaches the server, migrates as the owner, and connects as the application's role. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const source = await findSource(options)
  try {
    await withOwner(source.ownerUrl, async (owner) => {
      await migrate(owner, { login: loginOf(source.appUrl) })
      await refuseBlindSearch(owner)
    })
    const pool = appPool(source.appUrl, options.connections ?? 10)
    const db = new Kysely<Tables>({ dialect: new BatchDialect(pool) })
    let closing: Promise<void> | undefined
    const close = async () => {
      await db.destroy()
      // Kysely ends the pool only if it has used it.
      if (!pool.ending) await pool.end()
      await source.release()
    }
    return { db, pool, kind: source.kind, close: () => (closing ??= close()) }
  } catch (error) {
    await source.release()
    throw error
  }
}

/** Connections that work as jiqun_app, with our type parsers and Beijing time for anything that SQL prints. */
function appPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: typeParsers,
    onConnect: async (client) => {
      await client.query(
        `set role ${appRole}; set timezone = 'Asia/Shanghai'; set datestyle = 'ISO, YMD'`,
      )
    },
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/** Under lc_ctype C the trigrams of Chinese words are empty and every search would silently miss. */
async function refuseBlindSearch(owner: pg.Pool): Promise<void> {
  const installed = await owner.query("select 1 from pg_extension where extname = 'pg_trgm'")
  if (installed.rowCount === 0) return
  const { rows } = await owner.query<{ seen: number }>(
    "select cardinality(show_trgm('武汉')) as seen",
  )
  if (rows[0]?.seen === 0)
    throw new Error('数据库的 lc_ctype 不支持中文检索，请用 LC_CTYPE 为 C.UTF-8 的数据库。')
}

async function findSource(options: DatabaseOptions): Promise<Source> {
  const { databaseUrl, ownerUrl, dataDir, database } = options
  if (databaseUrl === undefined) return embeddedSource(dataDir, database ?? embeddedName)
  const named = (url: string) => (database === undefined ? url : urlForDatabase(url, database))
  return {
    kind: 'server',
    ownerUrl: named(ownerUrl ?? databaseUrl),
    appUrl: named(databaseUrl),
    release: async () => undefined,
  }
}

async function embeddedSource(dataDir: string, database: string): Promise<Source> {
  const embedded = await startEmbedded(dataDir)
  try {
    await withOwner(embedded.url, (owner) => createIfMissing(owner, database))
  } catch (error) {
    await embedded.stop()
    throw error
  }
  const url = urlForDatabase(embedded.url, database)
  return { kind: 'embedded', ownerUrl: url, appUrl: url, release: () => embedded.stop() }
}

async function createIfMissing(owner: pg.Pool, name: string): Promise<void> {
  const found = await owner.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount !== 0) return
  try {
    await createDatabase(owner, name)
  } catch (error) {
    // Another process that joined the same server was faster.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== '42P04' && code !== '23505') throw error
  }
}

async function withOwner(url: string, act: (owner: pg.Pool) => Promise<unknown>): Promise<void> {
  const owner = new pg.Pool({ connectionString: url, max: 1 })
  owner.on('error', () => undefined)
  try {
    await act(owner)
  } finally {
    await owner.end()
  }
}

function loginOf(url: string): string | undefined {
  const { username } = new URL(url)
  return username === '' ? undefined : decodeURIComponent(username)
}
