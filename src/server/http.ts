// Joins an endpoint of the contract to its handler: who may call it, what it takes, what it answers, and what bad input gets.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import type { App } from './action.ts'
import { findActor, sessionCookie } from './session.ts'

export const jsonLimit = 1_048_576

interface Call<E extends Endpoint> {
  readonly app: App
  readonly params: z.output<E['params']>
  readonly query: z.output<E['query']>
  readonly body: z.output<E['body']>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A handler of an endpoint for signed-in people always has an actor; of a public one it may. */
export type Handler<E extends Endpoint> = (
  call: Call<E> & { readonly actor: E['who'] extends 'public' ? Actor | null : Actor },
) => Promise<z.input<E['answer']> | FastifyReply>

/** How often one key (an address with an account, say) may call an endpoint. */
export interface Limit {
  readonly perMinute: number
  readonly key: (request: FastifyRequest) => string
}

/** Registers one endpoint. The session is looked up once; a role that the endpoint doesn't name gets 403, nobody gets 401. */
export function route<E extends Endpoint>(
  server: FastifyInstance,
  app: App,
  endpoint: E,
  handler: Handler<E>,
  limit?: Limit,
): void {
  const takesBody = endpoint.method === 'POST' || endpoint.method === 'PUT'
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      summary: endpoint.summary,
      params: endpoint.params,
      querystring: endpoint.query,
      ...(takesBody && endpoint.bytes !== 'upload' && endpoint.body.type !== 'undefined'
        ? { body: endpoint.body }
        : {}),
      ...(endpoint.bytes ? {} : { response: { 200: endpoint.answer } }),
    },
    ...(limit
      ? {
          config: {
            rateLimit: {
              max: limit.perMinute,
              timeWindow: '1 minute',
              hook: 'preHandler' as const,
              keyGenerator: limit.key,
            },
          },
        }
      : {}),
    onRequest: async (request) => {
      const actor = await findActor(app, request.cookies[sessionCookie])
      admit(endpoint, actor)
      actors.set(request, actor)
    },
    preValidation: async (request) => {
      refuseBrokenText([request.params, request.query, request.body])
    },
    handler: async (request, reply) => {
      const call = {
        app,
        actor: actors.get(request) ?? null,
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
      }
      // The schemas of this very endpoint have just parsed params, query and body.
      return handler(call as Parameters<Handler<E>>[0])
    },
  })
}

const actors = new WeakMap<FastifyRequest, Actor | null>()

function admit(endpoint: Endpoint, actor: Actor | null): void {
  if (endpoint.who === 'public') return
  if (!actor) throw new Problem('sign_in_required')
  if (endpoint.who !== 'signed_in' && !endpoint.who.includes(actor.role))
    throw new Problem('not_allowed')
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; both get a sentence here, not an error there. */
function refuseBrokenText(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new Problem('invalid_input', {
        words: { detail: '文字中含有无法保存的字符，请删除后重新输入。' },
      })
    }
    return
  }
  if (depth > 8 || typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return
  for (const [key, held] of Object.entries(value)) {
    refuseBrokenText(key, depth + 1)
    refuseBrokenText(held, depth + 1)
  }
}

/** Turns whatever was thrown into a problem: only the sentences of domain/problem.ts reach the user. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error)
  const code = (error as Partial<FastifyError>).code
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem('too_large', { words: { limit: '1 MB' } })
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  )
    return new Problem('malformed_json')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return new Problem('unsupported_media')
  if ((error as Partial<FastifyError>).statusCode === 429) return new Problem('too_many_requests')
  if ((error as Partial<FastifyError>).statusCode === 404)
    return new Problem('not_found', { words: { what: '该页面' } })
  if (code?.startsWith('FST_ERR_CTP') || code === 'FST_ERR_BAD_URL')
    return new Problem('invalid_input', { words: { detail: '请求格式不正确，请刷新页面后重试。' } })
  return new Problem(isConnectionLoss(code) ? 'unavailable' : 'internal')
}

function isConnectionLoss(code: string | undefined): boolean {
  return (
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === 'ENOENT' ||
    code === '57P01' ||
    code === '57P03'
  )
}

function fromValidation(error: {
  validation: readonly { instancePath: string; message?: string }[]
}): Problem {
  const fields = error.validation.slice(0, 50).map(({ instancePath, message }) => ({
    field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: message ?? '格式不正确',
  }))
  const first = fields[0]
  return new Problem('invalid_input', {
    words: {
      detail: first ? `${first.field ? `“${first.field}”` : ''}${first.message}` : '格式不正确',
    },
    fields,
  })
}
