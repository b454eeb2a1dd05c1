// One act = one transaction = one audit event. If either can't be written, neither is. Actions never call actions.
import { randomUUIDv7 } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { deferred, prepared } from '#db/driver.ts'
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

/** Declares an act by the name under which the audit keeps it. Throws a Problem, and then nothing has changed. */
export function action<Input, Answer>(
  act: string,
  run: (work: Work, input: Input) => Promise<Done<Answer>>,
): Action<Input, Answer> {
  return (app, actor, input) =>
    app.db.transaction().execute(async (db) => {
      const now = await readClock(db, app.clock)
      const done = await run({ db, actor, now, newId: randomUUIDv7 }, input)
      if (done.event) await writeEvent(db, actor, now, act, done.event)
      return done.answer
    })
}

/** The instant as the database sees it, with the test offset. */
export async function readClock(db: Kysely<Tables>, clock: Clock): Promise<Date> {
  const query = sql<{ now: Date }>`select clock_timestamp() as now`.compile(db)
  const [row] = (await db.executeQuery(prepared(query))).rows
  if (!row) throw new Error('the database gave no time')
  return new Date(row.now.getTime() + clock.offsetMs)
}

/** Sent in one write with `commit`: an event that can't be written fails the whole act. */
async function writeEvent(
  db: Kysely<Tables>,
  actor: Actor,
  now: Date,
  act: string,
  event: Event,
): Promise<void> {
  const written = db
    .insertInto('audit_event')
    .values({
      stream_id: event.streamId,
      id: randomUUIDv7(),
      stream_kind: event.stream,
      at: now,
      act,
      actor_id: actor.personId,
      actor_name: actor.name,
      role: actor.role,
      authority_id: actor.authorityId,
      authority_name: actor.authorityName,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .compile()
  await db.executeQuery(deferred(written))
}
