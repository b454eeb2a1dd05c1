// How the acts of the chain are asked, one endpoint an act.
import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/review.ts'
import type { App } from '../action.ts'
import { route } from '../http.ts'
import * as acts from './actions.ts'
import { listPlaces } from './queries.ts'

export function reviewRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.handIn, ({ actor, params, body }) =>
    acts.handIn(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.sendBack, ({ actor, params, body }) =>
    acts.sendBack(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.submit, ({ actor, params, body }) =>
    acts.submit(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.recall, ({ actor, params, body }) =>
    acts.recall(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.withdraw, ({ actor, params, body }) =>
    acts.withdraw(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.open, ({ actor, params, body }) =>
    acts.open(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.forward, ({ actor, params, body }) =>
    acts.forward(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.returnFile, ({ actor, params, body }) =>
    acts.returnFile(app, actor, { ...params, ...body, reason: body.items[0]?.reason ?? '' }),
  )
  route(server, app, contract.notRecommend, ({ actor, params, body }) =>
    acts.notRecommend(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.giveUpPlace, ({ actor, params, body }) =>
    acts.giveUpPlace(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.propose, ({ actor, params, body }) =>
    acts.propose(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.unpropose, ({ actor, params, body }) =>
    acts.unpropose(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.refuse, ({ actor, params, body }) =>
    acts.refuse(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.disqualify, ({ actor, params, body }) =>
    acts.disqualify(app, actor, { ...params, ...body }),
  )
  route(server, app, contract.listPlaces, async ({ actor }) => ({
    places: await listPlaces(app.db, actor),
  }))
}
