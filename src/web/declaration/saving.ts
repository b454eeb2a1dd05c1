// Saving row by row: one queue a row, one attempt at a time, and nothing unsaved is forgotten.
// Knows neither network nor clock nor browser: sender, timer, keys and the store of unsaved rows are handed in.
import type { SavedRow } from '#contract/declaration.ts'
import type { FieldProblem } from '#domain/declaration/check-value.ts'
import type { DeclarationValues, RowValues } from '#domain/declaration/values.ts'
import { emptyEntry, entryOf, sameCells, savedOf, summarise } from './saving-row.ts'
import type { Attempt, KeptRow, Outcome, RowEntry, SavingSummary } from './saving-row.ts'

export type SavingParts = {
  send(row: string, attempt: Attempt): Promise<Outcome>
  /** The row as the server would store it, and what it would refuse: domain/declaration/check-value.ts. */
  check(row: string, cells: RowValues): { values: RowValues; problems: readonly FieldProblem[] }
  timer: { set(run: () => void, ms: number): unknown; clear(handle: unknown): void }
  newKey(): string
  keep: { put(row: string, kept: KeptRow): void; drop(row: string): void }
}

type Queue = {
  entry: RowEntry
  draft: RowValues | null
  attempt: Attempt | null
  inFlight: boolean
  /** The field was left: an entry that can't be saved is told now, no longer only held back. */
  final: boolean
  timer: unknown
  failures: number
}

function emptyQueue(entry: RowEntry): Queue {
  return {
    entry,
    draft: null,
    attempt: null,
    inFlight: false,
    final: false,
    timer: null,
    failures: 0,
  }
}

const DEBOUNCE = 600
const BACKOFF = [1000, 2000, 4000, 8000, 15_000, 30_000]
export class RowSaving {
  readonly #parts: SavingParts
  readonly #queues = new Map<string, Queue>()
  readonly #listeners = new Map<string, Set<() => void>>()
  readonly #all = new Set<() => void>()
  #lastSavedAt: string | null = null
  #summary: SavingSummary | null = null
  #values: DeclarationValues | null = null
  #stopped = false

  constructor(parts: SavingParts, rows: readonly SavedRow[]) {
    this.#parts = parts
    for (const row of rows) {
      this.#queues.set(row.row, emptyQueue(entryOf(row)))
      if (this.#lastSavedAt === null || row.updatedAt > this.#lastSavedAt) {
        this.#lastSavedAt = row.updatedAt
      }
    }
  }

  entry(row: string): RowEntry {
    return this.#queue(row).entry
  }

