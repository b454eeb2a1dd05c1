// How signing in and the making of people are asked, and what the administrators and the auditor see.
import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/people.ts'
import { type Actor, Role, roleNames } from '#domain/people.ts'
import type { App } from '../action.ts'
import { route } from '../http.ts'
import { sessionCookie } from '../session.ts'
import { renewPassword, setActive } from './access.ts'
import { addPerson, signIn, signOut } from './actions.ts'
import { changeOwnPassword } from './own-password.ts'
import { findAuthorities } from './queries.ts'

async function describe(app: App, person: Actor | null): Promise<contract.SignedIn> {
  if (!person) return { person: null, roleName: null, level: null }
  const body = await app.db
    .selectFrom('authority')
    .select('level')
    .where('id', '=', person.authorityId)
    .executeTakeFirst()
  return { person, roleName: roleNames[person.role], level: body?.level ?? null }
}

export function peopleRoutes(server: FastifyInstance, app: App, secure: boolean): void {
  sessionRoutes(server, app, secure)
  administratorRoutes(server, app)
  auditRoutes(server, app)
}

function sessionRoutes(server: FastifyInstance, app: App, secure: boolean): void {
  route(
    server,
    app,
    contract.signIn,
    async ({ body, reply }) => {
      const { token, actor, expiresAt } = await signIn(app, body)
      reply.setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        expires: expiresAt,
      })
      return describe(app, actor)
    },
    {
      perMinute: 10,
      key: (request) =>
        `${request.ip} ${contract.signIn.body.safeParse(request.body).data?.login ?? ''}`,
    },
  )

  route(server, app, contract.whoAmI, async ({ actor }) => describe(app, actor))

  route(server, app, contract.signOut, async ({ actor, request, reply }) => {
    const token = request.cookies[sessionCookie]
    if (actor && token) await signOut(app, actor, token)
    reply.clearCookie(sessionCookie, { path: '/' })
    return describe(app, null)
  })

  route(
    server,
    app,
    contract.changeOwnPassword,
    async ({ actor, body, request }) => {
      const keptToken = request.cookies[sessionCookie] ?? ''
      await changeOwnPassword(app, actor, { ...body, keptToken })
      return {}
    },
    // whoever sits at an open session must not try out passwords
    { perMinute: 10, key: (request) => `password ${request.cookies[sessionCookie] ?? ''}` },
  )
}

function administratorRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.listPeople, async () => {
    const rows = await app.db
      .selectFrom('person as p')
      .innerJoin('authority as a', 'a.id', 'p.authority_id')
      .select(['p.id', 'p.login', 'p.name', 'p.role', 'p.active', 'a.name as authorityName'])
      .orderBy('p.login')
      .limit(1000)
      .execute()
    return { people: rows.map((row) => ({ ...row, role: Role.parse(row.role) })) }
  })

  route(server, app, contract.addPerson, ({ actor, body }) => addPerson(app, actor, body))

  route(server, app, contract.setActive, async ({ actor, params, body }) => {
    await setActive(app, actor, { id: params.id, active: body.active })
    return {}
  })

  route(server, app, contract.renewPassword, ({ actor, params }) =>
    renewPassword(app, actor, params.id),
  )

  route(server, app, contract.findAuthorities, async ({ query }) => ({
    authorities: await findAuthorities(app, query.q),
  }))
}

function auditRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.listAudit, async ({ query }) => {
    const rows = await app.db
      .selectFrom('audit_event')
      .select([
        'id',
        'at',
        'act',
        'actor_name',
        'role',
        'authority_name',
        'stream_kind',
        'stream_id',
      ])
      .$if(query.before !== undefined, (found) => found.where('id', '<', query.before ?? ''))
      .orderBy('id', 'desc')
      .limit(200)
      .execute()
    return {
      events: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        act: row.act,
        actorName: row.actor_name,
        role: row.role,
        authorityName: row.authority_name,
        streamKind: row.stream_kind,
        streamId: row.stream_id,
      })),
    }
  })
}
