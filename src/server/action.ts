// One act = one transaction = one audit event. If either can't be written, neither is. Actions never call actions.
import { randomUUIDv7 } from 'node:crypto'
import type { CompiledQuery, Kysely } from 'kysely'
import { deferred, statement } from '#db/driver.ts'
import type { Tables } from '#db/tables.ts'
import type { Actor } from '#domain/people.ts'

/** The clock of the product is the database's, plus an offset that only a test handle can set. */
export interface Clock {
  offsetMs: number
}

/** What every request handler gets: the database and the clock; nothing module-level. */
export interface App {
  readonly db: Kysely<Tables>
  readonly clock: Clock
}

/** The hands of one act. `db` is the transaction. */
export interface Work {
  readonly db: Kysely<Tables>
  readonly actor: Actor
  readonly now: Date
  readonly newId: () => string
}

/** The one event of an act. The stream is the cluster, batch, person or policy document that it belongs to. */
export interface Event {
  readonly stream: 'cluster' | 'batch' | 'person' | 'policy'
  readonly streamId: string
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface Done<Answer> {
  readonly answer: Answer
  /** null only when nothing was done (a repeated key, a value that is already there). */
  readonly event: Event | null
}

export type Action<Input, Answer> = (app: App, actor: Actor, input: Input) => Promise<Answer>

/**
 * Declares an act by the name under which the audit keeps it. Throws a Problem, and then nothing has changed.
 * `look` is what a frequent act reads or locks first, its rows come to `run` as `seen`; to spare a query it tells the
 * time as well, as `clock_timestamp() as now`.
 */
export function action<Input, Answer, Row extends { readonly now: Date } = never>(
  act: string,
  run: (work: Work, input: Input, seen: readonly Row[]) => Promise<Done<Answer>>,
  look?: (actor: Actor, input: Input) => CompiledQuery<Row>,
): Action<Input, Answer> {
  return (app, actor, input) =>
    app.db.transaction().execute(async (db) => {
      const seen = look ? (await db.executeQuery(look(actor, input))).rows : []
      const now = seen[0] ? toInstant(seen, app.clock) : await readClock(db, app.clock)
      const done = await run({ db, actor, now, newId: randomUUIDv7 }, input, seen)
      if (done.event) await writeEvent(db, actor, now, act, done.event)
      return done.answer
    })
}

/** The instant as the database sees it, with the test offset. */
export async function readClock(db: Kysely<Tables>, clock: Clock): Promise<Date> {
  const query = statement<{ now: Date }>('select clock_timestamp() as now', [])
  return toInstant((await db.executeQuery(query)).rows, clock)
}

function toInstant([row]: readonly { now: Date }[], clock: Clock): Date {
  if (!row) throw new Error('the database gave no time')
  return new Date(row.now.getTime() + clock.offsetMs)
}

const eventText = `
  insert into audit_event
    (stream_id, id, stream_kind, at, act, actor_id, actor_name, role, authority_id, authority_name, detail)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

/** Sent in one write with `commit`: an event that can't be written fails the whole act. */
async function writeEvent(
  db: Kysely<Tables>,
  actor: Actor,
  now: Date,
  act: string,
  event: Event,
): Promise<void> {
  const query = statement(eventText, [
    event.streamId,
    randomUUIDv7(),
    event.stream,
    now,
    act,
    actor.personId,
    actor.name,
    actor.role,
    actor.authorityId,
    actor.authorityName,
    JSON.stringify(event.detail ?? {}),
  ])
  await db.executeQuery(deferred(query))
}