  /** Keys of all rows that hold or held something. */
  rows(): readonly string[] {
    return [...this.#queues.keys()]
  }

  /** Calls back when this row changes; answers how to stop. */
  subscribe(row: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(row) ?? new Set()
    this.#listeners.set(row, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  subscribeAll(listener: () => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  /** The whole row as entered. Sent after a pause in typing, or at once with `now`. */
  change(row: string, cells: RowValues, now = false): void {
    const queue = this.#queue(row)
    const asSaved = sameCells(cells, queue.entry.saved)
    if (asSaved && queue.attempt === null && queue.entry.theirs === null) {
      this.#settle(queue)
      return
    }
    queue.draft = cells
    queue.final = now
    this.#keep(queue)
    if (queue.entry.state === 'conflict') {
      this.#set(queue, { cells })
      return
    }
    const unanswered = queue.attempt !== null && queue.entry.state === 'offline'
    const state = queue.inFlight ? 'saving' : unanswered ? 'offline' : 'waiting'
    this.#set(queue, { cells, state, problems: [], message: null })
    if (state === 'waiting') this.#schedule(queue, now ? 0 : DEBOUNCE)
  }

  /** The field was left: what is waiting goes out now. */
  flush(row: string): void {
    const queue = this.#queue(row)
    queue.final = true
    if (queue.entry.state === 'waiting') this.#run(queue)
  }

  /** Everything that waits, or that a person may have put right meanwhile, goes out now. */
  retryNow(): void {
    for (const queue of this.#queues.values()) {
      const { state } = queue.entry
      queue.final = true
      if (state === 'waiting' || state === 'offline' || state === 'signed_out') this.#run(queue)
    }
  }

  /** Sends all that waits and answers the summary once nothing is on its way any more. */
  async drain(): Promise<SavingSummary> {
    this.retryNow()
    for (;;) {
      const summary = this.summary()
      if (!summary.busy) return summary
      await new Promise<void>((resolve) => {
        const stop = this.subscribeAll(() => {
          stop()
          resolve()
        })
      })
    }
  }

  /** Rows as others saved them. A row with unsaved text of mine stays; its next save meets the conflict. */
  receive(rows: readonly SavedRow[]): void {
    for (const row of rows) {
      const queue = this.#queue(row.row)
      if (row.revision <= queue.entry.revision || queue.draft !== null) continue
      this.#set(queue, { ...entryOf(row), foreign: queue.entry.foreign + 1 })
    }
  }

  /** What the person chose where two had changed the same row. */
  resolve(row: string, choice: 'mine' | 'theirs'): void {
    const queue = this.#queue(row)
    const { theirs } = queue.entry
    if (theirs === null) return
    const foreign = queue.entry.foreign + 1
    if (choice === 'theirs') {
      queue.draft = null
      this.#parts.keep.drop(row)
      this.#set(queue, { ...entryOf(theirs), foreign })
      return
    }
    const cells = queue.draft ?? queue.entry.cells
    queue.draft = cells
    queue.final = true
    this.#set(queue, { ...entryOf(theirs), cells, foreign, state: 'waiting' })
    this.#keep(queue)
    this.#run(queue)
  }

  /** Unsaved rows of an earlier visit: sent where nothing changed since, shown as a conflict where something did. */
  restore(kept: ReadonlyMap<string, KeptRow>): readonly string[] {
    const restored: string[] = []
    for (const [row, held] of kept) {
      const queue = this.#queue(row)
      if (held.attempt === null && this.#isSaved(queue, held.cells)) {
        this.#parts.keep.drop(row)
        continue
      }
      restored.push(row)
      queue.draft = held.cells
      queue.attempt = held.attempt
      queue.final = true
      const changed = held.attempt === null && held.revision !== queue.entry.revision
      const theirs = changed ? savedOf(queue.entry) : null
      this.#set(queue, { cells: held.cells, theirs, state: changed ? 'conflict' : 'waiting' })
      if (!changed) this.#run(queue)
    }
    return restored
  }

  summary(): SavingSummary {
    this.#summary ??= summarise(
      [...this.#queues.values()].map((queue) => queue.entry),
      this.#lastSavedAt,
    )
    return this.#summary
  }

  /** All rows as the server would store them, unsaved ones included; cells with a mistake are left out. */
  values(): DeclarationValues {
    this.#values ??= Object.fromEntries(
      [...this.#queues.values()].map((queue) => [
        queue.entry.row,
        queue.draft === null
          ? queue.entry.saved
          : this.#parts.check(queue.entry.row, queue.draft).values,
      ]),
    )
    return this.#values
  }

  /** Ends all waiting; what is unsaved stays kept for the next visit. */
  stop(): void {
    this.#stopped = true
    for (const queue of this.#queues.values()) this.#parts.timer.clear(queue.timer)
  }

  /** The opposite of stop: a page that was only remounted goes on. */
  start(): void {
    this.#stopped = false
    this.retryNow()
  }

  #queue(row: string): Queue {
    const known = this.#queues.get(row)
    if (known) return known
    const queue = emptyQueue(emptyEntry(row))
    this.#queues.set(row, queue)
    return queue
  }

  #isSaved(queue: Queue, cells: RowValues): boolean {
    const { row, saved } = queue.entry
    return sameCells(this.#parts.check(row, cells).values, saved) || sameCells(cells, saved)
  }

