// What of an edition's form is printed in a batch: years filled in, cells and parts of 系统附加信息 left out.
import { fillYears } from '#domain/declaration/resolve.ts'
import { Edition } from '#domain/edition.ts'
import type { Block, Part, Row } from '#domain/edition.ts'
import type { DeclarationValues } from '#domain/declaration/values.ts'

export type PrintedForm = Edition['form']

/** The form with the batch's years in every wording, and only what is printed. */
export function printedForm(edition: Edition, baseYear: number): PrintedForm {
  // {Y} can stand in any wording and is no JSON outside of a string, so the whole form is filled at once
  const filled = fillYears(JSON.stringify(edition.form), baseYear)
  const form = Edition.shape.form.parse(JSON.parse(filled))
  return { ...form, parts: form.parts.filter((part) => part.printed).flatMap(printedPart) }
}

function printedPart(part: Part): Part[] {
  const blocks = part.blocks.flatMap(printedBlock)
  return blocks.length === 0 ? [] : [{ ...part, blocks }]
}

function printedBlock(block: Block): Block[] {
  const rows = block.rows.flatMap(printedRow)
  const { own, ...rest } = block
  const template = own ? printedRow(own)[0] : undefined
  const onlyWording = block.rows.length === 0 && own === undefined
  if (rows.length === 0 && template === undefined && !onlyWording) return []
  return [{ ...rest, rows, ...(template && { own: template }) }]
}

function printedRow(row: Row): Row[] {
  const cells = row.cells.filter((cell) => cell.printed)
  return cells.length === 0 ? [] : [{ ...row, cells }]
}

/** The rows that the declarant added under a block's template, in the order of their numbers. */
export function ownRows(block: Block, values: DeclarationValues): Row[] {
  const template = block.own
  if (!template) return []
  return Object.keys(values)
    .filter((key) => key.startsWith(`${template.key}#`))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((key) => ({ ...template, key }))
}

function numberOf(rowKey: string): number {
  return Number(rowKey.slice(rowKey.indexOf('#') + 1))
}
