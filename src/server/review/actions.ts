// The acts of the chain, from the county's hand-in to the deciding body's proposal. What each may do stands in domain/lifecycle.ts.
import { Problem } from '#domain/problem.ts'
import type { Work } from '../action.ts'
import { getBatchContent, getEdition } from '../policy/queries.ts'
import { refuseClosed, refuseLate } from './closing.ts'
import { refuseIncomplete } from './completeness.ts'
import { labelOfMark } from './marks.ts'
import { freePlace, takePlace } from './places.ts'
import { type Case, lifecycleAct, markStep, type Move, type Target } from './transition.ts'

/** 填报人 hands the draft to 审核人. Everything required is there, or the problem lists what is not. */
export const handIn = lifecycleAct('hand_in', async ({ db, actor }, { found }) => {
  await refuseIncomplete(db, found)
  return { state: 'awaiting_approval', set: { handed_in_by: actor.personId } }
})

export const sendBack = lifecycleAct<Target>('send_back', async (_work, { found }) => ({
  state: draftState(found),
  set: { handed_in_by: null },
}))

/** 审核人, another person than 填报人, sends the file up. */
export const submit = lifecycleAct('submit', async (work, held) => {
  const { db, actor, now } = work
  if (held.found.handed_in_by === actor.personId) throw new Problem('same_person')
  await refuseIncomplete(db, held.found)
  await refuseClosed(work, held, 'submit', ['open', 'notice'])
  await refuseLate(work, held, 0)
  await settleReturn(work, held)
  return { ...(await sendUp(work, held, 0)), set: { submitted_at: now } }
})

/**
 * The sender takes the file back before the next level has opened it; its place is free again. A body that never had
 * the file open doesn't see it any more; one that returned it before goes on seeing it.
 */
export const recall = lifecycleAct('recall', async (work, held) => {
  const { found } = held
  const sender = found.sender_step ?? 0
  const freed = await freePlace(work.db, held, sender)
  await markStep(work.db, found, sender, { forwarded_at: null })
  if ((found.returned_by_step ?? 0) < found.step)
    await markStep(work.db, found, found.step, { reached_at: null })
  const state = sender === 0 ? draftState(found) : 'under_review'
  return { state, step: sender, senderStep: sender === 0 ? null : sender - 1, detail: { freed } }
})

/** The county withdraws for good. Nobody's place is freed by it but by whoever holds it giving it up. */
export const withdraw = lifecycleAct<Target>('withdraw', async () => ({ state: 'withdrawn' }))

export const open = lifecycleAct('open', async ({ db, now }, { found }) => {
  await markStep(db, found, found.step, { opened_at: now })
  return { state: 'under_review' }
})

/** Sends the file to the next level and takes a place of the body's quota, unless the file still has one. */
export const forward = lifecycleAct<Target & { readonly opinion: string }>(
  'forward',
  async (work, held, input) => {
    const { found } = held
    await refuseClosed(work, held, 'forward', ['open', 'notice'])
    await refuseLate(work, held, found.step)
    await takePlace(work.db, held, found.step)
    await markStep(work.db, found, found.step, { opinion: input.opinion || null })
    if (found.state === 'returned') await settleReturn(work, held)
    return { ...(await sendUp(work, held, found.step)), detail: { opinion: input.opinion } }
  },
)

export interface ReturnInput extends Target {
  readonly to: 'previous' | 'county'
  readonly items: readonly { readonly field: string; readonly reason: string }[]
}

/** Returns field by field, one level down or straight to the county. Places stay with the bodies that took them. */
export const returnFile = lifecycleAct<ReturnInput>(
  'return',
  async ({ db, now, newId }, { found, stepAt }, input) => {
    if (input.items.length === 0) throw new Problem('return_items_required')
    const toStep = input.to === 'county' ? 0 : Math.max(0, found.step - 1)
    const edition = await getEdition(db, found.edition_code, found.edition_version)
    const batch = await db
      .selectFrom('batch')
      .select(['code'])
      .where('id', '=', found.batch_id)
      .executeTakeFirstOrThrow()
    const { base_year: baseYear } = await getBatchContent(db, batch.code, found.batch_version)
    await db
      .insertInto('return_item')
      .values(
        input.items.map((item) => ({
          cluster_id: found.cluster_id,
          id: newId(),
          declaration_id: found.id,
          from_step: found.step,
          to_step: toStep,
          field: item.field,
          label: labelOfMark(item.field, edition, baseYear),
          reason: item.reason,
          created_at: now,
        })),
      )
      .execute()
    return {
      state: 'returned',
      step: toStep,
      senderStep: toStep === 0 ? null : toStep - 1,
      set: { returned_by_step: Math.max(found.returned_by_step ?? 0, found.step) },
      detail: { body: stepAt(toStep).body_name, items: input.items },
    }
  },
)

export const notRecommend = lifecycleAct<Target>('not_recommend', async () => ({
  state: 'not_recommended',
}))

/** The body gives up the place that it keeps for a file that is out below it. */
export const giveUpPlace = lifecycleAct<Target>('give_up_place', async (work, held) => {
  await freePlace(work.db, held, held.found.own_step)
  return { state: held.found.state as Move['state'] }
})

/** What is proposed goes on the notice, so nothing is proposed once that is out. */
export const propose = lifecycleAct('propose', async (work, held) => {
  await refuseClosed(work, held, 'propose', ['open'])
  return { state: 'proposed' }
})

export const unpropose = lifecycleAct<Target>('unpropose', async () => ({ state: 'under_review' }))
export const refuse = lifecycleAct<Target>('refuse', async () => ({ state: 'refused' }))
export const disqualify = lifecycleAct<Target>('disqualify', async () => ({
  state: 'disqualified',
}))

function draftState(found: Case['found']): 'draft' | 'returned' {
  return found.returned_by_step === null ? 'draft' : 'returned'
}

async function sendUp({ db, now }: Work, { found, stepAt }: Case, from: number): Promise<Move> {
  const next = stepAt(from + 1)
  await markStep(db, found, from, { forwarded_at: now })
  await markStep(db, found, next.step, { reached_at: now, opened_at: null })
  return { state: 'submitted', step: next.step, senderStep: from }
}

/** The marks of a return are dealt with once the file goes up again. */
async function settleReturn({ db, now }: Work, { found }: Case): Promise<void> {
  await db
    .updateTable('return_item')
    .set({ settled_at: now })
    .where('cluster_id', '=', found.cluster_id)
    .where('declaration_id', '=', found.id)
    .where('to_step', '>=', found.step)
    .where('settled_at', 'is', null)
    .execute()
}
