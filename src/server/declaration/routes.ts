// How declarations are asked for, saved and furnished with evidence.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import * as contract from '#contract/declaration.ts'
import { Problem } from '#domain/problem.ts'
import { type App, readClock } from '../action.ts'
import { refuseBrokenText } from '../broken-text.ts'
import { route } from '../http.ts'
import { createDeclaration } from './actions.ts'
import {
  evidenceLimit,
  getEvidence,
  receive,
  removeEvidence,
  type UploadEvidence,
  uploadEvidence,
} from './evidence.ts'
import { dateInChina, getEdition } from '../policy/queries.ts'
import { renderForm } from './form-document.ts'
import { listOpenBatches, seePresent } from './presence.ts'
import { getDeclarationPage, listChangedRows, listDeclarations, seenAt } from './queries.ts'
import { saveRow } from './save-row.ts'
import { getRoute, getVisible } from './scope.ts'

export function declarationRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.listDeclarations, ({ actor, query }) =>
    listDeclarations(app.db, actor, {
      batch: query.batch,
      state: query.state,
      mine: query.mine === 'true',
    }),
  )
  route(server, app, contract.listOpenBatches, async ({ actor }) => ({
    batches: await listOpenBatches(app.db, actor, dateInChina(await readClock(app.db, app.clock))),
  }))
  route(server, app, contract.createDeclaration, ({ actor, body }) =>
    createDeclaration(app, actor, body),
  )
  route(server, app, contract.readDeclaration, async ({ actor, params }) =>
    getDeclarationPage(
      app.db,
      actor,
      params.clusterId,
      params.id,
      await readClock(app.db, app.clock),
    ),
  )
  route(server, app, contract.saveRow, ({ actor, params, body }) =>
    saveRow(app, actor, { ...params, ...body }),
  )

  route(server, app, contract.watchDeclaration, async ({ actor, params, query }) => {
    const now = await readClock(app.db, app.clock)
    const found = await getVisible(app.db, actor, params.clusterId, params.id)
    const since = new Date(query.since)
    return {
      rows: await listChangedRows(app.db, params.clusterId, params.id, since),
      present: await seePresent(app.db, actor, params.id, now),
      state: contract.DeclarationPage.shape.state.parse(found.state),
      revision: found.revision,
      // a save that began before this answer may commit after it: look two seconds back next time
      now: new Date(now.getTime() - 2000).toISOString(),
    }
  })

  route(server, app, contract.uploadEvidence, async ({ actor, params, request }) =>
    uploadEvidence(app, actor, await readUpload(request, params)),
  )
  route(server, app, contract.removeEvidence, ({ actor, params }) =>
    removeEvidence(app, actor, params),
  )

  route(server, app, contract.downloadEvidence, async ({ actor, params, reply }) => {
    const found = await getVisible(app.db, actor, params.clusterId, params.id)
    const edition = await getEdition(app.db, found.edition_code, found.edition_version)
    const route = await getRoute(app.db, params.clusterId, params.id)
    if (!seenAt(edition, route, found.own_step).includes('evidence'))
      throw new Problem('not_allowed')
    const file = await getEvidence(app.db, params.clusterId, params.id, params.file)
    const shown = file.mediaType.startsWith('image/') || file.mediaType === 'application/pdf'
    return download(reply, file.name, file.mediaType, shown ? 'inline' : 'attachment').send(
      Readable.from(file.bytes),
    )
  })

  route(server, app, contract.downloadForm, async ({ actor, params, reply }) => {
    const page = await getDeclarationPage(
      app.db,
      actor,
      params.clusterId,
      params.id,
      await readClock(app.db, app.clock),
    )
    const bytes = await renderForm(app.db, page)
    return download(
      reply,
      `申报表_${page.name}.docx`,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'attachment',
    ).send(Buffer.from(bytes))
  })
}

function download(
  reply: FastifyReply,
  name: string,
  mediaType: string,
  how: 'inline' | 'attachment',
): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header(
      'content-disposition',
      `${how}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
    )
    .header('x-content-type-options', 'nosniff')
}

const UploadFields = z.object({
  item: z.coerce.number('请选择佐证材料清单中的一项').int().positive(),
  claims: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((claim) => claim.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(120)).max(50)),
  kind: z.string().max(40).default(''),
})

/** Fields come before the file; the file is read to its end even when it is refused, so that the browser gets the sentence. */
async function readUpload(
  request: FastifyRequest,
  params: { clusterId: string; id: string },
): Promise<UploadEvidence> {
  if (!request.isMultipart()) throw new Problem('unsupported_media')
  try {
    return { ...params, ...(await readParts(request)) }
  } catch (error) {
    if (error instanceof Problem) throw error
    // the form's own format is broken, or the sender broke off
    throw new Problem('invalid_input', {
      words: { detail: '上传内容不完整，请重新选择文件上传。' },
    })
  }
}

async function readParts(request: FastifyRequest) {
  const fields: Record<string, string> = {}
  const limits = { fileSize: evidenceLimit, files: 1 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    refuseBrokenText([fields, part.filename])
    const file = await receive(part.file, part.filename ?? '')
    const read = UploadFields.safeParse(fields)
    if (!read.success)
      throw new Problem('invalid_input', {
        words: {
          detail: `${read.error.issues[0]?.message ?? '请选择佐证材料清单中的一项'}（上传字段应在文件之前）`,
        },
      })
    return { ...read.data, file }
  }
  throw new Problem('invalid_input', { words: { detail: '没有收到文件，请重新选择后上传。' } })
}
