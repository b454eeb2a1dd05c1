// Whatever was thrown becomes a problem: only the sentences of domain/problem.ts reach the user.
import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Problem } from '#domain/problem.ts'
import { namesFor } from './field-names.ts'

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
