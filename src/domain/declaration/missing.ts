// What still has to be filled or proved before a declaration may be handed in. Gaps block submitting, never saving.
import type { Batch } from '../batch.ts'
import type { Cell, Claim, Edition, EvidenceItem } from '../edition.ts'
import { parseDecimal } from '../money.ts'
import { quote } from '../text.ts'
import { fillYears, findCell, findRow, labelOfCell, rowsOf, splitRef } from './resolve.ts'
import type { Place } from './resolve.ts'
import { NONE } from './values.ts'
import type { CellValue, DeclarationValues, EvidenceHeld } from './values.ts'

/** One gap. `field` is the cell, or for evidence the claim that it is to prove (null for an item that is always due). */
export type Missing = {
  field: string | null
  part: string | null
  label: string
  kind: 'cell' | 'evidence'
  item: number | null
  message: string
}

/** The batch's numbers that labels need. */
type BatchYears = Pick<Batch, 'base_year' | 'plan_years'>

/**
 * Evidence that is due: the item of the 佐证材料清单 and the claim, null where the item is always due. A file at any
 * of `provedBy` is enough: counts of one item are proved by one list (item 11: standards of every kind and year).
 */
export type EvidenceDue = { item: number; claim: string | null; provedBy: string[]; label: string }

/** A required cell with its label in the batch. */
export type RequiredCell = { field: string; row: string; cell: Cell; part: string; label: string }

const requiredByYear = new WeakMap<Edition, Map<number, readonly RequiredCell[]>>()

/** Every required cell of the form in its order, printed or not, own rows aside; built once an edition and year. */
export function requiredCells(edition: Edition, baseYear: number): readonly RequiredCell[] {
  const years = requiredByYear.get(edition) ?? new Map<number, readonly RequiredCell[]>()
  requiredByYear.set(edition, years)
  const known = years.get(baseYear)
  if (known) return known
  const cells = rowsOf(edition).flatMap((place) => requiredOf(place, baseYear))
  years.set(baseYear, cells)
  return cells
}

function requiredOf(place: Place, baseYear: number): RequiredCell[] {
  return place.row.cells
    .filter((cell) => cell.required)
    .map((cell) => ({
      field: `${place.key}/${cell.key}`,
      row: place.key,
      cell,
      part: place.part.key,
      label: labelOfCell({ place, cell, option: null }, baseYear),
    }))
}

/** True for a cell that holds an answer; «无» is one. */
export function isFilled(held: CellValue | undefined): held is CellValue {
  return held !== undefined && held.length > 0
}

/** Required cells that are empty, those of started own rows included; of one part when `partKey` is given. */
export function emptyCells(
  edition: Edition,
  baseYear: number,
  values: DeclarationValues,
  partKey?: string,
): RequiredCell[] {
  const isDue = (required: RequiredCell) =>
    (partKey === undefined || required.part === partKey) &&
    !isFilled(values[required.row]?.[required.cell.key])
  const due = requiredCells(edition, baseYear).filter(isDue)
  return [...due, ...requiredOfOwnRows(edition, baseYear, values).filter(isDue)]
}

/** A row without any gap is left out before its labels are made. */
function requiredOfOwnRows(
  edition: Edition,
  baseYear: number,
  values: DeclarationValues,
): RequiredCell[] {
  const ownRows = Object.keys(values).filter((rowKey) => rowKey.includes('#'))
  return ownRows.flatMap((rowKey) => {
    const row = values[rowKey] ?? {}
    if (!Object.values(row).some(isFilled)) return []
    const place = findRow(edition, rowKey)
    const open = place?.row.cells.some((cell) => cell.required && !isFilled(row[cell.key]))
    return place && open ? requiredOf(place, baseYear) : []
  })
}

/**
 * Every required cell that is empty and all evidence that is due and has no file, in the order of the form.
 * 系统附加信息, never printed, is included: it must be there before the file is handed on.
 */
