// Fills a declaration through the same acts that people use: row by row, file by file.
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { evidenceDue } from '#domain/declaration/missing.ts'
import { DeclarationFile } from '#domain/declaration/values.ts'
import type { Batch } from '#domain/batch.ts'
import type { Edition } from '#domain/edition.ts'
import type { Actor } from '#domain/people.ts'
import type { App } from '../action.ts'
import { type Received, uploadEvidence } from '../declaration/evidence.ts'
import { listRows } from '../declaration/queries.ts'
import { saveRow } from '../declaration/save-row.ts'
import { demonstrationPaper } from './paper.ts'

const examplePath = fileURLToPath(
  new URL('../../../policy/examples/declaration.json', import.meta.url),
)

/** The complete example declaration, fictitious and marked so. */
export function readExample(): DeclarationFile {
  return DeclarationFile.parse(JSON.parse(readFileSync(examplePath, 'utf8')))
}

export interface Draft {
  readonly clusterId: string
  readonly id: string
}

/** Saves the example's rows; `name` and the places are the draft's own. `share` of the rows, from the top, 1 for all. */
export async function fillRows(
  app: App,
  editor: Actor,
  draft: Draft,
  edition: Edition,
  own: { name: string; region: string },
  share = 1,
): Promise<void> {
  const saved = new Map(
    (await listRows(app.db, draft.clusterId, draft.id)).map((row) => [row.row, row.revision]),
  )
  const all = Object.entries(readExample().values)
  for (const [row, cells] of all.slice(0, Math.ceil(all.length * share))) {
    const filled = { ...cells }
    if (edition.facts.name.startsWith(`${row}/`))
      filled[edition.facts.name.slice(row.length + 1)] = own.name
    if (edition.facts.authority?.startsWith(`${row}/`))
      filled[edition.facts.authority.slice(row.length + 1)] = editor.authorityName
    if (edition.facts.places?.startsWith(`${row}/`))
      filled[edition.facts.places.slice(row.length + 1)] = [own.region]
    await saveRow(app, editor, {
      ...draft,
      row,
      revision: saved.get(row) ?? 0,
      key: randomUUID(),
      cells: filled,
    })
  }
}

/** Uploads one demonstration paper for every item that the filled form makes due, bound to all the claims that it proves. */
export async function fillEvidence(
  app: App,
  editor: Actor,
  draft: Draft,
  edition: Edition,
  batch: Batch,
): Promise<void> {
  const rows = await listRows(app.db, draft.clusterId, draft.id)
  const due = evidenceDue(
    edition,
    Object.fromEntries(rows.map((row) => [row.row, row.cells])),
    batch,
  )
  for (const [item, entries] of Map.groupBy(due, (entry) => entry.item)) {
    const claims = entries.flatMap((entry) => (entry.claim === null ? [] : [entry.claim]))
    await uploadEvidence(app, editor, {
      ...draft,
      item,
      claims,
      kind: edition.evidence_kinds[0]?.code ?? '',
      file: paper(`佐证材料第 ${item} 项`),
    })
  }
}

function paper(line: string): Received {
  const bytes = Buffer.from(demonstrationPaper(line))
  return {
    name: `演示数据_${line.replaceAll(' ', '')}.pdf`,
    mediaType: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    chunks: [bytes],
  }
}
