// A fresh database with the cast in it, behind the real HTTP door. Tests speak of people: `await world.sign('何编辑')`.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { createDatabase, dropDatabase } from '#db/create.ts'
import { type Database, openDatabase } from '#db/open.ts'
import type { Role } from '#domain/people.ts'
import type { App } from '#server/action.ts'
import { buildServer } from '#server/app.ts'
import { createPerson, systemActor } from '#server/people/actions.ts'

/** One person of a test's cast and what he can do at the door. */
export interface Player {
  readonly login: string
  readonly personId: string
  readonly authorityId: string
  ask(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  get<T>(url: string): Promise<T>
  post<T>(url: string, body?: unknown): Promise<T>
  put<T>(url: string, body?: unknown): Promise<T>
}

export interface World {
  readonly app: App
  readonly database: Database
  readonly server: FastifyInstance
  /** Makes a person of the body at `level` over exactly `region` (null: the ministry; 'corps': the 兵团) and signs in. */
  player(
    role: Role,
    level: 'county' | 'city' | 'province' | 'ministry',
    region: string | null,
  ): Promise<Player>
  /** Asks without signing in. */
  ask(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  /** Moves the product's clock by whole days. */
  passDays(days: number): void
}

const password = 'correct horse battery staple'

/** A world of its own for the calling test file; removed when the file is through. */
export async function makeWorld(): Promise<World> {
  const { url, appUrl, installed, prefix } = inject('postgres')
  const name = `${prefix}${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = new pg.Pool({ connectionString: url, max: 1 })
  await createDatabase(admin, name, installed)
  const database = await openDatabase({
    databaseUrl: appUrl,
    ownerUrl: url,
    database: name,
    dataDir: 'unused',
    connections: 10,
  })
  const app: App = { db: database.db, clock: { offsetMs: 0 } }
  const server = await buildServer(app, { log: false })
  afterAll(async () => {
    await server.close()
    await database.close()
    await dropDatabase(admin, name)
    await admin.end()
  })
  return {
    app,
    database,
    server,
    ask: (method, target, body, headers) => askAs(server, undefined, method, target, body, headers),
    player: (role, level, region) => makePlayer(app, server, role, level, region),
    passDays: (days) => {
      app.clock.offsetMs += days * 86_400_000
    },
  }
}

function askAs(
  server: FastifyInstance,
  cookie: string | undefined,
  method: InjectOptions['method'],
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return server.inject({
    method: method ?? 'GET',
    url,
    ...(body === undefined ? {} : { payload: body as object | string }),
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
  })
}

async function makePlayer(
  app: App,
  server: FastifyInstance,
  role: Role,
  level: string,
  region: string | null,
): Promise<Player> {
  const body = await app.db
    .selectFrom('authority')
    .select(['id'])
    .where('level', '=', level)
    .$if(region === 'corps', (query) => query.where('kind', '=', 'corps'))
    .$if(region !== null && region !== 'corps', (query) => query.where('region_code', '=', region))
    .executeTakeFirstOrThrow()
  const login = `${role}-${region ?? 'all'}-${randomUUID().slice(0, 8)}`
  const personId = await createPerson(app, systemActor, {
    login,
    name: `${login}（测试）`,
    role,
    authorityId: body.id,
    password,
    demonstration: false,
  })
  const signedIn = await askAs(server, undefined, 'POST', '/api/session', { login, password })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]
  const ask: Player['ask'] = (method, url, given, headers) =>
    askAs(server, cookie, method, url, given, headers)
  const done = async <T>(
    method: InjectOptions['method'],
    url: string,
    given?: unknown,
  ): Promise<T> => {
    const answer = await ask(method, url, given)
    if (answer.statusCode !== 200)
      throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`)
    return answer.json<T>()
  }
  return {
    login,
    personId,
    authorityId: body.id,
    ask,
    get: (url) => done('GET', url),
    post: (url, given) => done('POST', url, given ?? {}),
    put: (url, given) => done('PUT', url, given),
  }
}
