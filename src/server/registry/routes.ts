// How the registry is asked: search as JSON, rows as CSV, and the public pages where they are built.
import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { exportListings, searchRegistry } from '#contract/registry.ts'
import { type App, readClock } from '../action.ts'
import { route } from '../http.ts'
import { dateInChina } from '../policy/queries.ts'
import { writeListings } from './export.ts'
import { searchClusters } from './queries.ts'
import { loadBuiltSite, siteRoutes } from './site.ts'

/** Without `dist`, or before the site is built, only the API answers. */
export async function registryRoutes(
  server: FastifyInstance,
  app: App,
  dist: string | undefined,
): Promise<void> {
  route(server, app, searchRegistry, async ({ query }) => {
    const today = dateInChina(await readClock(app.db, app.clock))
    return searchClusters({ db: app.db, demonstration: false, today }, query)
  })
  route(server, app, exportListings, async ({ reply }) => {
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="jiqun-listings.csv"')
    return reply.send(csvStream(app))
  })
  const site = dist === undefined ? null : await loadBuiltSite(dist)
  if (site) siteRoutes(server, app, site)
}

/** The export as it is written; the byte order mark lets spreadsheets read it as UTF-8. */
function csvStream(app: App): PassThrough {
  const stream = new PassThrough()
  const write = async (text: string) => {
    if (stream.destroyed) throw new Error('the reader has gone')
    if (!stream.write(text))
      await new Promise((resume) => stream.once('drain', resume).once('close', resume))
  }
  stream.write('\uFEFF')
  writeListings(app.db, write).then(
    () => stream.end(),
    (error: Error) => stream.destroy(error),
  )
  return stream
}
