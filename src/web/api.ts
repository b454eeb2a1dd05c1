// The typed client over contract/: one call for every endpoint, and what can go wrong with it.
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { ProblemBody } from '#domain/problem.ts'

/** What the server refused on purpose; `message` is its Chinese sentence. */
export class ApiProblem extends Error {
  readonly status: number
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.message)
    this.status = status
    this.body = body
  }

  get code(): string {
    return this.body.code
  }
}

/** The request never got an answer: offline, server away, or too slow. Whether it took effect is unknown. */
export class NetworkFailure extends Error {
  constructor() {
    super('网络连接中断，已保存的内容不受影响；请检查网络后重试。')
  }
}

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : [keyof Value] extends [never]
    ? { readonly [N in Name]?: undefined }
    : Record<never, never> extends Value
      ? { readonly [N in Name]?: Value }
      : { readonly [N in Name]: Value }

/** What an endpoint takes: parts that it doesn't have can't be given, parts that it needs must be. */
export type Given<E extends Endpoint> = Part<'params', z.input<E['params']>> &
  Part<'query', z.input<E['query']>> &
  Part<'body', z.input<E['body']>> & {
    /** Multipart content of an upload endpoint. */
    readonly form?: FormData
    readonly signal?: AbortSignal
    /** Lets a page being left finish a small save. */
    readonly keepalive?: boolean
  }

type Answer<E extends Endpoint> = z.output<E['answer']>

let renewSession: (() => Promise<void>) | null = null

/** Whoever shows the sign-in dialog registers here; a call that meets an expired session waits for it and repeats. */
export function onSessionEnd(renew: (() => Promise<void>) | null): void {
  renewSession = renew
}

/** The address of an endpoint, e.g. for a download link. */
export function addressOf(
  endpoint: Endpoint,
  given: { readonly params?: unknown; readonly query?: unknown },
): string {
  const params = Object(given.params ?? {}) as Record<string, string | undefined>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(Object(given.query ?? {}) as object)) {
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  const search = query.toString()
  return search ? `${path}?${search}` : path
}

/** Calls an endpoint. Throws ApiProblem for a refusal and NetworkFailure when there was no answer. */
export async function call<E extends Endpoint>(endpoint: E, given: Given<E>): Promise<Answer<E>> {
  const response = await send(endpoint, given)
  // The server serialises every answer by this endpoint's own schema.
  if (response.ok) return (await readJson(response)) as Answer<E>
  const problem = new ApiProblem(response.status, await readProblem(response))
  if (problem.code !== 'sign_in_required' || !renewSession) throw problem
  await renewSession()
  return call(endpoint, given)
}

interface Sendable {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly form?: FormData
  readonly signal?: AbortSignal
  readonly keepalive?: boolean
}

async function send(endpoint: Endpoint, given: Sendable): Promise<Response> {
  const request: RequestInit = {
    method: endpoint.method,
    credentials: 'same-origin',
    signal: given.signal ?? AbortSignal.timeout(given.form ? 600_000 : 30_000),
    keepalive: given.keepalive ?? false,
  }
  if (given.form) request.body = given.form
  else if (given.body !== undefined) {
    request.body = JSON.stringify(given.body)
    request.headers = { 'content-type': 'application/json' }
  }
  try {
    return await fetch(addressOf(endpoint, given), request)
  } catch {
    throw new NetworkFailure()
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new NetworkFailure()
  }
}

async function readProblem(response: Response): Promise<ProblemBody> {
  const held: unknown = await response.json().catch(() => null)
  const problem = ProblemBody.safeParse(held)
  if (problem.success) return problem.data
  return {
    code: 'unavailable',
    message: '系统暂时不可用，已保存的内容不受影响；请稍后重试。',
  }
}

/** The sentence to show for whatever a call threw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof NetworkFailure) return error.message
  return '页面出现问题，已保存的内容不受影响；请刷新页面后重试。'
}
