// Every route there is: who it is for stands in the contract, nobody else gets in, and none is open by omission.
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { Role } from '#domain/people.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { buildServer } from '#server/app.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const all = Object.entries(endpoints)
const players = new Map<Role, Player>()

type Post = readonly ['county' | 'city' | 'province' | 'ministry', string | null]
const posts: Partial<Record<Role, Post>> = {
  county_editor: ['county', '330122'],
  county_approver: ['county', '330122'],
  city_reviewer: ['city', '330100'],
  province_reviewer: ['province', '330000'],
}

beforeAll(async () => {
  for (const role of Role.options) {
    const [level, region]: Post = posts[role] ?? ['ministry', null]
    players.set(role, await world.player(role, level, region))
  }
})

/** The path with a value for each parameter; what it names does not exist. */
function urlOf(endpoint: Endpoint): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    name === 'code' || name === 'row' ? 'nothing-here' : randomUUID(),
  )
}

const bodyOf = (endpoint: Endpoint) =>
  endpoint.method === 'POST' || endpoint.method === 'PUT' ? {} : undefined

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** «METHOD /path» of every route of the server, from its own routing table; HEAD comes with GET. */
function routesOf(server: { printRoutes(options: object): string }): string[] {
  const found: string[] = []
  const above: string[] = []
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const read = /^((?:│ {3}| {4})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!read) continue
    const depth = (read[1] ?? '').length / 4
    above.length = depth
    above.push(read[2] ?? '')
    for (const method of read[3]?.split(', ') ?? [])
      if (method !== 'HEAD') found.push(`${method} ${above.join('')}`)
  }
  return found
}

test('the routes of the API are the endpoints of the contract, and its description', () => {
  const api = routesOf(world.server).filter((route) => route.includes(' /api/'))
  const contract = all.map(([, { method, path }]) => `${method} ${path}`)
  expect(api.toSorted()).toEqual([...contract, 'GET /api/openapi.json'].toSorted())
})

test('beside the API there are only the pages of the application and the public registry', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'jiqun-dist-'))
  mkdirSync(join(dist, 'web'))
  writeFileSync(join(dist, 'web', 'index.html'), '<!doctype html><title>集群</title>')
  mkdirSync(join(dist, 'site'))
  writeFileSync(join(dist, 'site', 'render.js'), 'export const renderPage = () => ""')
  for (const name of ['site.css', 'site.js']) writeFileSync(join(dist, 'site', name), '')
  const server = await buildServer(world.app, { log: false, dist })
  afterAll(async () => {
    await server.close()
    rmSync(dist, { recursive: true })
  })
  const pages = routesOf(server)
    .filter((route) => !route.includes(' /api/'))
    .map((route) => route.replace(/-[0-9a-f]{16}/, ''))
  // the table prints a wildcard beside its path and leaves out the one of the assets, which lies within
  const application = ['/app', '/app*']
  const registry = [
    '',
    '/clusters',
    '/clusters/:id',
    '/lists',
    '/lists/:code',
    '/notices',
    '/notices/:id',
  ]
  const site = ['/*', ...registry.map((path) => path || '/'), '/assets/site.css', '/assets/site.js']
  const demonstration = ['/demo*', ...registry.map((path) => `/demo${path}`)]
  expect(pages.toSorted()).toEqual(
    [...application, ...site, ...demonstration].map((path) => `GET ${path}`).toSorted(),
  )
  const deep = await server.inject({ url: '/app/declarations/1' })
  expect([deep.statusCode, deep.headers['cache-control']]).toEqual([200, 'public, max-age=0'])
  expect((await server.inject({ url: '/app/assets/gone.js' })).statusCode).toBe(404)
})

test('what is public is this short list', () => {
  const open = all.filter(([, endpoint]) => endpoint.who === 'public').map(([name]) => name)
  expect(open.toSorted()).toEqual([
    'exportListings',
    'searchRegistry',
    'signIn',
    'signOut',
    'whoAmI',
  ])
  const signedIn = all.filter(([, endpoint]) => endpoint.who === 'signed_in').map(([name]) => name)
  expect(signedIn.toSorted()).toEqual([
    'changeOwnPassword',
    'findRegions',
    'listIndustries',
    'readCalendar',
  ])
})

test('only the people of the chain are named where declarations are read or moved', () => {
  const others: readonly Role[] = [
    'expert',
    'support_unit',
    'department',
    'system_administrator',
    'security_administrator',
    'auditor',
  ]
  const named = all.filter(
    ([, { who }]) => typeof who !== 'string' && who.some((role) => others.includes(role)),
  )
  expect(Object.fromEntries(named.map(([name, { who }]) => [name, who]))).toEqual({
    listPeople: ['system_administrator'],
    addPerson: ['system_administrator'],
    setActive: ['system_administrator'],
    renewPassword: ['system_administrator'],
    findAuthorities: ['system_administrator'],
    listAudit: ['auditor'],
  })
})

const closed = all.filter(([, endpoint]) => endpoint.who !== 'public')

test.each(closed)(
  '%s asks nobody in: 401 without a session and with a wrong one',
  async (_, endpoint) => {
    const url = urlOf(endpoint)
    for (const cookie of [undefined, 'jiqun_session=wrong', 'jiqun_session=%00']) {
      const answer = await world.ask(
        endpoint.method,
        url,
        bodyOf(endpoint),
        cookie === undefined ? {} : { cookie },
      )
      expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([
        401,
        'sign_in_required',
      ])
    }
  },
)

// signing out would end the session that the next endpoint needs
test.each(all.filter(([name]) => name !== 'signOut'))(
  '%s lets in the roles that the contract names and answers the others 403',
  async (_, endpoint) => {
    for (const [role, player] of players) {
      const answer = await player.ask(endpoint.method, urlOf(endpoint), bodyOf(endpoint))
      const named = typeof endpoint.who === 'string' || endpoint.who.includes(role)
      const refused = answer.statusCode === 401 || answer.statusCode === 403
      expect([role, refused, answer.body]).toEqual([role, !named, answer.body])
      expect(answer.statusCode).toBeLessThan(500)
    }
  },
)

test.each(all.filter(([, endpoint]) => endpoint.method !== 'GET'))(
  '%s is refused to a page of another site',
  async (_, endpoint) => {
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      for (const asker of [world, players.get('ministry_officer') ?? world]) {
        const answer = await asker.ask(endpoint.method, urlOf(endpoint), bodyOf(endpoint), {
          origin,
          host: 'localhost',
        })
        expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([403, 'not_allowed'])
      }
    }
  },
)

test('the product’s own page is no other site', async () => {
  const answer = await world.ask('DELETE', '/api/session', undefined, {
    origin: 'http://localhost:8020',
    host: 'localhost:8020',
  })
  expect(answer.statusCode).toBe(200)
})

test('a method that no endpoint has is answered 404 by every path', async () => {
  const known = new Set(routesOf(world.server))
  for (const [, endpoint] of all) {
    for (const method of methods.filter((name) => !known.has(`${name} ${endpoint.path}`))) {
      const answer = await world.ask(method, urlOf(endpoint))
      expect([method, endpoint.path, answer.statusCode]).toEqual([method, endpoint.path, 404])
    }
  }
})
