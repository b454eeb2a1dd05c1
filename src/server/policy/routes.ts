// How batches, editions and the calendar are read and changed.
import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/policy.ts'
import type { App } from '../action.ts'
import { route } from '../http.ts'
import {
  checkBatch,
  copyBatch,
  openBatch,
  saveBatch,
  saveCalendar,
  uploadPolicy,
} from './actions.ts'
import {
  findLatestVersion,
  getBatch,
  getBatchContent,
  getCalendar,
  getEdition,
  listBatches,
  listEditions,
  toBatchRow,
} from './queries.ts'

export function policyRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.listBatches, async () => ({
    batches: await listBatches(app.db),
    editions: await listEditions(app.db),
  }))

  route(server, app, contract.readBatch, async ({ params }) => {
    const row = await getBatch(app.db, params.code)
    const content = await getBatchContent(app.db, row.code, row.version)
    return { row: toBatchRow(row), content, mistakes: await checkBatch(app.db, content) }
  })

  route(server, app, contract.copyBatch, ({ params, body, actor }) =>
    copyBatch(app, actor, { from: params.code, ...body }),
  )
  route(server, app, contract.saveBatch, ({ params, body, actor }) =>
    saveBatch(app, actor, { code: params.code, ...body }),
  )
  route(server, app, contract.openBatch, ({ params, body, actor }) =>
    openBatch(app, actor, { code: params.code, ...body }),
  )
  route(server, app, contract.uploadPolicy, ({ body, actor }) => uploadPolicy(app, actor, body))

  route(server, app, contract.readEdition, async ({ params }) => {
    const version = await findLatestVersion(app.db, 'edition', params.code)
    return { version, content: await getEdition(app.db, params.code, version) }
  })

  route(server, app, contract.readCalendar, async () => {
    const { version, content } = await getCalendar(app.db)
    return { version, content }
  })
  route(server, app, contract.saveCalendar, ({ body, actor }) => saveCalendar(app, actor, body))
}
