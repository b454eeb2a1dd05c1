// The six lists as rows: what is printed beside its reading, which cluster each row names, and which are one.
import { parseList } from '#domain/registry/parse-list.ts'
import type { Validity } from '#domain/batch.ts'
import type { ListEntry, ListFiles, Reading } from './files.ts'
import { listedClusterId, stableId } from './stable-id.ts'

/** A row of `listing`, without what its cluster gets from linked ones. */
export interface ListingRow {
  readonly list_code: string
  readonly number: number
  readonly printed: string
  readonly printed_region: string | null
  readonly cluster_id: string
  readonly canonical_name: string
  readonly province_code: string
  readonly place_codes: readonly string[]
  readonly industry_division: string | null
  readonly repeat_of: number | null
  readonly repeat_reason: string | null
  readonly correction: string | null
  readonly unsure: string | null
  readonly aliases: readonly string[]
}

export interface LinkRow {
  readonly id: string
  readonly from_cluster_id: string
  readonly to_cluster_id: string
  readonly reason: string
  readonly confidence: 'exact' | 'high' | 'medium' | 'low'
}

/** Validity as the list words it; null: no term is stated. 〔2023〕3号 names the years, 〔2023〕283号 only «三年». */
export function readValidity(worded: string | null): Validity | null {
  if (worded === null) return null
  const years = /^(\d{4})年至(\d{4})年$/.exec(worded)
  if (years) return { kind: 'calendar', from: `${years[1]}-01-01`, to: `${years[2]}-12-31`, worded }
  if (worded === '三年') return { kind: 'start_unstated', years: 3, worded }
  throw new Error(`名单有效期“${worded}”无法识别。`)
}

/** A row of `listing_list`. */
export function buildList(entry: ListEntry, sequence: number) {
  const validity = readValidity(entry.validity)
  return {
    ...entry,
    sequence,
    validity,
    // The text lies in the rows; the table knows no file.
    file: undefined,
  }
}

/** Every printed row of one list. Throws when a row has no reading. */
export function buildListings({ entry, text, readings }: ListFiles): ListingRow[] {
  const byNumber = new Map(readings.map((reading) => [reading.number, reading]))
  return parseList(entry.code, text).map((row) => {
    const reading = byNumber.get(row.number)
    if (!reading) throw new Error(`名单 ${entry.code} 第 ${row.number} 行没有校读。`)
    return {
      list_code: entry.code,
      number: row.number,
      printed: row.printed,
      printed_region: row.printedRegion,
      cluster_id: listedClusterId(entry.code, row.number),
      canonical_name: reading.name,
      province_code: reading.province,
      place_codes: reading.places,
      industry_division: reading.industry,
      repeat_of: reading.repeat_of ?? null,
      repeat_reason: reading.repeat_reason ?? null,
      correction: reading.correction ?? null,
      unsure: reading.unsure ?? null,
      aliases: reading.aliases,
    }
  })
}

interface Pointer {
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly confidence: LinkRow['confidence']
}

/** One link for each row that repeats another or names the same cluster; it leads to the one that is shown. */
export function buildLinks(lists: readonly ListFiles[]): LinkRow[] {
  const pointers = lists.flatMap(({ entry, readings }) =>
    readings.flatMap((reading) => pointersOf(entry.code, reading)),
  )
  const next = new Map(pointers.map((pointer) => [pointer.from, pointer]))
  return pointers.map(({ from, reason }) => {
    const { root, confidence } = follow(from, next)
    const id = stableId(`link/${from}/${root}/${confidence}/${reason}`)
    return { id, from_cluster_id: from, to_cluster_id: root, reason, confidence }
  })
}

function pointersOf(list: string, reading: Reading): Pointer[] {
  const from = listedClusterId(list, reading.number)
  if (reading.repeat_of !== undefined) {
    const reason = reading.repeat_reason ?? '名单内重复'
    const confidence = reason.startsWith('完全重复') ? 'exact' : 'high'
    return [{ from, to: listedClusterId(list, reading.repeat_of), reason, confidence }]
  }
  if (reading.same_as === undefined) return []
  const { list: other, number, reason, confidence } = reading.same_as
  return [{ from, to: listedClusterId(other, number), reason, confidence }]
}

const byConfidence = ['exact', 'high', 'medium', 'low'] as const

/** Repeats may chain; a chain is as sure as its weakest link. A circle would be an error in the readings. */
function follow(
  from: string,
  next: ReadonlyMap<string, Pointer>,
): { root: string; confidence: LinkRow['confidence'] } {
  let root = from
  let weakest = 0
  for (let steps = 0; steps < 20; steps++) {
    const pointer = next.get(root)
    if (pointer === undefined) return { root, confidence: byConfidence[weakest] ?? 'low' }
    root = pointer.to
    weakest = Math.max(weakest, byConfidence.indexOf(pointer.confidence))
  }
  throw new Error('名单校读中的重复关系成环。')
}
