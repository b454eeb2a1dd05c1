// Evidence files: what may come in, how it is kept, how it goes out. A file is its bytes, its own name and the claim that it proves.
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import type { Kysely } from 'kysely'
import type { EvidenceFile } from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import { findCell, labelOf } from '#domain/declaration/resolve.ts'
import type { Edition } from '#domain/edition.ts'
import type { State } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action } from '../action.ts'
import { getEdition } from '../policy/queries.ts'
import { refuseUneditable } from './actions.ts'

export const evidenceLimit = 20 * 1_048_576
const chunkSize = 1_048_576

/** Accepted endings with the content that must stand behind them. Old Office files are all one container by their content. */
const accepted: Readonly<
  Record<string, { readonly media: string; readonly content: readonly string[] }>
> = {
  '.pdf': { media: 'application/pdf', content: ['application/pdf'] },
  '.jpg': { media: 'image/jpeg', content: ['image/jpeg'] },
  '.jpeg': { media: 'image/jpeg', content: ['image/jpeg'] },
  '.png': { media: 'image/png', content: ['image/png'] },
  '.docx': {
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  },
  '.xlsx': {
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
  '.doc': { media: 'application/msword', content: ['application/x-cfb'] },
  '.xls': { media: 'application/vnd.ms-excel', content: ['application/x-cfb'] },
}

export interface Received {
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly size: number
  readonly chunks: readonly Buffer[]
}

/** Reads an upload to its end and checks size, ending and content. Throws file_too_large, file_empty or file_type. */
export async function receive(
  stream: Readable & { truncated?: boolean },
  filename: string,
): Promise<Received> {
  const name = filename.replace(/^.*[\\/]/, '').slice(0, 200)
  const hash = createHash('sha256')
  const parts: Buffer[] = []
  for await (const part of stream as AsyncIterable<Buffer>) {
    hash.update(part)
    parts.push(part)
  }
  const bytes = Buffer.concat(parts)
  if (stream.truncated === true || bytes.length > evidenceLimit)
    throw new Problem('file_too_large', { words: { name, limit: '20 MB' } })
  if (bytes.length === 0) throw new Problem('file_empty', { words: { name } })
  const kind = accepted[extname(name).toLowerCase()]
  if (!kind)
    throw new Problem('file_type', {
      words: { name, detail: '请上传 PDF、JPG、PNG、Word 或 Excel 文件。' },
    })
  const found = await fileTypeFromBuffer(bytes)
  if (!found || !kind.content.includes(found.mime))
    throw new Problem('file_type', {
      words: { name, detail: '文件内容与扩展名不符，请用原软件重新保存后上传。' },
    })
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, index) =>
    bytes.subarray(index * chunkSize, (index + 1) * chunkSize),
  )
  return { name, mediaType: kind.media, sha256: hash.digest('hex'), size: bytes.length, chunks }
}

export interface UploadEvidence {
  readonly clusterId: string
  readonly id: string
  readonly item: number
  readonly claims: readonly string[]
  readonly kind: string
  readonly file: Received
}

/** The draft of the editor's own county that may be changed; with `keep` it doesn't move on until the act is through. */
async function getDraft(
  db: Kysely<Tables>,
  actor: Actor,
  input: { clusterId: string; id: string },
  keep: boolean,
) {
  const draft = await db
    .selectFrom('declaration')
    .select(['state', 'edition_code', 'edition_version'])
    .where('cluster_id', '=', input.clusterId)
    .where('id', '=', input.id)
    .where('authority_id', '=', actor.authorityId)
    .$if(keep, (query) => query.forShare())
    .executeTakeFirst()
  if (!draft) throw new Problem('not_found', { words: { what: '该申报' } })
  refuseUneditable(draft.state as State)
  return draft
}

