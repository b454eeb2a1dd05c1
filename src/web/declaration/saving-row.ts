// One printed row on its way to the server: what it shows, what it may meet, and what all rows say together.
import type { SavedRow } from '#contract/declaration.ts'
import type { FieldProblem } from '#domain/declaration/check-value.ts'
import type { CellValue, RowValues } from '#domain/declaration/values.ts'

/** clean: as saved · waiting: typed, not yet sent · offline: is sent again by itself · refused, closed, signed_out: a person must act. */
export type RowState =
  | 'clean'
  | 'waiting'
  | 'saving'
  | 'offline'
  | 'signed_out'
  | 'refused'
  | 'conflict'
  | 'closed'

/** One printed row as the page shows it: `cells` are mine while they are unsaved. */
export type RowEntry = {
  readonly row: string
  readonly cells: RowValues
  readonly saved: RowValues
  readonly originals: RowValues
  readonly revision: number
  readonly updatedAt: string | null
  readonly updatedBy: string | null
  readonly state: RowState
  readonly problems: readonly FieldProblem[]
  readonly message: string | null
  /** The other text of a conflict. */
  readonly theirs: SavedRow | null
  /** Moves when cells change by another hand than the one in the input: inputs then drop their own text. */
  readonly foreign: number
}

/** One save as it goes out. Sent again unchanged, with the same key, until it is answered. */
export type Attempt = {
  readonly key: string
  readonly revision: number
  readonly cells: RowValues
}

export type Outcome =
  | { readonly kind: 'saved'; readonly row: SavedRow }
  | { readonly kind: 'stale'; readonly theirs: SavedRow }
  | {
      readonly kind: 'refused'
      readonly message: string
      readonly problems: readonly FieldProblem[]
    }
  | { readonly kind: 'lost'; readonly message: string | null }
  | { readonly kind: 'key_reused' }
  | { readonly kind: 'signed_out' | 'closed'; readonly message: string }

/** An unsaved row as it survives a closed tab; `attempt` is a save that was sent and never answered. */
export type KeptRow = {
  readonly cells: RowValues
  readonly revision: number
  readonly attempt: Attempt | null
}

/** What the header says about all rows together. */
export type SavingSummary = {
  readonly unsaved: readonly string[]
  readonly conflicts: readonly string[]
  readonly refused: readonly string[]
  readonly busy: boolean
  readonly state: RowState
  readonly message: string | null
  readonly lastSavedAt: string | null
}

/** The gravest first: the header names this one. */
const GRAVITY: readonly RowState[] = [
  'conflict',
  'closed',
  'signed_out',
  'refused',
  'offline',
  'saving',
  'waiting',
]

/** Words over all rows; `entries` are all rows that hold or held something. */
export function summarise(entries: readonly RowEntry[], lastSavedAt: string | null): SavingSummary {
  const unsaved = entries.filter((entry) => entry.state !== 'clean')
  const state = GRAVITY.find((grave) => unsaved.some((entry) => entry.state === grave)) ?? 'clean'
  const named = (wanted: RowState) =>
    unsaved.filter((entry) => entry.state === wanted).map((entry) => entry.row)
  return {
    unsaved: unsaved.map((entry) => entry.row),
    conflicts: named('conflict'),
    refused: named('refused'),
    busy: unsaved.some((entry) => entry.state === 'saving' || entry.state === 'waiting'),
    state,
    message: unsaved.find((entry) => entry.state === state)?.message ?? null,
    lastSavedAt,
  }
}

/** A row as the server holds it. */
export function entryOf(saved: SavedRow, foreign = 0): RowEntry {
  return {
    row: saved.row,
    cells: saved.cells,
    saved: saved.cells,
    originals: saved.originals,
    revision: saved.revision,
    updatedAt: saved.updatedAt,
    updatedBy: saved.updatedBy,
    state: 'clean',
    problems: [],
    message: null,
    theirs: null,
    foreign,
  }
}

/** A row that was never saved. */
export function emptyEntry(row: string): RowEntry {
  const never = { row, cells: {}, originals: {}, revision: 0, updatedAt: '', updatedBy: '' }
  return { ...entryOf(never), updatedAt: null, updatedBy: null }
}

/** The server's side of a row. */
export function savedOf(entry: RowEntry): SavedRow {
  return {
    row: entry.row,
    cells: entry.saved,
    originals: entry.originals,
    revision: entry.revision,
    updatedAt: entry.updatedAt ?? '',
    updatedBy: entry.updatedBy ?? '',
  }
}

/** True when both hold the same answers; an empty cell and an absent one are the same. */
export function sameCells(a: RowValues, b: RowValues): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue(a[key], b[key]))
}

function sameValue(a: CellValue | undefined, b: CellValue | undefined): boolean {
  const left = a ?? ''
  const right = b ?? ''
  if (left.length === 0 || right.length === 0) return left.length === right.length
  if (typeof left === 'string' || typeof right === 'string') return left === right
  return left.length === right.length && left.every((code, index) => code === right[index])
}
