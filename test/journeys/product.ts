// The built product as its users meet it: a process of its own, or a server in the test whose clock can be moved.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { createDatabase, dropDatabase, urlForDatabase } from '#db/create.ts'
import { openDatabase } from '#db/open.ts'
import type { Role } from '#domain/people.ts'
import type { App } from '#server/action.ts'
import { buildServer } from '#server/app.ts'
import { buildDemonstration } from '#server/demonstration/build.ts'
import { makeCast } from '#server/demonstration/cast.ts'
import { createPerson, systemActor } from '#server/people/actions.ts'
import { makeWorld } from '../world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = join(root, 'dist')
const password = 'correct horse battery staple'

/** How someone signs in. */
export interface Account {
  readonly login: string
  readonly password: string
  readonly name: string
}

export interface Product {
  /** Without a closing slash. */
  readonly address: string
  /** The product's own database, for making people and ending sessions. */
  readonly app: App
  /** Makes a person of the body at `level` over exactly `region` (null: the ministry). */
  person(
    name: string,
    role: Role,
    level: 'county' | 'city' | 'province' | 'ministry',
    region: string | null,
  ): Promise<Account>
}

export interface InsideProduct extends Product {
  /** Moves the product's clock by whole days; sessions of 12 hours then have run out. */
  passDays(days: number): void
}

export interface ChildProduct extends Product {
  /** The demonstration's sign-ins by login. */
  readonly accounts: ReadonlyMap<string, Account>
  readonly pid: number
  /** False once the process has ended. */
  alive(): boolean
}

/** Serves the built pages from a world of the test's own. */
export async function startInside(): Promise<InsideProduct> {
  if (!existsSync(join(dist, 'web/index.html'))) throw new Error('dist/ is not built')
  const world = await makeWorld()
  const server = await buildServer(world.app, { log: false, dist })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  afterAll(() => server.close())
  return {
    address,
    app: world.app,
    person: maker(world.app),
    passDays: (days) => world.passDays(days),
  }
}

/**
 * Starts the program itself. Without DATABASE_URL it makes its embedded database and the demonstration; with one it
 * gets a database of its own on that server, and the test makes the demonstration by the same acts.
 */
export async function startChild(): Promise<ChildProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jiqun-journey-'))
  const own = process.env['DATABASE_URL'] ? await makeOwnDatabase() : null
  const child = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
    cwd: root,
    env: environment({ ...own?.environment, DATA_DIR: dataDir, PORT: '0' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const printed = await untilReady(child)
  const database = await openDatabase({ ...own?.options, dataDir, connections: 4 })
  const app: App = { db: database.db, clock: { offsetMs: 0 } }
  afterAll(async () => {
    await database.close()
    child.kill('SIGINT')
    await ended
    await own?.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const accounts = own ? await makeDemonstration(app, dataDir) : accountsIn(printed)
  return {
    address: /启动：(http\S+)\//.exec(printed)?.[1] ?? '',
    app,
    accounts: new Map(accounts.map((account) => [account.login, account])),
    pid: child.pid ?? 0,
    alive: () => child.exitCode === null && child.signalCode === null,
    person: maker(app),
  }
}

/** The environment of a person who starts the product: nothing of the test run's own settings. */
function environment(own: Record<string, string>): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR']
  const inherited = kept.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), ...own }
}

async function makeOwnDatabase() {
  const { url, appUrl, installed, prefix } = inject('postgres')
  const name = `${prefix}${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = new pg.Pool({ connectionString: url, max: 1 })
  await createDatabase(admin, name, installed)
  const [databaseUrl, ownerUrl] = [urlForDatabase(appUrl, name), urlForDatabase(url, name)]
  return {
    environment: { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl },
    options: { databaseUrl, ownerUrl },
    drop: async () => {
      await dropDatabase(admin, name)
      await admin.end()
    },
  }
}

/** What the program printed once the sign-ins are out (the last of them is the auditor's). */
function untilReady(child: ChildProcess): Promise<string> {
  let printed = ''
  const onServer = process.env['DATABASE_URL'] !== undefined
  const last = onServer ? /工作人员登录：/ : /^ {2}auditor .+\n/m
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (last.test(printed)) resolve(printed)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${printed}`)))
  })
}

/** «  login   password  description», a line each. */
function accountsIn(printed: string): Account[] {
  return [...printed.matchAll(/^ {2}(\S+) +(\S+) {2}(.+)$/gm)].map(
    ([, login = '', secret = '', name = '']) => ({ login, password: secret, name }),
  )
}

async function makeDemonstration(app: App, dataDir: string): Promise<Account[]> {
  const cast = await makeCast(app, dataDir)
  await buildDemonstration(app, new Date().getFullYear())
  return cast.map(({ login, password: secret, description }) => ({
    login,
    password: secret,
    name: description,
  }))
}

function maker(app: App): Product['person'] {
  return async (name, role, level, region) => {
    const body = await app.db
      .selectFrom('authority')
      .select('id')
      .where('level', '=', level)
      .$if(region !== null, (query) => query.where('region_code', '=', region))
      .executeTakeFirstOrThrow()
    const login = `${role}-${randomUUID().slice(0, 8)}`
    await createPerson(app, systemActor, {
      login,
      name,
      role,
      authorityId: body.id,
      password,
      demonstration: false,
    })
    return { login, password, name }
  }
}