  #settle(queue: Queue): void {
    queue.draft = null
    this.#parts.timer.clear(queue.timer)
    this.#parts.keep.drop(queue.entry.row)
    const { saved } = queue.entry
    this.#set(queue, { cells: saved, state: 'clean', problems: [], message: null, theirs: null })
  }

  #keep(queue: Queue): void {
    if (queue.draft === null) return
    const { row, revision } = queue.entry
    this.#parts.keep.put(row, { cells: queue.draft, revision, attempt: queue.attempt })
  }

  #schedule(queue: Queue, ms: number): void {
    this.#parts.timer.clear(queue.timer)
    if (this.#stopped) return
    queue.timer = this.#parts.timer.set(() => this.#run(queue), ms)
  }

  #run(queue: Queue): void {
    this.#parts.timer.clear(queue.timer)
    if (queue.inFlight || queue.draft === null || queue.entry.state === 'conflict') return
    // A save without an answer may have taken effect: it is asked again, unchanged, before anything newer goes out.
    const attempt = queue.attempt ?? this.#nextAttempt(queue, queue.draft)
    if (attempt === null) return
    queue.attempt = attempt
    queue.inFlight = true
    this.#keep(queue)
    this.#set(queue, { state: 'saving', problems: [], message: null })
    void this.#parts.send(queue.entry.row, attempt).then((outcome) => {
      queue.inFlight = false
      this.#take(queue, attempt, outcome)
    })
  }

  #nextAttempt(queue: Queue, draft: RowValues): Attempt | null {
    const { row, revision } = queue.entry
    const { problems } = this.#parts.check(row, draft)
    if (problems.length === 0) return { key: this.#parts.newKey(), revision, cells: draft }
    if (queue.final) this.#set(queue, { state: 'refused', problems, message: null })
    return null
  }

  #take(queue: Queue, attempt: Attempt, outcome: Outcome): void {
    if (outcome.kind === 'lost') {
      const wait = BACKOFF[Math.min(queue.failures, BACKOFF.length - 1)] ?? 30_000
      queue.failures += 1
      this.#set(queue, { state: 'offline', message: outcome.message })
      this.#schedule(queue, wait)
      return
    }
    queue.failures = 0
    queue.attempt = null
    const newer = !sameCells(queue.draft ?? {}, attempt.cells)
    if (outcome.kind === 'saved') this.#takeSaved(queue, outcome.row, newer)
    else if (outcome.kind === 'stale') this.#takeStale(queue, outcome.theirs)
    else if (outcome.kind === 'key_reused' || (newer && outcome.kind === 'refused'))
      this.#again(queue)
    else if (outcome.kind === 'refused') {
      this.#set(queue, { state: 'refused', problems: outcome.problems, message: outcome.message })
    } else {
      // Never answered in earnest: the same save goes out again once the person has signed in.
      queue.attempt = outcome.kind === 'signed_out' ? attempt : null
      this.#set(queue, { state: outcome.kind, message: outcome.message })
    }
    this.#keep(queue)
  }

  #takeSaved(queue: Queue, row: SavedRow, newer: boolean): void {
    this.#lastSavedAt = row.updatedAt
    const overtaken = row.revision < queue.entry.revision
    if (!newer) {
      queue.draft = null
      this.#parts.keep.drop(row.row)
      const { foreign } = queue.entry
      this.#set(queue, entryOf(overtaken ? savedOf(queue.entry) : row, foreign))
      return
    }
    if (overtaken) {
      this.#takeStale(queue, savedOf(queue.entry))
      return
    }
    const cells = queue.draft ?? row.cells
    this.#set(queue, { ...entryOf(row, queue.entry.foreign), cells })
    this.#again(queue)
  }

  #takeStale(queue: Queue, theirs: SavedRow): void {
    const mine = this.#parts.check(theirs.row, queue.draft ?? {}).values
    if (sameCells(mine, theirs.cells)) {
      queue.draft = null
      this.#parts.keep.drop(theirs.row)
      this.#set(queue, entryOf(theirs, queue.entry.foreign))
      return
    }
    this.#set(queue, { state: 'conflict', theirs, problems: [], message: null })
  }

  #again(queue: Queue): void {
    this.#set(queue, { state: 'waiting', problems: [], message: null })
    this.#schedule(queue, queue.final ? 0 : DEBOUNCE)
  }

  #set(queue: Queue, changed: Partial<RowEntry>): void {
    queue.entry = { ...queue.entry, ...changed }
    this.#summary = null
    this.#values = null
    for (const listener of this.#listeners.get(queue.entry.row) ?? []) listener()
    for (const listener of this.#all) listener()
  }
}
