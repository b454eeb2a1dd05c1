// Joins an endpoint of the contract to its handler: who may call it, what it takes, what it answers, and what bad input gets.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import type { App } from './action.ts'
import { refuseBrokenText } from './broken-text.ts'
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