export function findMissing(
  edition: Edition,
  batch: BatchYears,
  values: DeclarationValues,
  evidence: EvidenceHeld,
): Missing[] {
  const cells = emptyCells(edition, batch.base_year, values).map(toMissingCell)
  const proved = new Set(evidence.claims)
  const items = new Set(evidence.items)
  const due = evidenceDue(edition, values, batch).filter((entry) =>
    entry.claim === null
      ? !items.has(entry.item)
      : !entry.provedBy.some((claim) => proved.has(claim)),
  )
  return [...cells, ...due.map((entry) => toMissingEvidence(edition, entry))]
}

function toMissingCell({ field, part, label, cell }: RequiredCell): Missing {
  const pick = cell.kind === 'choice' || cell.kind === 'ticks' || cell.kind === 'regions'
  const act = pick ? '未选择，请选择' : '未填写，请填写'
  const none = cell.none ? '；无相关情况时填“无”' : ''
  return { field, part, label, kind: 'cell', item: null, message: quote(label) + act + none }
}

function toMissingEvidence(edition: Edition, due: EvidenceDue): Missing {
  const { claim, item, label } = due
  const part = claim === null ? null : (findRow(edition, splitRef(claim).row)?.part.key ?? null)
  const message =
    claim === null
      ? `佐证材料第 ${item} 项${quote(label)}尚未上传，请上传`
      : `${quote(label)}尚无佐证材料，请上传佐证材料第 ${item} 项`
  return { field: claim, part, label, kind: 'evidence', item, message }
}

/** The evidence that the filled form makes due: an item that is always due, and one entry for each fulfilled claim. */
export function evidenceDue(
  edition: Edition,
  values: DeclarationValues,
  batch?: BatchYears,
): EvidenceDue[] {
  return edition.evidence.flatMap((item) => dueOf(edition, item, values, batch))
}

function dueOf(
  edition: Edition,
  item: EvidenceItem,
  values: DeclarationValues,
  batch: BatchYears | undefined,
): EvidenceDue[] {
  const title = batch ? titleOf(item, batch) : item.title
  const due: EvidenceDue[] = []
  if (item.always) due.push({ item: item.number, claim: null, provedBy: [], label: title })
  const counts = countRefs(item)
  const refs = new Set(item.claims.flatMap((claim) => fulfilledRefs(claim, values)))
  let counted = false
  for (const claim of refs) {
    const found = findCell(edition, claim)
    const isCount = counts.includes(claim)
    if (!found || (isCount && counted)) continue
    counted ||= isCount
    const several = isCount && counts.length > 1
    const label = several ? title : labelOfCell(found, batch?.base_year)
    due.push({ item: item.number, claim, provedBy: isCount ? counts : [claim], label })
  }
  return due
}

/** The title as the batch prints it: item 25 names the years of the plan (2023—2025年 in batch 2022). */
export function titleOf(item: EvidenceItem, batch: BatchYears): string {
  return fillYears(item.title, batch.base_year).replaceAll('{plan_years}', batch.plan_years)
}

/** The counts of an item, which one list proves together. */
export function countRefs(item: EvidenceItem): string[] {
  return item.claims.filter((claim) => claim.when === 'positive').map((claim) => claim.field)
}

/** The references that a claim makes due: of a tick group each ticked box, otherwise the claim's own field. */
export function fulfilledRefs(claim: Claim, values: DeclarationValues): string[] {
  const { row, cell, box } = splitRef(claim.field)
  const held = values[row]?.[cell]
  if (!isFilled(held)) return []
  if (Array.isArray(held)) {
    if (box === null) return held.map((ticked) => `${claim.field}/${ticked}`)
    return held.includes(box) ? [claim.field] : []
  }
  return fulfils(claim, held) ? [claim.field] : []
}

function fulfils(claim: Claim, held: string): boolean {
  switch (claim.when) {
    case 'ticked':
      return false
    case 'positive':
      return parseDecimal(held)?.greaterThan(0) ?? false
    case 'answered':
      return held !== NONE && (claim.answer === undefined || held === claim.answer)
    case 'given':
      return held !== NONE
  }
}
