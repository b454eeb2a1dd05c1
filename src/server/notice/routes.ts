// How the notice and the list of a batch are seen and published.
import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/notice.ts'
import { type App, readClock } from '../action.ts'
import { route } from '../http.ts'
import { publishList, publishNotice } from './actions.ts'
import { getPublication } from './queries.ts'

export function noticeRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.readPublication, async ({ actor, params }) =>
    getPublication(app.db, actor, params.code, await readClock(app.db, app.clock)),
  )
  route(server, app, contract.publishNotice, ({ actor, params, body }) =>
    publishNotice(app, actor, { code: params.code, ...body }),
  )
  route(server, app, contract.publishList, ({ actor, params, body }) =>
    publishList(app, actor, { code: params.code, ...body }),
  )
}
