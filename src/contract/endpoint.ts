// The HTTP API as values: server, browser, OpenAPI and the permission matrix all read these.
import { z } from 'zod'
import type { Role } from '#domain/people.ts'

/** Who an endpoint is for. `public`: anyone; `signed_in`: every role; otherwise the roles named. */
export type Who = 'public' | 'signed_in' | readonly Role[]

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify path, e.g. `/api/declarations/:clusterId/:id`. */
  readonly path: string
  readonly who: Who
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
  /** The body is a file upload, the answer a download: the handler deals with the bytes itself. */
  readonly bytes?: 'upload' | 'download'
}

const nothing = z.object({})

interface Description<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  readonly method: Endpoint['method']
  readonly path: string
  readonly who: Who
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer: A
  readonly bytes?: 'upload' | 'download'
}

/** Declares one endpoint; params, query and body default to «nothing». */
export function endpoint<
  A extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(given: Description<P, Q, B, A>): Endpoint<P, Q, B, A> {
  return {
    method: given.method,
    path: given.path,
    who: given.who,
    summary: given.summary,
    params: given.params ?? (nothing as z.ZodType as P),
    query: given.query ?? (nothing as z.ZodType as Q),
    body: given.body ?? (z.undefined() as z.ZodType as B),
    answer: given.answer,
    ...(given.bytes ? { bytes: given.bytes } : {}),
  }
}
