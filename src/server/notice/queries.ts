// The publication of a batch as the deciding body sees it: who is proposed, the notice, what stands in the way.
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Notice, readPublication } from '#contract/notice.ts'
import type { Tables } from '#db/tables.ts'
import { lastDayOfNotice } from '#domain/calendar.ts'
import { State, stateNames } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import {
  batchStateNames,
  dateInChina,
  getBatch,
  getBatchContent,
  getCalendar,
  getEdition,
} from '../policy/queries.ts'

type Db = Kysely<Tables>
export type Publication = z.input<(typeof readPublication)['answer']>

/** Files of a batch that lie with this deciding body in one of these states, in the order of region and name. */
export async function listDecided(db: Db, actor: Actor, batchId: string, states: readonly State[]) {
  return db
    .selectFrom('declaration as d')
    .innerJoin('declaration_step as s', (join) =>
      join
        .onRef('s.cluster_id', '=', 'd.cluster_id')
        .onRef('s.declaration_id', '=', 'd.id')
        .onRef('s.step', '=', 'd.step'),
    )
    .innerJoin('region as r', 'r.code', 'd.region_code')
    .innerJoin('region as p', 'p.code', 'r.province_code')
    .where('d.batch_id', '=', batchId)
    .where('s.kind', '=', 'decide')
    .where('s.authority_id', '=', actor.authorityId)
    .where('d.state', 'in', states)
    .select([
      'd.cluster_id',
      'd.id',
      'd.name',
      'd.state',
      'd.region_code',
      'd.edition_code',
      'd.edition_version',
      'r.name as county',
      'p.name as province',
    ])
    .orderBy('d.region_code')
    .orderBy('d.name')
    .execute()
}

/** The notice of a batch, or null. Its entries show where each stands today. */
export async function findNotice(db: Db, batchId: string): Promise<Notice | null> {
  const row = await db
    .selectFrom('notice')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('published_at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const entries = await db
    .selectFrom('notice_entry')
    .selectAll()
    .where('notice_id', '=', row.id)
    .orderBy('number')
    .execute()
  const states = new Map(
    (entries.length === 0
      ? []
      : await db
          .selectFrom('declaration')
          .select(['id', 'state'])
          .where('batch_id', '=', batchId)
          .execute()
    ).map((held) => [held.id, stateNames[State.parse(held.state)]]),
  )
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    firstDay: row.first_day,
    lastDay: row.last_day,
    workingDays: row.working_days,
    warnings: row.warnings,
    entries: entries.map((entry) => ({
      number: entry.number,
      name: entry.name,
      regionName: entry.region_name,
      clusterId: entry.cluster_id,
      declarationId: entry.declaration_id,
      state: states.get(entry.declaration_id) ?? '',
    })),
    listCode: row.list_code,
  }
}

/** First and last day of a notice published today, by the batch's rule and the working-day calendar. */
export async function planNotice(
  db: Db,
  rule: { working_days: number; first_day_counts: boolean },
  now: Date,
): Promise<{ first: string; last: string; warnings: string[] }> {
  const { calendar } = await getCalendar(db)
  const first = dateInChina(now)
  return { first, ...lastDayOfNotice(first, rule.working_days, rule.first_day_counts, calendar) }
}

export async function getPublication(
  db: Db,
  actor: Actor,
  code: string,
  now: Date,
): Promise<Publication> {
  const batch = await getBatch(db, code)
  const content = await getBatchContent(db, batch.code, batch.version)
  const proposed = await listDecided(db, actor, batch.id, ['proposed'])
  const undecided = await listDecided(db, actor, batch.id, ['submitted', 'under_review'])
  const onNotice = await listDecided(db, actor, batch.id, ['on_notice'])
  const plan = await planNotice(db, content.notice, now)
  const notice = await findNotice(db, batch.id)
  const over = notice !== null && dateInChina(now) > notice.lastDay
  return {
    batchTitle: batch.title,
    state: batchStateNames[batch.state as keyof typeof batchStateNames],
    decides: await decidesHere(db, actor, batch),
    proposed: proposed.map((row) => ({
      clusterId: row.cluster_id,
      id: row.id,
      name: row.name,
      regionName: `${row.province}${row.county}`,
    })),
    undecided: undecided.length,
    plannedFirstDay: plan.first,
    plannedLastDay: plan.last,
    warnings: plan.warnings,
    notice,
    canPublishNotice: batch.state === 'open' && proposed.length > 0,
    canPublishList: batch.state === 'notice' && over && onNotice.length > 0,
    blockedBy: blockedBy(batch.state, proposed.length, onNotice.length, notice, over),
  }
}

function blockedBy(
  state: string,
  proposed: number,
  onNotice: number,
  notice: Notice | null,
  over: boolean,
): string | null {
  if (state === 'open' && proposed === 0)
    return '还没有列入拟认定的申报，请先在申报页面“列入拟认定”。'
  if (state === 'notice' && notice && !over)
    return `公示期至 ${notice.lastDay} 届满，次日起方可公布名单。`
  if (state === 'notice' && onNotice === 0) return '公示名单中已没有可公布的集群。'
  return null
}

/** The body that recognises in a batch stands at the level that its edition names; a province's own programme belongs to the body over its region. */
export async function decidesHere(
  db: Db,
  actor: Actor,
  batch: { edition_code: string; edition_version: number; code: string; version: number },
): Promise<boolean> {
  if (batch.edition_version === 0) return false
  const edition = await getEdition(db, batch.edition_code, batch.edition_version)
  const body = await db
    .selectFrom('authority')
    .select(['level'])
    .where('id', '=', actor.authorityId)
    .executeTakeFirst()
  if (body?.level !== edition.recognised_by) return false
  const { region } = await getBatchContent(db, batch.code, batch.version)
  if (region === undefined) return true
  const covered = await db
    .selectFrom('authority_region')
    .select('region_code')
    .where('authority_id', '=', actor.authorityId)
    .where('region_code', '=', region)
    .executeTakeFirst()
  return covered !== undefined
}
