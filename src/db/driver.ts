// How Kysely reaches PostgreSQL: frequent statements stay prepared, and those whose answer nobody reads travel with the next one.
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { type Answer, Batch, HeldStatements, type Statement } from './batch.ts'

/** How a statement is to be sent; Kysely passes the object through as it is. */
interface Wished<Row> extends CompiledQuery<Row> {
  readonly wish: 'prepared' | 'deferred'
}

const blank = CompiledQuery.raw('')

/** A frequent statement of constant text and plain values; every connection parses and plans it once. */
export function statement<Row>(text: string, values: readonly unknown[]): CompiledQuery<Row> {
  const wished: Wished<Row> = { ...blank, sql: text, parameters: values, wish: 'prepared' }
  return wished
}

/**
 * Sent together with the next statement of its transaction or with `commit`, which then fails in its place; its rows
 * are lost. It is prepared as by `statement`, so its text must be one of few.
 */
export function deferred<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  const wished: Wished<Row> = { ...query, wish: 'deferred' }
  return wished
}

/** Kysely's own dialect, but for how statements are sent. */
export class BatchDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new BatchDriver(this.#pool)
  }
}

class BatchDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #connections = new WeakMap<pg.PoolClient, Connection>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    const client = await this.#pool.connect()
    const known = this.#connections.get(client) ?? new Connection(client)
    this.#connections.set(client, known)
    return known
  }

  async beginTransaction(connection: Connection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    connection.begin(`begin${level} ${settings.accessMode ?? ''}`.trim())
  }

  async commitTransaction(connection: Connection): Promise<void> {
    const answer = await connection.send([{ text: 'commit', values: [] }])
    // PostgreSQL answers ROLLBACK if a statement failed before.
    if (answer?.command === 'ROLLBACK') throw new AbortedTransactionError()
  }

  rollbackTransaction(connection: Connection): Promise<void> {
    return connection.rollback()
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release()
  }

  destroy(): Promise<void> {
    return this.#pool.end()
  }
}

class Connection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #known = new HeldStatements()
  #waiting: Statement[] = []
  #begun = false
  #broken = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  begin(text: string): void {
    this.#waiting = [{ text, values: [] }]
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql: text, parameters: values } = query
    const wish = 'wish' in query ? query.wish : undefined
    if (wish === 'deferred') {
      this.#waiting.push({ text, values })
      return { rows: [] }
    }
    const { command, count, rows } = wish
      ? await this.send([{ text, values }])
      : await this.#query(text, values)
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
    const read = rows as Row[]
    return changes ? { rows: read, numAffectedRows: BigInt(count) } : { rows: read }
  }

  /** What waits and these in a single write; answers the last. The first that failed is what went wrong. */
  async send(statements: readonly Statement[]): Promise<Answer> {
    const batch = new Batch([...this.#waiting, ...statements], this.#known)
    this.#begun ||= this.#waiting.length > 0
    this.#waiting = []
    this.#client.query(batch)
    const answer = (await batch.done).at(-1)
    if (!answer) throw new Error('nothing was sent')
    return answer
  }

  async #query(text: string, values: readonly unknown[]): Promise<Answer> {
    if (this.#waiting.length > 0) await this.send([])
    const { command, rowCount, rows } = await this.#client.query<Record<string, unknown>>(text, [
      ...values,
    ])
    return { command, count: rowCount ?? 0, rows }
  }

  async rollback(): Promise<void> {
    this.#waiting = []
    if (!this.#begun) return
    try {
      await this.#client.query('rollback')
    } catch (error) {
      this.#broken = true
      throw error
    }
  }

  release(): void {
    this.#waiting = []
    this.#begun = false
    this.#client.release(this.#broken)
  }

  streamQuery(): never {
    throw new Error('rows are read whole: no statement of the product streams')
  }
}