function refuseUnknownClaims(edition: Edition, input: UploadEvidence): void {
  const item = edition.evidence.find((held) => held.number === input.item)
  if (!item)
    throw new Problem('invalid_value', {
      words: { detail: `佐证材料清单中没有第 ${input.item} 项，请从清单中选择。` },
    })
  if (!edition.evidence_kinds.some((kind) => kind.code === input.kind))
    throw new Problem('invalid_value', {
      words: { detail: '请选择佐证材料的类别：主管部门证明、第三方证明或自我声明。' },
    })
  for (const claim of input.claims) {
    if (!findCell(edition, claim))
      throw new Problem('invalid_value', {
        words: { detail: `“${claim}”不是申报表中的栏目，请刷新页面后重试。` },
      })
    if (!item.claims.some((held) => claim === held.field || claim.startsWith(`${held.field}/`)))
      throw new Problem('invalid_value', {
        words: {
          detail: `第 ${item.number} 项佐证材料不对应“${labelOf(claim, edition)}”，请选择对应的清单项。`,
        },
      })
  }
}

/** Keeps a file with what it proves. What is acknowledged is in the database. */
export const uploadEvidence = action<UploadEvidence, EvidenceFile>(
  'evidence.upload',
  async ({ db, actor, now, newId }, input) => {
    const { edition_code: code, edition_version: version } = await getDraft(db, actor, input, false)
    refuseUnknownClaims(await getEdition(db, code, version), input)
    const fileId = newId()
    const { file } = input
    await db
      .insertInto('evidence_file')
      .values({
        cluster_id: input.clusterId,
        id: fileId,
        declaration_id: input.id,
        item: input.item,
        claims: [...input.claims],
        kind: input.kind,
        original_name: file.name,
        media_type: file.mediaType,
        size: file.size,
        sha256: file.sha256,
        uploaded_at: now,
        uploaded_by: actor.personId,
      })
      .execute()
    for (const [part, bytes] of file.chunks.entries()) {
      await db
        .insertInto('evidence_content')
        .values({ cluster_id: input.clusterId, file_id: fileId, part, bytes })
        .execute()
    }
    // only now, so that saves don't wait while a large file is written
    await getDraft(db, actor, input, true)
    const answer: EvidenceFile = {
      id: fileId,
      item: input.item,
      claims: [...input.claims],
      kind: input.kind,
      originalName: file.name,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      uploadedAt: now.toISOString(),
    }
    return {
      answer,
      event: {
        stream: 'cluster',
        streamId: input.clusterId,
        detail: {
          declaration: input.id,
          file: fileId,
          name: file.name,
          sha256: file.sha256,
          item: input.item,
          claims: input.claims,
        },
      },
    }
  },
)

/** Takes a file off the declaration; its bytes and its record stay. */
export const removeEvidence = action<
  { clusterId: string; id: string; file: string },
  { removed: boolean }
>('evidence.remove', async ({ db, actor, now }, input) => {
  await getDraft(db, actor, input, true)
  const removed = await db
    .updateTable('evidence_file')
    .set({ removed_at: now })
    .where('cluster_id', '=', input.clusterId)
    .where('declaration_id', '=', input.id)
    .where('id', '=', input.file)
    .where('removed_at', 'is', null)
    .returning('original_name')
    .executeTakeFirst()
  if (!removed) throw new Problem('not_found', { words: { what: '该佐证材料' } })
  return {
    answer: { removed: true },
    event: {
      stream: 'cluster',
      streamId: input.clusterId,
      detail: { declaration: input.id, file: input.file, name: removed.original_name },
    },
  }
})

/** The record and the bytes, part by part. */
export async function getEvidence(
  db: Kysely<Tables>,
  clusterId: string,
  declarationId: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; size: number; bytes: AsyncIterable<Buffer> }> {
  const file = await db
    .selectFrom('evidence_file')
    .select(['original_name', 'media_type', 'size'])
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', declarationId)
    .where('id', '=', fileId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!file) throw new Problem('not_found', { words: { what: '该佐证材料' } })
  return {
    name: file.original_name,
    mediaType: file.media_type,
    size: file.size,
    bytes: readParts(db, clusterId, fileId),
  }
}

async function* readParts(
  db: Kysely<Tables>,
  clusterId: string,
  fileId: string,
): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const row = await db
      .selectFrom('evidence_content')
      .select('bytes')
      .where('cluster_id', '=', clusterId)
      .where('file_id', '=', fileId)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!row) return
    yield row.bytes
  }
}
