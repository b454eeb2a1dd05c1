// The declaration: its list, its form, saving row by row, evidence, the Word document.
import { z } from 'zod'
import { Batch } from '#domain/batch.ts'
import { CellValue } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import { Act, State } from '#domain/lifecycle.ts'
import { countyRoles, declarationRoles } from '#domain/people.ts'
import { endpoint } from './endpoint.ts'

export const DeclarationParams = z.object({ clusterId: z.uuid(), id: z.uuid() })

export const DeclarationSummary = z.object({
  clusterId: z.uuid(),
  id: z.uuid(),
  name: z.string(),
  batchCode: z.string(),
  batchTitle: z.string(),
  year: z.int(),
  regionName: z.string(),
  provinceName: z.string(),
  state: State,
  stateName: z.string(),
  /** Title of the step that holds the file and the body there. */
  stepTitle: z.string(),
  holderName: z.string(),
  /** The reader's body is the one to act now. */
  mine: z.boolean(),
  demonstration: z.boolean(),
  updatedAt: z.string(),
})
export type DeclarationSummary = z.infer<typeof DeclarationSummary>

export const listDeclarations = endpoint({
  method: 'GET',
  path: '/api/declarations',
  who: declarationRoles,
  summary: '本辖区申报列表',
  query: z.object({
    batch: z.string().optional(),
    state: State.optional(),
    mine: z.enum(['true']).optional(),
  }),
  answer: z.object({ declarations: z.array(DeclarationSummary), truncated: z.boolean() }),
})

/** Batches in which the reader's county may open a declaration now. */
export const listOpenBatches = endpoint({
  method: 'GET',
  path: '/api/declarations/batches',
  who: declarationRoles,
  summary: '可申报批次',
  answer: z.object({
    batches: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        year: z.int(),
        deadline: z.string().nullable(),
        demonstration: z.boolean(),
      }),
    ),
  }),
})

export const createDeclaration = endpoint({
  method: 'POST',
  path: '/api/declarations',
  who: ['county_editor'],
  summary: '新建申报',
  body: z.object({ batch: z.string(), name: z.string().trim().min(1).max(60) }),
  answer: DeclarationParams,
})

/** One printed row as saved. */
export const SavedRow = z.object({
  row: z.string(),
  cells: z.record(z.string(), CellValue),
  originals: z.record(z.string(), CellValue),
  revision: z.int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
})
export type SavedRow = z.infer<typeof SavedRow>

export const EvidenceFile = z.object({
  id: z.uuid(),
  item: z.int(),
  claims: z.array(z.string()),
  kind: z.string(),
  originalName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  uploadedAt: z.string(),
})
export type EvidenceFile = z.infer<typeof EvidenceFile>

export const ReturnItem = z.object({
  id: z.uuid(),
  field: z.string(),
  label: z.string(),
  reason: z.string(),
  fromTitle: z.string(),
  createdAt: z.string(),
  settled: z.boolean(),
})
export type ReturnItem = z.infer<typeof ReturnItem>

export const RouteStep = z.object({
  step: z.int(),
  key: z.string(),
  kind: z.enum(['declare', 'review', 'decide']),
  level: z.string(),
  title: z.string(),
  bodyName: z.string(),
  reachedAt: z.string().nullable(),
  forwardedAt: z.string().nullable(),
  holdsPlace: z.boolean(),
  opinion: z.string().nullable(),
})
export type RouteStep = z.infer<typeof RouteStep>

export const HistoryEvent = z.object({
  id: z.uuid(),
  at: z.string(),
  act: z.string(),
  actName: z.string(),
  actorName: z.string(),
  roleName: z.string(),
  authorityName: z.string(),
  reason: z.string().nullable(),
})
export type HistoryEvent = z.infer<typeof HistoryEvent>

export const DeclarationPage = z.object({
  clusterId: z.uuid(),
  id: z.uuid(),
  name: z.string(),
  state: State,
  stateName: z.string(),
  /** Moves with every act of the life cycle; each act names the revision that it saw. */
  revision: z.int(),
  can: z.array(Act),
  regionName: z.string(),
  authorityName: z.string(),
  edition: Edition,
  batch: Batch,
  route: z.array(RouteStep),
  step: z.int(),
  rows: z.array(SavedRow),
  evidence: z.array(EvidenceFile),
  returnItems: z.array(ReturnItem),
  history: z.array(HistoryEvent),
  /** Places of the reader's body in this batch; null where no quota applies to it. */
  places: z.object({ places: z.int().nullable(), taken: z.int() }).nullable(),
  demonstration: z.boolean(),
  now: z.string(),
})
export type DeclarationPage = z.infer<typeof DeclarationPage>

export const readDeclaration = endpoint({
  method: 'GET',
  path: '/api/declarations/:clusterId/:id',
  who: declarationRoles,
  summary: '申报表全文',
  params: DeclarationParams,
  answer: DeclarationPage,
})

/** Saves one printed row. `revision` is the one that the page saw (0 for a row never saved); `key` makes a repeat harmless. */
export const saveRow = endpoint({
  method: 'PUT',
  path: '/api/declarations/:clusterId/:id/rows/:row',
  who: ['county_editor'],
  summary: '保存一行',
  params: DeclarationParams.extend({ row: z.string().max(80) }),
  body: z.object({
    revision: z.int().nonnegative(),
    key: z.string().min(8).max(80),
    cells: z.record(
      z.string().max(40),
      z.union([z.string().max(20_000), z.array(z.string().max(200)).max(200)]),
    ),
  }),
  answer: SavedRow,
})

/** What others changed since `since` (an earlier answer's `now`), and who is here. */
export const watchDeclaration = endpoint({
  method: 'GET',
  path: '/api/declarations/:clusterId/:id/changes',
  who: countyRoles,
  summary: '他人改动与在线人员',
  params: DeclarationParams,
  query: z.object({ since: z.iso.datetime({ offset: true }) }),
  answer: z.object({
    rows: z.array(SavedRow),
    present: z.array(z.string()),
    state: State,
    revision: z.int(),
    now: z.string(),
  }),
})

export const uploadEvidence = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/evidence',
  who: ['county_editor'],
  summary: '上传佐证材料（multipart：item、claims、kind，其后为 file）',
  params: DeclarationParams,
  answer: EvidenceFile,
  bytes: 'upload',
})

const EvidenceParams = DeclarationParams.extend({ file: z.uuid() })

export const downloadEvidence = endpoint({
  method: 'GET',
  path: '/api/declarations/:clusterId/:id/evidence/:file',
  who: declarationRoles,
  summary: '下载佐证材料',
  params: EvidenceParams,
  answer: z.unknown(),
  bytes: 'download',
})

export const removeEvidence = endpoint({
  method: 'DELETE',
  path: '/api/declarations/:clusterId/:id/evidence/:file',
  who: ['county_editor'],
  summary: '移除佐证材料',
  params: EvidenceParams,
  answer: z.object({ removed: z.boolean() }),
})

export const downloadForm = endpoint({
  method: 'GET',
  path: '/api/declarations/:clusterId/:id/form.docx',
  who: declarationRoles,
  summary: '下载申报表（Word）',
  params: DeclarationParams,
  answer: z.unknown(),
  bytes: 'download',
})
