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

type Wish = 'prepared' | 'deferred'

const wishes = new WeakMap<CompiledQuery, Wish>()
const names = new Map<string, string>()

/** Keeps a frequent statement parsed on every connection. Its text must be one of few: each takes memory there. */
export function prepared<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  wishes.set(query, 'prepared')
  return query
}

/** A prepared statement of constant text, for acts so frequent that building it each time would tell. */
export function statement<Row>(text: string, values: readonly unknown[]): CompiledQuery<Row> {
  return prepared(CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>)
}

/** As prepared, and sent together with the next statement of its transaction or with `commit`, which then fails in its place. */
export function deferred<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  wishes.set(query, 'deferred')
  return query
}

/** Kysely's dialect on a pool in pipeline mode. */
export class PipelineDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new PipelineDriver(this.#pool)
  }
}

class PipelineDriver implements Driver {
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
    connection.begin(`begin${level} ${settings.accessMode ?? ''}`)
  }

  async commitTransaction(connection: Connection): Promise<void> {
    const { command } = await connection.send({ text: 'commit' })
    // PostgreSQL answers ROLLBACK if a statement failed before.
    if (command === 'ROLLBACK') throw new AbortedTransactionError()
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
  #waiting: pg.QueryConfig[] = []
  #begun = false
  #broken = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  begin(text: string): void {
    this.#begun = false
    this.#waiting = [{ text }]
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const wish = wishes.get(query)
    const config = toConfig(query, wish !== undefined)
    if (wish === 'deferred') {
      this.#waiting.push(config)
      return { rows: [] }
    }
    const { command, rowCount, rows } = await this.send<Row & pg.QueryResultRow>(config)
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
    return changes ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
  }

  /** Sends what waits and this one in a single write; the first of them that failed is what went wrong. */
  async send<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const waiting = this.#waiting
    if (waiting.length === 0) return this.#client.query<Row>(config)
    this.#waiting = []
    this.#begun = true
    const { stream } = this.#client.connection
    stream.cork()
    const before = Promise.all(waiting.map((held) => this.#client.query(held)))
    const last = this.#client.query<Row>(config)
    stream.uncork()
    const [first, answer] = await Promise.allSettled([before, last])
    if (first.status === 'rejected') throw first.reason
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
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

function toConfig(query: CompiledQuery, isPrepared: boolean): pg.QueryConfig {
  const text = query.sql
  const values = [...query.parameters]
  if (!isPrepared) return { text, values }
  const name = names.get(text) ?? `jiqun_${names.size}`
  names.set(text, name)
  return { name, text, values }
}
