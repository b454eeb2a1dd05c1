// Editions, batches and the calendar: read by all who work, changed on a screen by the body that recognises.
import { z } from 'zod'
import { Batch } from '#domain/batch.ts'
import { Edition } from '#domain/edition.ts'
import { declarationRoles } from '#domain/people.ts'
import { endpoint } from './endpoint.ts'

export const BatchState = z.enum(['draft', 'open', 'notice', 'published', 'historic'])
export type BatchState = z.infer<typeof BatchState>

export const BatchRow = z.object({
  code: z.string(),
  title: z.string(),
  programme: z.string(),
  year: z.int(),
  state: BatchState,
  stateName: z.string(),
  version: z.int(),
  edition: z.string(),
  demonstration: z.boolean(),
  copiedFrom: z.string().nullable(),
})
export type BatchRow = z.infer<typeof BatchRow>

const BatchParams = z.object({ code: z.string().max(60) })

/** A mistake found in a document: where, and one Chinese sentence with the remedy. */
export const Mistake = z.object({ path: z.string(), message: z.string() })
export type Mistake = z.infer<typeof Mistake>

export const listBatches = endpoint({
  method: 'GET',
  path: '/api/batches',
  who: declarationRoles,
  summary: '批次列表',
  answer: z.object({
    batches: z.array(BatchRow),
    editions: z.array(z.object({ code: z.string(), version: z.int(), title: z.string() })),
  }),
})

export const readBatch = endpoint({
  method: 'GET',
  path: '/api/batches/:code',
  who: declarationRoles,
  summary: '批次内容',
  params: BatchParams,
  answer: z.object({ row: BatchRow, content: Batch, mistakes: z.array(Mistake) }),
})

export const copyBatch = endpoint({
  method: 'POST',
  path: '/api/batches/:code/copy',
  who: ['ministry_officer'],
  summary: '复制批次',
  params: BatchParams,
  body: z.object({
    code: z
      .string()
      .regex(/^[a-z0-9-]+$/, '批次编码只能用小写字母、数字和连字符')
      .max(60),
    year: z.int().min(2000).max(2100),
    title: z.string().trim().min(1).max(80),
    demonstration: z.boolean().default(false),
  }),
  answer: BatchRow,
})

/** Saves a draft batch whole as a new version; `version` is the one seen. Content may still have mistakes: they come back. */
export const saveBatch = endpoint({
  method: 'PUT',
  path: '/api/batches/:code',
  who: ['ministry_officer'],
  summary: '修改批次草稿',
  params: BatchParams,
  body: z.object({ version: z.int(), content: z.unknown() }),
  answer: z.object({ row: BatchRow, content: Batch, mistakes: z.array(Mistake) }),
})

export const openBatch = endpoint({
  method: 'POST',
  path: '/api/batches/:code/open',
  who: ['ministry_officer'],
  summary: '开放申报',
  params: BatchParams,
  body: z.object({ version: z.int() }),
  answer: BatchRow,
})

/** Takes a whole edition and/or batch as JSON or YAML text, checks it, and loads it as a new version. */
export const uploadPolicy = endpoint({
  method: 'POST',
  path: '/api/policy',
  who: ['ministry_officer'],
  summary: '导入政策版本或批次',
  body: z.object({ kind: z.enum(['edition', 'batch']), text: z.string().min(1).max(900_000) }),
  answer: z.object({ kind: z.string(), code: z.string(), version: z.int() }),
})

export const readEdition = endpoint({
  method: 'GET',
  path: '/api/editions/:code',
  who: declarationRoles,
  summary: '政策版本内容',
  params: z.object({ code: z.string().max(60) }),
  answer: z.object({ version: z.int(), content: Edition }),
})

export const CalendarDay = z.strictObject({
  date: z.iso.date(),
  kind: z.enum(['holiday', 'workday']),
  name: z.string().max(20),
})
export const CalendarContent = z.strictObject({
  source: z.string().min(1).max(200),
  announced: z.array(z.int()),
  days: z.array(CalendarDay).max(2000),
})
export type CalendarContent = z.infer<typeof CalendarContent>

export const readCalendar = endpoint({
  method: 'GET',
  path: '/api/calendar',
  who: 'signed_in',
  summary: '工作日历',
  answer: z.object({ version: z.int(), content: CalendarContent }),
})

export const saveCalendar = endpoint({
  method: 'PUT',
  path: '/api/calendar',
  who: ['ministry_officer'],
  summary: '修改工作日历',
  body: z.object({ version: z.int(), content: CalendarContent }),
  answer: z.object({ version: z.int(), content: CalendarContent }),
})
