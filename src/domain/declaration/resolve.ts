// From keys to the form: which row and cell a reference means, and what it is called in a batch.
import { YearRef } from '../edition.ts'
import type { Block, Cell, Edition, Option, Part, Row } from '../edition.ts'

/** A row with where it stands. For a row that the declarant added, `key` is «template#3» and `own` is 3. */
export type Place = { part: Part; block: Block; row: Row; key: string; own: number | null }

/** A cell, or one box of a tick group when `option` is there. */
export type CellPlace = { place: Place; cell: Cell; option: Option | null }

/** The calendar year of a YearRef: yearOf('Y-2', 2021) is 2019. */
export function yearOf(ref: YearRef, baseYear: number): number {
  return baseYear + (ref === 'Y' ? 0 : Number(ref.slice(1)))
}

const YEAR_GAP = /\{Y([+-]\d)?\}/g

/** Fills {Y}, {Y-1}, {Y+3} … in a label or wording. */
export function fillYears(text: string, baseYear: number): string {
  if (!text.includes('{Y')) return text
  return text.replace(YEAR_GAP, (_, offset: string | undefined) =>
    String(baseYear + Number(offset ?? 0)),
  )
}

type Index = { rows: Place[]; byKey: Map<string, Place>; own: Map<string, Place> }

const indexes = new WeakMap<Edition, Index>()

function indexOf(edition: Edition): Index {
  const known = indexes.get(edition)
  if (known) return known
  const index: Index = { rows: [], byKey: new Map(), own: new Map() }
  for (const part of edition.form.parts) {
    for (const block of part.blocks) {
      for (const row of block.rows) {
        const place = { part, block, row, key: row.key, own: null }
        index.rows.push(place)
        index.byKey.set(row.key, place)
      }
      if (block.own) {
        index.own.set(block.own.key, { part, block, row: block.own, key: block.own.key, own: 0 })
      }
    }
  }
  indexes.set(edition, index)
  return index
}

/** Every row of the form in its order, without the templates of own rows. */
export function rowsOf(edition: Edition): readonly Place[] {
  return indexOf(edition).rows
}

/** The row of a key; an own row «key#3» resolves to its block's template. A template's bare key is no row. */
export function findRow(edition: Edition, rowKey: string): Place | undefined {
  const index = indexOf(edition)
  const hash = rowKey.indexOf('#')
  if (hash < 0) return index.byKey.get(rowKey)
  const template = index.own.get(rowKey.slice(0, hash))
  const number = rowKey.slice(hash + 1)
  if (!template || !/^[1-9]\d{0,2}$/.test(number)) return undefined
  return { ...template, key: rowKey, own: Number(number) }
}

/** The parts of a FieldRef: `row/cell` or `row/cell/box`. */
export function splitRef(fieldRef: string): { row: string; cell: string; box: string | null } {
  const [row = '', cell = '', box] = fieldRef.split('/')
  return { row, cell, box: box ?? null }
}

/** The cell, or the box of a tick group, that a FieldRef means. */
export function findCell(edition: Edition, fieldRef: string): CellPlace | undefined {
  const ref = splitRef(fieldRef)
  const place = findRow(edition, ref.row)
  const cell = place?.row.cells.find((candidate) => candidate.key === ref.cell)
  if (!place || !cell) return undefined
  if (ref.box === null) return { place, cell, option: null }
  const option = cell.options?.find((candidate) => candidate.code === ref.box)
  return option ? { place, cell, option } : undefined
}

/** The year a cell stands for: its own `year`, or its key where that is one («Y-1»). */
export function yearRefOf(cell: Cell): YearRef | null {
  return cell.year ?? YearRef.safeParse(cell.key).data ?? null
}

function yearLabel(ref: YearRef, baseYear: number | undefined): string {
  if (baseYear !== undefined) return `${yearOf(ref, baseYear)}年`
  return ref === 'Y' ? '基准年' : `基准年${ref.slice(1)}`
}

function cellLabel(cell: Cell, baseYear: number | undefined): string {
  const label = (cell.label ?? '').replace(/：$/, '')
  if (label.includes('{Y') && baseYear !== undefined) return fillYears(label, baseYear)
  const bare = label.replace(YEAR_GAP, '基准年$1')
  const year = label.includes('{Y') ? null : yearRefOf(cell)
  return [year === null ? '' : yearLabel(year, baseYear), bare].filter(Boolean).join(' ')
}

/** A row's name without the unit that the paper prints behind it, and with its group where it has one. */
export function nameOf(row: Row): string {
  const units = new Set(row.cells.map((cell) => `（${cell.unit ?? ''}）`))
  const unit = [...units].find((printed) => row.label.endsWith(printed)) ?? ''
  const name = row.label.slice(0, row.label.length - unit.length)
  const group = (row.group ?? '').replace(/（[^（）]*）$/, '')
  return [group, name].filter(Boolean).join(' ')
}

/** What a cell is called: «集群总产值 2021年», a box «集群已开展的质量品牌建设工作：建立了品牌运营机制». Without a base year, years read «基准年-1». */
export function labelOfCell(found: CellPlace, baseYear?: number): string {
  const { place, cell, option } = found
  const number = place.own === null ? '' : `第${place.own}项`
  const row = nameOf(place.row) + number
  const own = row.includes('{Y') ? (cell.label ?? '') : cellLabel(cell, baseYear)
  const label = row === own ? row : [row, own].filter(Boolean).join(' ')
  const filled = baseYear === undefined ? label : fillYears(label, baseYear)
  return option ? `${filled}：${option.label}` : filled
}

/** The label of a FieldRef; the reference itself where the edition has no such cell. */
export function labelOf(fieldRef: string, edition: Edition, baseYear?: number): string {
  const found = findCell(edition, fieldRef)
  return found ? labelOfCell(found, baseYear) : fieldRef
}

/** «一、基本情况»; a part without number is called by its title alone. */
export function partLabel(part: Part, baseYear?: number): string {
  const label = /^[一二三四五六七八九十]+$/.test(part.number)
    ? `${part.number}、${part.title}`
    : part.title
  return baseYear === undefined ? label : fillYears(label, baseYear)
}
