// Public notice and the published list of a batch.
import { z } from 'zod'
import { reviewRoles } from '#domain/people.ts'
import { endpoint } from './endpoint.ts'

const BatchParams = z.object({ code: z.string().max(60) })

export const NoticeEntry = z.object({
  number: z.int(),
  name: z.string(),
  regionName: z.string(),
  clusterId: z.uuid(),
  declarationId: z.uuid(),
  state: z.string(),
})

export const Notice = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.string(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  workingDays: z.int(),
  warnings: z.array(z.string()),
  entries: z.array(NoticeEntry),
  listCode: z.string().nullable(),
})
export type Notice = z.infer<typeof Notice>

/** What the deciding body sees before it publishes: proposed files, the days of the notice, what stands in the way. */
export const readPublication = endpoint({
  method: 'GET',
  path: '/api/batches/:code/publication',
  who: reviewRoles,
  summary: '拟认定、公示与名单',
  params: BatchParams,
  answer: z.object({
    batchTitle: z.string(),
    state: z.string(),
    /** The reader's body recognises in this batch. */
    decides: z.boolean(),
    proposed: z.array(
      z.object({ clusterId: z.uuid(), id: z.uuid(), name: z.string(), regionName: z.string() }),
    ),
    undecided: z.int(),
    plannedFirstDay: z.iso.date(),
    plannedLastDay: z.iso.date(),
    warnings: z.array(z.string()),
    notice: Notice.nullable(),
    canPublishNotice: z.boolean(),
    canPublishList: z.boolean(),
    blockedBy: z.string().nullable(),
  }),
})

export const publishNotice = endpoint({
  method: 'POST',
  path: '/api/batches/:code/notice',
  who: reviewRoles,
  summary: '发布公示',
  params: BatchParams,
  body: z.object({
    title: z.string().trim().min(1).max(120),
    body: z.string().trim().min(1).max(5000),
  }),
  answer: Notice,
})

export const publishList = endpoint({
  method: 'POST',
  path: '/api/batches/:code/list',
  who: reviewRoles,
  summary: '公布名单',
  params: BatchParams,
  body: z.object({
    title: z.string().trim().min(1).max(120),
    document: z.string().trim().min(1).max(60),
  }),
  answer: z.object({ listCode: z.string(), count: z.int() }),
})
