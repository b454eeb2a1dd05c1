// The one way in which a declaration moves: the table allows it, one UPDATE on state and revision as seen does it.
import type { Kysely } from 'kysely'
import type { Moved } from '#contract/review.ts'
import type { Tables } from '#db/tables.ts'
import { type Act, actNames, findTransition, type State, stateNames } from '#domain/lifecycle.ts'
import { Problem } from '#domain/problem.ts'
import { action, type Action, type Work } from '../action.ts'
import {
  canDo,
  getRoute,
  getVisible,
  positionOf,
  type Route,
  type Visible,
} from '../declaration/scope.ts'

type Db = Kysely<Tables>

export interface Target {
  readonly clusterId: string
  readonly id: string
  /** The revision that the page saw. */
  readonly revision: number
  readonly reason?: string
}

/** A declaration in the hands of the act that is about to move it. */
export interface Case {
  readonly found: Visible
  readonly route: Route
  readonly stepAt: (step: number) => Route[number]
}

/** Where the act leads: the new state, and the step that then holds the file. */
export interface Move {
  readonly state: State
  readonly step?: number
  readonly senderStep?: number | null
  readonly set?: {
    handed_in_by?: string | null
    submitted_at?: Date
    returned_by_step?: number | null
  }
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Declares an act of the life cycle. `decide` says where it leads and writes what belongs to it; the state itself is moved here,
 * by one conditional UPDATE. Throws out_of_turn when the table doesn't list the act, lost_race when another was faster.
 */
export function lifecycleAct<Input extends Target>(
  act: Act,
  decide: (work: Work, held: Case, input: Input) => Promise<Move>,
): Action<Input, Moved> {
  return action<Input, Moved>(`declaration.${act}`, async (work, input) => {
    const { db, actor, now } = work
    await lock(db, input)
    const found = await getVisible(db, actor, input.clusterId, input.id)
    const route = await getRoute(db, input.clusterId, input.id)
    const allowed = findTransition(act, actor.role, positionOf(found, route))
    if (!allowed)
      throw new Problem('out_of_turn', {
        words: { state: stateNames[found.state as State], act: actNames[act] },
      })
    if (found.revision !== input.revision) throw new Problem('lost_race')
    if (allowed.reason && !input.reason?.trim()) throw new Problem('reason_required')
    const move = await decide(work, { found, route, stepAt: (step) => at(route, step) }, input)
    if (allowed.to && !allowed.to.includes(move.state))
      throw new Error(`${act} does not lead to ${move.state}`)
    await moveTo(db, found, move, now)
    const after = await getVisible(db, actor, input.clusterId, input.id)
    const can = canDo(actor, after, await getRoute(db, input.clusterId, input.id))
    return {
      answer: {
        state: move.state,
        stateName: stateNames[move.state],
        revision: after.revision,
        can,
      },
      event: {
        stream: 'cluster',
        streamId: input.clusterId,
        detail: {
          ...move.detail,
          declaration: input.id,
          from: found.state,
          to: move.state,
          step: move.step ?? found.step,
          ...(input.reason ? { reason: input.reason } : {}),
        },
      },
    }
  })
}

/** Waits for saves that are under way and holds off new ones, so that what is judged complete is what moves on. */
async function lock(db: Db, { clusterId, id }: Target): Promise<void> {
  await db
    .selectFrom('declaration')
    .select('id')
    .where('cluster_id', '=', clusterId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute()
}

function at(route: Route, step: number): Route[number] {
  const held = route.find((candidate) => candidate.step === step)
  if (!held) throw new Error(`the route has no step ${step}`)
  return held
}

async function moveTo(db: Db, found: Visible, move: Move, now: Date): Promise<void> {
  const moved = await db
    .updateTable('declaration')
    .set({
      state: move.state,
      step: move.step ?? found.step,
      sender_step: move.senderStep === undefined ? found.sender_step : move.senderStep,
      revision: found.revision + 1,
      updated_at: now,
      ...move.set,
    })
    .where('cluster_id', '=', found.cluster_id)
    .where('id', '=', found.id)
    .where('state', '=', found.state)
    .where('revision', '=', found.revision)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new Problem('lost_race')
}

/** Notes on one step of the route. */
export async function markStep(
  db: Db,
  found: Pick<Visible, 'cluster_id' | 'id'>,
  step: number,
  set: {
    reached_at?: Date | null
    opened_at?: Date | null
    forwarded_at?: Date | null
    holds_place?: boolean
    opinion?: string | null
  },
): Promise<void> {
  await db
    .updateTable('declaration_step')
    .set(set)
    .where('cluster_id', '=', found.cluster_id)
    .where('declaration_id', '=', found.id)
    .where('step', '=', step)
    .execute()
}
