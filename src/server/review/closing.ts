// What a batch no longer takes: after its deadline, after its notice, after its list.
import { BatchState } from '#contract/policy.ts'
import { type Act, actNames } from '#domain/lifecycle.ts'
import { Problem } from '#domain/problem.ts'
import type { Work } from '../action.ts'
import { batchStateNames, dateInChina, getBatchContent } from '../policy/queries.ts'
import type { Case } from './transition.ts'

/** Waits for a notice or list that is just coming out: no file slips in behind it. */
export async function refuseClosed(
  { db }: Work,
  { found }: Case,
  act: Act,
  states: readonly BatchState[],
): Promise<void> {
  const batch = await db
    .selectFrom('batch')
    .select('state')
    .where('id', '=', found.batch_id)
    .forShare()
    .executeTakeFirstOrThrow()
  const state = BatchState.parse(batch.state)
  if (!states.includes(state))
    throw new Problem('out_of_turn', {
      words: { state: batchStateNames[state], act: actNames[act] },
    })
}

/** The batch's deadline is the one to the deciding body: after its day nothing more is sent there. */
export async function refuseLate(
  { db, now }: Work,
  { found, route }: Case,
  from: number,
): Promise<void> {
  if (route.find((step) => step.step === from + 1)?.kind !== 'decide') return
  const batch = await db
    .selectFrom('batch')
    .select(['code', 'title'])
    .where('id', '=', found.batch_id)
    .executeTakeFirstOrThrow()
  const { deadline } = await getBatchContent(db, batch.code, found.batch_version)
  // a file that the deciding body itself returned comes back after the deadline as well
  const wasThere = found.returned_by_step === from + 1
  if (deadline.value === null || dateInChina(now) <= deadline.value || wasThere) return
  throw new Problem('deadline_passed', { words: { batch: batch.title, deadline: deadline.value } })
}
