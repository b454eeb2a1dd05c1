// Puts the HTTP server together: parsers, limits, errors, then one line a feature.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import serveFolder from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import type { App } from './action.ts'
import { declarationRoutes } from './declaration/routes.ts'
import { jsonLimit } from './http.ts'
import { noticeRoutes } from './notice/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { policyRoutes } from './policy/routes.ts'
import { referenceRoutes } from './reference/routes.ts'
import { registryRoutes } from './registry/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { toProblem } from './to-problem.ts'

z.config(z.locales.zhCN())

export interface ServerOptions {
  readonly log: boolean
  /** People reach the product by https (PUBLIC_URL), maybe through a proxy: cookies go nowhere else. */
  readonly secureCookies?: boolean
  /** Folder of the built browser application and site; without it only the API answers. */
  readonly dist?: string
}

/** A server that is ready to listen or to be asked with `inject`. */
export async function buildServer(app: App, options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: options.log ? { level: 'info' } : false,
    bodyLimit: jsonLimit,
    routerOptions: { maxParamLength: 200 },
    trustProxy: false,
    // an address that can't be decoded never reaches a route
    frameworkErrors: refuse,
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler(refuse)
  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: { 'style-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null },
    },
    strictTransportSecurity: false,
  })
  await server.register(rateLimit, { global: false })
  await server.register(multipart, {
    limits: { files: 1, fields: 8, fieldSize: 10_000 },
    // the handler answers a file that is too large with its own sentence
    throwFileSizeLimit: false,
  })
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'jiqun', version: '1' } },
    transform: jsonSchemaTransform,
  })
  server.addHook('onRequest', async (request, reply) => {
    refuseForeignOrigin(request.method, request.headers.origin, request.headers.host)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  peopleRoutes(server, app, options.secureCookies ?? false)
  declarationRoutes(server, app)
  reviewRoutes(server, app)
  policyRoutes(server, app)
  noticeRoutes(server, app)
  referenceRoutes(server, app)
  await registryRoutes(server, app, options.dist)
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger())
  if (options.dist) await serveApplication(server, options.dist)
  server.setNotFoundHandler((_request, reply) => {
    const { status, body } = new Problem('not_found', { words: { what: '该页面' } })
    return reply.status(status).send(body)
  })
  return server
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.routeOptions?.url)
  if (problem.status >= 500) request.log.error(error)
  return reply.status(problem.status).header('cache-control', 'no-store').send(problem.body)
}

/** A page of another site must not act in a signed-in person's name. Programs without a browser send no Origin. */
function refuseForeignOrigin(
  method: string,
  origin: string | undefined,
  host: string | undefined,
): void {
  if (method === 'GET' || method === 'HEAD' || origin === undefined) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  throw new Problem('not_allowed')
}

/** The browser application under /app/: assets by their hashed names, every other path its index page. */
async function serveApplication(server: FastifyInstance, dist: string): Promise<void> {
  const root = resolve(dist, 'web')
  if (!existsSync(root)) return
  await server.register(serveFolder, { root, serve: false })
  await server.register(serveFolder, {
    root: resolve(root, 'assets'),
    prefix: '/app/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  })
  const index = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.sendFile('index.html', { maxAge: 0 })
  server.get('/app', { schema: { hide: true } }, (_request, reply) => reply.redirect('/app/'))
  server.get('/app/*', { schema: { hide: true } }, index)
}
