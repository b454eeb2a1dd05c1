// The server of the measure `save`: the product with fifty editors and drafts, and beside it a route with one bare UPDATE.
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import * as contract from '#contract/declaration.ts'
import { endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/people.ts'
import { buildServer } from '#server/app.ts'
import { createDeclaration } from '#server/declaration/actions.ts'
import { findActorByLogin } from '#server/demonstration/cast.ts'
import { readExample } from '#server/demonstration/fill.ts'
import { route } from '#server/http.ts'
import { createPerson, systemActor } from '#server/people/actions.ts'
import { copyBatch, openBatch } from '#server/policy/actions.ts'
import { serveUntilLeft } from './process.ts'
import { openScratch } from './scratch.ts'

export interface Editor {
  readonly login: string
  readonly password: string
  /** Path of the draft below /api/declarations and below the floor's /bench/declarations. */
  readonly draft: string
}

export interface SaveServer {
  readonly port: number
  readonly editors: readonly Editor[]
}

export const clients = 50
const password = 'correct horse battery staple'

/** Same people, same parsing, same session check; no transaction, no check of the value, no audit. */
const bareUpdate = endpoint({
  method: 'PUT',
  path: '/bench/declarations/:clusterId/:id/rows/:row',
  who: contract.saveRow.who,
  summary: 'floor',
  params: contract.saveRow.params,
  body: contract.saveRow.body,
  answer: z.object({ saved: z.boolean() }),
})

const { app, database, close } = await openScratch()

async function makePerson(login: string, role: Actor['role'], level: string): Promise<Actor> {
  const bodies = await app.db
    .selectFrom('authority')
    .select('id')
    .where('level', '=', level)
    .orderBy('id')
    .limit(clients)
    .execute()
  const authorityId = bodies[Number(login.split('-')[1] ?? 0) % bodies.length]?.id ?? ''
  const person = { login, name: login, role, authorityId, password, demonstration: false }
  await createPerson(app, systemActor, person)
  const actor = await findActorByLogin(app.db, login)
  if (!actor) throw new Error(`${login} was not made`)
  return actor
}

async function openOwnBatch(): Promise<string> {
  const ministry = await makePerson('officer-0', 'ministry_officer', 'ministry')
  const code = 'bench-2026'
  const copy = { from: 'miit-2022', code, year: 2026, title: '测量批次', demonstration: false }
  const { version } = await copyBatch(app, ministry, copy)
  await openBatch(app, ministry, { code, version })
  return code
}

async function makeEditor(batch: string, index: number): Promise<Editor> {
  const login = `editor-${index}`
  const actor = await makePerson(login, 'county_editor', 'county')
  const name = `测量产业集群${index}`
  const { clusterId, id } = await createDeclaration(app, actor, { batch, name })
  // every row is there from the start, so that the floor's UPDATE always meets one
  const rows = Object.entries(readExample().values).map(([row, cells]) => ({
    cluster_id: clusterId,
    declaration_id: id,
    row_key: row,
    cells: JSON.stringify(cells),
    revision: 1,
    updated_at: new Date(0),
    updated_by: actor.personId,
    updated_by_name: actor.name,
  }))
  await app.db
    .insertInto('declaration_row')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
  return { login, password, draft: `${clusterId}/${id}` }
}

const batch = await openOwnBatch()
const editors: Editor[] = []
for (let index = 0; index < clients; index++) editors.push(await makeEditor(batch, index))

const server = await buildServer(app, { log: false })
route(server, app, bareUpdate, async ({ params, body }) => {
  const { rowCount } = await database.pool.query(
    'update declaration_row set cells = $1 where cluster_id = $2 and declaration_id = $3 and row_key = $4',
    [JSON.stringify(body.cells), params.clusterId, params.id, params.row],
  )
  return { saved: rowCount === 1 }
})
await server.listen({ host: '127.0.0.1', port: 0 })
const { port } = server.server.address() as AddressInfo
const ready: SaveServer = { port, editors }
serveUntilLeft(ready, async () => {
  await server.close()
  await close()
})
