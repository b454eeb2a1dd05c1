// Joins an endpoint of the contract to its handler: who may call it, what it takes, what it answers, and what bad input gets.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
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

/** Turns whatever was thrown into a problem: only the sentences of domain/problem.ts reach the user. `path` is the route's. */
export function toProblem(error: unknown, path = ''): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error, namesFor(path))
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
  if (isOfSender((error as Partial<FastifyError>).statusCode))
    return new Problem('invalid_input', { words: { detail: '请求格式不正确，请刷新页面后重试。' } })
  // a number or text that passed the schema but that no column holds (PostgreSQL class 22)
  if (code?.startsWith('22') && code.length === 5)
    return new Problem('invalid_input', {
      words: { detail: '有数值超出可处理的范围，请核对后重新填写。' },
    })
  return new Problem(isConnectionLoss(code) ? 'unavailable' : 'internal')
}

/** Fastify's own refusals: an address that is too long or can't be decoded, a broken length, and so on. */
function isOfSender(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500
}

/** Broken off, shutting down, too many at once, or two who waited for each other: asked again, it works. */
const passing = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  '57P01',
  '57P03',
  '53300',
  '40P01',
  '40001',
]

function isConnectionLoss(code: string | undefined): boolean {
  return code !== undefined && passing.includes(code)
}

/** What the fields of a request are called on the screen. */
const fieldNames: Readonly<Record<string, string>> = {
  login: '账号',
  password: '密码',
  name: '集群名称',
  batch: '批次',
  code: '批次编码',
  year: '年度',
  title: '标题',
  body: '正文',
  document: '文号',
  reason: '理由',
  opinion: '推荐意见',
  items: '需要修改的栏目',
  cells: '填报内容',
  row: '申报表栏目',
  text: '文件内容',
  content: '内容',
  clusterId: '集群编号',
  id: '申报编号',
  file: '佐证材料编号',
  since: '时间',
  before: '起始记录',
  state: '状态',
}

/** The same where people are made and let in. */
const personFieldNames: Readonly<Record<string, string>> = {
  login: '账号',
  name: '姓名',
  role: '岗位',
  authorityId: '所在单位',
  id: '人员编号',
  active: '状态',
  q: '单位名称',
  password: '密码',
  current: '当前密码',
  next: '新密码',
}

function namesFor(path: string): Readonly<Record<string, string>> {
  return /^\/api\/(people|session|authorities)/.test(path) ? personFieldNames : fieldNames
}

function fromValidation(
  error: { validation: readonly { instancePath: string; message?: string }[] },
  names: Readonly<Record<string, string>>,
): Problem {
  const fields = error.validation.slice(0, 50).map(({ instancePath, message }) => ({
    field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: message ?? '格式不正确',
  }))
  const first = fields[0]
  const name = first?.field.split('.').find((part) => part in names) ?? ''
  const subject = first?.field ? `“${names[name] ?? first.field}”` : ''
  return new Problem('invalid_input', {
    words: { detail: `${subject}${first?.message ?? '格式不正确'}。请核对后重新提交。` },
    fields,
  })
}
