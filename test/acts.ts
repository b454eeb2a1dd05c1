// What tests do again and again through the door: open a batch, fill a declaration completely.
import { randomUUID } from 'node:crypto'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { BatchRow } from '#contract/policy.ts'
import { Batch } from '#domain/batch.ts'
import { findMissing } from '#domain/declaration/missing.ts'
import { readExample } from '#server/demonstration/fill.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import type { Player } from './world.ts'

export interface Quotas {
  readonly ordinary?: number
  readonly separately_planned?: number
  readonly corps?: number
  readonly city?: number
}

/** Copies batch miit-2022 under another code, sets these quotas, and opens it. */
export async function openTestBatch(
  ministry: Player,
  code: string,
  quotas: Quotas = {},
  more: Partial<Batch> = {},
): Promise<BatchRow> {
  await ministry.post('/api/batches/miit-2022/copy', {
    code,
    year: 2026,
    title: `测试批次 ${code}`,
    demonstration: more.demonstration ?? false,
  })
  const { row, content } = await ministry.get<{ row: BatchRow; content: Batch }>(
    `/api/batches/${code}`,
  )
  const own = (value: number) => ({ value, standing: 'original', source: '测试' }) as const
  const quota = {
    ...content.quota,
    ...Object.fromEntries(Object.entries(quotas).map(([kind, places]) => [kind, own(places)])),
  }
  const saved = await ministry.put<{ row: BatchRow }>(`/api/batches/${code}`, {
    version: row.version,
    content: Batch.parse({ ...content, ...more, quota }),
  })
  return ministry.post<BatchRow>(`/api/batches/${code}/open`, { version: saved.row.version })
}

export interface File {
  readonly clusterId: string
  readonly id: string
  /** Path of the declaration in the API. */
  readonly path: string
}

export async function makeDraft(editor: Player, batch: string, name: string): Promise<File> {
  const { clusterId, id } = await editor.post<{ clusterId: string; id: string }>(
    '/api/declarations',
    { batch, name },
  )
  return { clusterId, id, path: `/api/declarations/${clusterId}/${id}` }
}

/** A new declaration with every row of the example filled and every evidence uploaded. */
export async function makeFile(editor: Player, batch: string, name: string): Promise<File> {
  const file = await makeDraft(editor, batch, name)
  const page = await editor.get<DeclarationPage>(file.path)
  const revisions = new Map(page.rows.map((row) => [row.row, row.revision]))
  const known = new Set(
    page.edition.form.parts
      .flatMap((part) => part.blocks)
      .flatMap((block) => [...block.rows, ...(block.own ? [block.own] : [])])
      .map((row) => row.key),
  )
  for (const [row, cells] of Object.entries(readExample().values)) {
    // the place is the county's own, filled in when the declaration was made
    if (row === 'places' || !known.has(row.split('#')[0] ?? '')) continue
    await editor.put(`${file.path}/rows/${encodeURIComponent(row)}`, {
      revision: revisions.get(row) ?? 0,
      key: randomUUID(),
      cells: row === 'cluster_name' ? { name } : cells,
    })
  }
  await uploadDue(editor, file)
  return file
}

/** Uploads one paper for each item that is due, bound to all its claims. */
export async function uploadDue(editor: Player, file: File): Promise<void> {
  const page = await editor.get<DeclarationPage>(file.path)
  const values = Object.fromEntries(page.rows.map((row) => [row.row, row.cells]))
  const due = findMissing(page.edition, page.batch, values, { claims: [], items: [] }).filter(
    (gap) => gap.kind === 'evidence',
  )
  for (const [item, gaps] of Map.groupBy(due, (gap) => gap.item)) {
    const claims = gaps.flatMap((gap) => (gap.field === null ? [] : [gap.field]))
    const answer = await upload(editor, file, {
      item: item ?? 0,
      claims,
      name: `材料${item}.pdf`,
      bytes: demonstrationPaper(`第 ${item} 项`),
    })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
}

export interface Upload {
  readonly item: number
  readonly claims: readonly string[]
  readonly name: string
  readonly bytes: Uint8Array
  readonly kind?: string
}

/** Sends one multipart upload, fields before the file as the page does. */
export function upload(
  editor: Player,
  file: File,
  { item, claims, name, bytes, kind = 'authority' }: Upload,
) {
  const boundary = `----${randomUUID()}`
  const field = (key: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`
  const head = `${field('item', String(item))}${field('claims', claims.join(','))}${field('kind', kind)}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return editor.ask('POST', `${file.path}/evidence`, body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  })
}
