// The public pages over HTTP: which address shows what. Pages are rendered by the built site; nothing is kept between requests.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import { filterNames, RegistryQuery } from '#domain/registry/view.ts'
import type { Frame, Page } from '#site/model.ts'
import { type App, readClock } from '../action.ts'
import { dateInChina } from '../policy/queries.ts'
import { toProblem } from '../to-problem.ts'
import { findCluster, findShownCluster } from './cluster.ts'
import { findHome, findList, findNoticePage, listLists, listNotices } from './overview.ts'
import { type Registry, searchClusters } from './queries.ts'
import { themeCss } from './theme-css.ts'

export type RenderPage = (page: Page, frame: Frame) => string

/** The built site: the renderer and the two files that its pages ask for. */
export interface BuiltSite {
  readonly render: RenderPage
  readonly style: string
  readonly script: string
}

/** What `vite build --mode site` left in `dist/site`; null when nothing is built. */
export async function loadBuiltSite(dist: string): Promise<BuiltSite | null> {
  const folder = resolve(dist, 'site')
  const renderer = resolve(folder, 'render.js')
  if (!existsSync(renderer)) return null
  const built: { renderPage: RenderPage } = await import(pathToFileURL(renderer).href)
  const text = (name: string) => readFileSync(resolve(folder, name), 'utf8')
  return { render: built.renderPage, style: text('site.css'), script: text('site.js') }
}

/** A page, or the address at which it is shown. */
type Shown = Page | { readonly kind: 'redirect'; readonly to: string }
type Show = (registry: Registry, request: FastifyRequest) => Promise<Shown>

/** Registers every public page, once for the registry and once under /demo, and the page for addresses that lead nowhere. */
export function siteRoutes(server: FastifyInstance, app: App, site: BuiltSite): void {
  const assets = serveAssets(server, site)
  const hide = { schema: { hide: true } }
  for (const demonstration of [false, true]) {
    const frameOf = (today: string): Frame => ({
      assets,
      themeCss: themeCss(),
      today,
      demonstration,
    })
    const answer = (show: Show) => async (request: FastifyRequest, reply: FastifyReply) => {
      const { page, today } = await attempt(app, demonstration, request, show)
      if (page.kind === 'redirect') return reply.redirect(page.to, 302)
      return send(
        request,
        reply,
        site.render(page, frameOf(today)),
        page.kind === 'message' ? page.status : 200,
      )
    }
    for (const [path, show] of Object.entries(demonstration ? demoAddresses() : addresses))
      server.get(path, hide, answer(show))
  }
}

/** Every page by its address. */
const addresses: Readonly<Record<string, Show>> = {
  '/': showHome,
  '/clusters': showResults,
  '/clusters/:id': showCluster,
  '/lists': async (registry) => ({ kind: 'lists', lists: await listLists(registry) }),
  '/lists/:code': showList,
  '/notices': async (registry) => ({ kind: 'notices', notices: await listNotices(registry, 200) }),
  '/notices/:id': showNotice,
  '/*': showNothing,
}

function demoAddresses(): Readonly<Record<string, Show>> {
  return Object.fromEntries(
    Object.entries(addresses).map(([path, show]) => [
      path === '/' ? '/demo' : `/demo${path}`,
      show,
    ]),
  )
}

async function showHome(registry: Registry, request: FastifyRequest): Promise<Shown> {
  const { programme } = read(RegistryQuery.pick({ programme: true }), request.query)
  const home = await findHome(registry, programme)
  if (!home) throw invalid('programme', `没有认定体系“${programme}”，请从页面上的选项中选择。`)
  return home
}

async function showResults(registry: Registry, request: FastifyRequest): Promise<Shown> {
  const query = read(RegistryQuery, request.query)
  return { kind: 'results', query, result: await searchClusters(registry, query) }
}

