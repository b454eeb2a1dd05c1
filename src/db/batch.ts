// Several prepared statements in one write with one answer: PostgreSQL runs them in turn and stops at the first that fails.
import type pg from 'pg'
import { typeParsers } from './type-parsers.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Answer {
  /** SELECT, INSERT, COMMIT … as PostgreSQL names it. */
  readonly command: string
  /** Rows touched, or answered. */
  readonly count: number
  readonly rows: Record<string, unknown>[]
}

interface Field {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** A statement as one connection knows it. Its columns are asked for once. */
interface Held {
  readonly name: string
  parsed: boolean
  fields: readonly Field[] | null
}

/** What one connection has parsed, by text. */
export class HeldStatements {
  readonly #byText = new Map<string, Held>()
  #names = 0

  get(text: string): Held {
    const known = this.#byText.get(text)
    if (known) return known
    const made: Held = { name: `jiqun_${this.#names++}`, parsed: false, fields: null }
    this.#byText.set(text, made)
    return made
  }

  /** The next time it gets another name: whether PostgreSQL knows this one is open. */
  forget(text: string): void {
    this.#byText.delete(text)
  }
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
}

/** To be given to `client.query`, as pg's cursors are; `done` has an answer for each statement, or the error of the first that failed. */
export class Batch implements pg.Submittable {
  readonly done: Promise<Answer[]>
  readonly #resolve: (answers: Answer[]) => void
  readonly #reject: (error: Error) => void
  readonly #statements: readonly Statement[]
  readonly #values: readonly (string | null)[][]
  readonly #known: HeldStatements
  readonly #answers: Answer[] = []
  #held: Held[] = []
  #rows: Record<string, unknown>[] = []

  constructor(statements: readonly Statement[], known: HeldStatements) {
    this.#statements = statements
    this.#values = statements.map(({ values }) => values.map(toText))
    this.#known = known
    const { promise, resolve, reject } = Promise.withResolvers<Answer[]>()
    this.done = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: pg.Connection): Error | null {
    this.#held = this.#statements.map(({ text }) => this.#known.get(text))
    const sent = new Set<Held>()
    connection.stream.cork()
    for (const [index, held] of this.#held.entries()) {
      const { name, parsed, fields } = held
      const text = this.#statements[index]?.text ?? ''
      if (!parsed && !sent.has(held)) connection.parse({ name, text, types: [] }, true)
      connection.bind({ statement: name, values: this.#values[index] }, true)
      if (!fields && !sent.has(held)) connection.describe({ type: 'P', name: '' }, true)
      connection.execute(null, true)
      sent.add(held)
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleRowDescription({ fields }: RowDescription): void {
    const held = this.#held[this.#answers.length]
    if (!held) return
    held.fields = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: typeParsers.getTypeParser(dataTypeID),
    }))
  }

  handleDataRow({ fields: texts }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {}
    for (const [index, { name, parse }] of (this.#current()?.fields ?? []).entries()) {
      const text = texts[index] ?? null
      row[name] = text === null ? null : parse(text)
    }
    this.#rows.push(row)
  }

  /** «UPDATE 1», «INSERT 0 1», «COMMIT» */
  handleCommandComplete({ text }: { readonly text: string }): void {
    const held = this.#current()
    if (held) {
      held.parsed = true
      held.fields ??= []
    }
    const [command = '', ...counts] = text.split(' ')
    this.#answers.push({ command, count: Number(counts.at(-1) ?? 0), rows: this.#rows })
    this.#rows = []
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#answers)
  }

  handleError(error: Error): void {
    const failed = this.#statements[this.#answers.length]
    if (failed && !this.#current()?.parsed) this.#known.forget(failed.text)
    this.#reject(error)
  }

  #current(): Held | undefined {
    return this.#held[this.#answers.length]
  }
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(`a prepared statement takes no ${typeof value}`)
}
