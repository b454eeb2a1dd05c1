// One PostgreSQL for a whole test run, with a migrated template that each test file copies.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createDatabase, dropDatabase, urlForDatabase } from '#db/create.ts'
import { startEmbedded, stopIfUnused } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { install } from '#server/install.ts'

export interface TestServer {
  /** Owner's connection URL on the maintenance database; `urlForDatabase(url, name)` leads to the others. */
  readonly url: string
  /** The application's connection URL on the same server (may be the owner's: then it sets its role). */
  readonly appUrl: string
  /** Migrated and empty: the template of every test database. Never connect to it. */
  readonly template: string
  /** The same with reference data and policy loaded: what test/world.ts copies. */
  readonly installed: string
  /** Names of this run's databases begin so; what begins so is removed at the end. */
  readonly prefix: string
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer
  }
}

const folderPrefix = 'jiqun-test-'
// Nothing here has to survive a power cut.
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer()
  const admin = new pg.Pool({ connectionString: server.url, max: 1 })
  admin.on('error', () => undefined)
  const prefix = `jiqun_test_${process.pid.toString(36)}${Date.now().toString(36)}_`
  const leave = async () => {
    await dropAll(admin, prefix).finally(() => admin.end())
    await server.release()
  }
  try {
    const template = await makeTemplate(admin, server.url, `${prefix}template`)
    const installed = await makeInstalled(admin, server, template, `${prefix}installed`)
    project.provide('postgres', {
      url: server.url,
      appUrl: server.appUrl,
      template,
      installed,
      prefix,
    })
    return leave
  } catch (error) {
    await leave()
    throw error
  }
}

async function makeTemplate(admin: pg.Pool, url: string, name: string): Promise<string> {
  await createDatabase(admin, name)
  const owner = new pg.Pool({ connectionString: urlForDatabase(url, name), max: 1 })
  owner.on('error', () => undefined)
  await migrate(owner).finally(() => owner.end())
  return name
}

async function makeInstalled(
  admin: pg.Pool,
  server: Server,
  template: string,
  name: string,
): Promise<string> {
  await createDatabase(admin, name, template)
  const { appUrl: databaseUrl, url: ownerUrl } = server
  const database = await openDatabase({ databaseUrl, ownerUrl, database: name, dataDir: 'unused' })
  await install({ db: database.db, clock: { offsetMs: 0 } }, () => undefined).finally(() =>
    database.close(),
  )
  return name
}

interface Server {
  readonly url: string
  readonly appUrl: string
  readonly release: () => Promise<void>
}

async function findServer(): Promise<Server> {
  const appUrl = process.env['DATABASE_URL']
  const ownerUrl = process.env['DATABASE_OWNER_URL'] ?? appUrl
  if (appUrl && ownerUrl) return { url: ownerUrl, appUrl, release: async () => undefined }
  await removeLeftovers()
  const folder = mkdtempSync(join(tmpdir(), folderPrefix))
  const embedded = await startEmbedded(folder, fast)
  const release = async () => {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: embedded.url, appUrl: embedded.url, release }
}

/** Servers of runs that were killed before they could clean up. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name)
    // Without a cluster the folder may belong to a run that is just starting.
    if (!name.startsWith(folderPrefix) || !existsSync(join(folder, 'pg'))) continue
    if (await stopIfUnused(folder)) rmSync(folder, { recursive: true, force: true })
  }
}

async function dropAll(admin: pg.Pool, prefix: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname::text, $1)',
    [prefix],
  )
  for (const { name } of rows) await dropDatabase(admin, name)
}
