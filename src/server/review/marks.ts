// What a reviewing body marks when it returns a file, by the name that the county reads.
import {
  fillYears,
  findCell,
  findRow,
  labelOf,
  nameOf,
  partLabel,
} from '#domain/declaration/resolve.ts'
import type { Edition } from '#domain/edition.ts'
import { Problem } from '#domain/problem.ts'

/** A mark may stand on a cell, a row, a part or an item of evidence; other marks are refused with invalid_value. */
export function labelOfMark(field: string, edition: Edition, baseYear: number): string {
  if (findCell(edition, field)) return labelOf(field, edition, baseYear)
  const place = findRow(edition, field)
  if (place) return fillYears(`${nameOf(place.row)}${ownNumber(place.own)}`, baseYear)
  const part = edition.form.parts.find((candidate) => candidate.key === field)
  if (part) return partLabel(part, baseYear)
  const item = edition.evidence.find(({ number }) => field === `evidence/${number}`)
  if (item) return `佐证材料第${item.number}项`
  throw new Problem('invalid_value', {
    words: { detail: `申报表中没有栏目“${field}”，请在页面上重新标注需要修改的栏目。` },
  })
}

function ownNumber(own: number | null): string {
  return own === null ? '' : `第${own}项`
}
