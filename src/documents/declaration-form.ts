// The 中小企业特色产业集群申报表 as a Word document: cover, 填报说明, then each part on its own pages (填报说明 11).
import { partLabel } from '#domain/declaration/resolve.ts'
import type { Block, Part } from '#domain/edition.ts'
import { drawDocument } from './draw.ts'
import type { FormContent } from './form-content.ts'
import { coverLines, instructionLines, isCover } from './form-cover.ts'
import { evidencePieces } from './form-evidence.ts'
import { planPieces } from './form-plan.ts'
import { blockRows, shareLabels } from './form-table.ts'
import { line } from './page.ts'
import type { Piece } from './page.ts'
import { printedForm } from './printed.ts'

/** The whole form as .docx bytes, drawn from the edition's layouts; an empty declaration gives the empty form. */
export function declarationForm(content: FormContent): Promise<Uint8Array> {
  return drawDocument({
    title: content.edition.form.title,
    author: content.authorityName,
    header: content.demonstration || content.batch.demonstration ? '演示数据' : null,
    pieces: formPieces(content),
  })
}

/** Everything that is printed, in order; what Word makes of it is in draw.ts. */
export function formPieces(content: FormContent): Piece[] {
  const form = printedForm(content.edition, content.batch.base_year)
  const parts = form.parts.filter((part) => !isCover(part))
  return [
    { kind: 'lines', lines: [...coverLines(form, content), ...instructionLines(form)] },
    ...parts.flatMap((part) => partPieces(part, content)),
    ...evidencePieces(content),
  ]
}

function partPieces(part: Part, content: FormContent): Piece[] {
  const title = [line('part_title', partLabel(part))]
  if (part.note !== undefined) title.push(line('part_remark', part.note))
  return [{ kind: 'lines', lines: title }, ...runsOfBlocks(part.blocks, content)]
}

/** Blocks that are tables grow into one table, as in print; running text stands between. */
function runsOfBlocks(blocks: readonly Block[], content: FormContent): Piece[] {
  const pieces: Piece[] = []
  for (const block of blocks) {
    const rows = blockRows(block, content)
    const last = pieces.at(-1)
    if (rows.length === 0) pieces.push(...planPieces(block, content))
    else if (last?.kind === 'grid') last.rows.push(...rows)
    else pieces.push({ kind: 'grid', rows })
  }
  return pieces.map((each) =>
    each.kind === 'grid' ? { ...each, rows: shareLabels(each.rows) } : each,
  )
}
