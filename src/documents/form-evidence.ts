// The 佐证材料清单 behind the form: each item of the edition with the names and kinds of its files.
import type { EvidenceItem } from '#domain/edition.ts'
import type { EvidenceFile, FormContent } from './form-content.ts'
import { cell, line, PAGE_WIDTH } from './page.ts'
import type { GridRow, Line, Piece } from './page.ts'

const NUMBER = 720
const TITLE = 4176
const FILES = 2592
const KIND = PAGE_WIDTH - NUMBER - TITLE - FILES

/** Nothing when the content brings no list of files. */
export function evidencePieces(content: FormContent): Piece[] {
  const files = content.evidence
  if (files === undefined) return []
  const title = line('page_title', '佐证材料清单')
  return [
    { kind: 'lines', lines: [title] },
    { kind: 'grid', rows: [heading(), ...itemRows(content, files)] },
  ]
}

function heading(): GridRow {
  const names: [number, string][] = [
    [NUMBER, '序号'],
    [TITLE, '佐证材料'],
    [FILES, '文件名称'],
    [KIND, '材料类别'],
  ]
  const cells = names.map(([width, name]) => cell(width, [line('cell_label', name)]))
  return { cells, repeat: true }
}

function itemRows(content: FormContent, files: EvidenceFile[]): GridRow[] {
  const groups = Map.groupBy(content.edition.evidence, (item) => item.group)
  return [...groups].flatMap(([group, items]) => [
    { cells: [cell(PAGE_WIDTH, [line('cell_text', group)])] },
    ...items.map((item) => itemRow(item, content, files)),
  ])
}

function itemRow(item: EvidenceItem, content: FormContent, files: EvidenceFile[]): GridRow {
  const held = files.filter((file) => file.item === item.number)
  const kinds = content.edition.evidence_kinds
  const kindOf = (file: EvidenceFile): string =>
    kinds.find((kind) => kind.code === file.kind)?.label ?? file.kind
  const text = (each: string): Line => line('cell_text', each)
  const title = item.title.replaceAll('{plan_years}', content.batch.plan_years)
  return {
    cells: [
      cell(NUMBER, [line('cell_figure', String(item.number))]),
      cell(TITLE, [text(title)]),
      cell(
        FILES,
        held.map((file) => text(file.originalName)),
      ),
      cell(
        KIND,
        held.map((file) => text(kindOf(file))),
      ),
    ],
  }
}