async function showCluster(registry: Registry, request: FastifyRequest): Promise<Shown> {
  const id = z.object({ id: z.uuid() }).safeParse(request.params).data?.id
  const page = id === undefined ? null : await findCluster(registry, id)
  if (page) return page
  const shown = id === undefined ? null : await findShownCluster(registry.db, id)
  if (shown === null) throw new Problem('not_found', { words: { what: '这个集群' } })
  return { kind: 'redirect', to: `${registry.demonstration ? '/demo' : ''}/clusters/${shown}` }
}

async function showList(registry: Registry, request: FastifyRequest): Promise<Shown> {
  const { code } = read(z.object({ code: z.string() }), request.params)
  return (await findList(registry, code)) ?? missing('这份名单')
}

async function showNotice(registry: Registry, request: FastifyRequest): Promise<Shown> {
  const id = z.object({ id: z.uuid() }).safeParse(request.params).data?.id
  return (id === undefined ? null : await findNoticePage(registry, id)) ?? missing('这则公示')
}

async function showNothing(_registry: Registry, request: FastifyRequest): Promise<Shown> {
  // What programs ask for is answered to programs.
  if (request.url.startsWith('/api/') || request.url.startsWith('/assets/'))
    throw new Problem('not_found', { words: { what: '该页面' } })
  const [path = ''] = request.url.split('?')
  if (/^(\/[\w-]+)+\/$/.test(path)) return { kind: 'redirect', to: path.slice(0, -1) }
  return missing('该页面')
}

function missing(what: string): never {
  throw new Problem('not_found', { words: { what } })
}

/** On a page only the sentence about the field is shown: nobody has changed anything. */
function invalid(field: string, detail: string): Problem {
  return new Problem('invalid_input', { words: { detail }, fields: [{ field, message: detail }] })
}

/** Reads the query or the parameters. A sentence names the first field that can't be read. */
function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const name = String(issue?.path[0] ?? '')
  const label = { ...filterNames, q: '检索词', page: '页码' }[name] ?? '地址'
  const words = issue?.code === 'invalid_type' ? '只能填一个' : (issue?.message ?? '无法识别')
  throw invalid(name, `${label}：${words}。`)
}

/** What went wrong becomes a page; even a lost database gets one. */
async function attempt(
  app: App,
  demonstration: boolean,
  request: FastifyRequest,
  show: Show,
): Promise<{ page: Shown; today: string }> {
  let today = dateInChina(new Date())
  try {
    today = dateInChina(await readClock(app.db, app.clock))
    refuseBroken(request.url)
    return { page: await show({ db: app.db, demonstration, today }, request), today }
  } catch (error) {
    const problem = toProblem(error)
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) throw problem
    if (problem.status >= 500) request.log.error(error)
    return {
      page: {
        kind: 'message',
        status: problem.status,
        title: titles[problem.status] ?? '暂时无法显示',
        text: problem.body.fields?.[0]?.message ?? problem.message,
      },
      today,
    }
  }
}

const titles: Readonly<Record<number, string>> = { 400: '地址或条件有误', 404: '没有找到' }

/** PostgreSQL keeps no NUL; no address of ours holds one. */
function refuseBroken(url: string): void {
  if (url.includes('%00')) throw invalid('url', '地址中含有无法识别的字符。')
}

/** A browser that holds the same page gets 304. Pages change with every publication, so none is used unasked. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  html: string,
  status: number,
): FastifyReply {
  const etag = `"${hash(html)}"`
  reply.header('cache-control', 'no-cache').header('etag', etag).type('text/html; charset=utf-8')
  if (status === 200 && request.headers['if-none-match'] === etag) return reply.status(304).send()
  return reply.status(status).send(html)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Style and script under addresses that change with them: kept for good by whoever has them. */
function serveAssets(server: FastifyInstance, site: BuiltSite): Frame['assets'] {
  const serve = (name: string, type: string, text: string) => {
    const path = `/assets/${name}-${hash(text)}.${type === 'text/css' ? 'css' : 'js'}`
    server.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type(`${type}; charset=utf-8`)
        .send(text),
    )
    return path
  }
  return {
    style: serve('site', 'text/css', site.style),
    script: serve('site', 'text/javascript', site.script),
  }
}
