// The list comes out: the notice of a batch, and after its last day the list. One act moves all files of the batch.
import type { Notice } from '#contract/notice.ts'
import type { Batch } from '#domain/batch.ts'
import { splitRef } from '#domain/declaration/resolve.ts'
import { Problem } from '#domain/problem.ts'
import { action, type Work } from '../action.ts'
import { getValues } from '../declaration/queries.ts'
import {
  batchStateNames,
  dateInChina,
  getBatch,
  getBatchContent,
  getEdition,
} from '../policy/queries.ts'
import { refreshClusters, refreshCounts } from '../registry/index-cluster.ts'
import { decidesHere, findNotice, listDecided, planNotice } from './queries.ts'

type BatchRecord = Awaited<ReturnType<typeof getBatch>>
type Decided = Awaited<ReturnType<typeof listDecided>>[number]

async function getOwnBatch({ db, actor }: Work, code: string): Promise<BatchRecord> {
  const batch = await getBatch(db, code)
  if (!(await decidesHere(db, actor, batch))) throw new Problem('not_allowed')
  return batch
}

/** Moves the batch on; two at once: the second is told. */
async function moveBatch(
  { db, now }: Work,
  batch: BatchRecord,
  from: 'open' | 'notice',
  to: 'notice' | 'published',
  act: string,
): Promise<void> {
  const moved = await db
    .updateTable('batch')
    .set({ state: to, updated_at: now })
    .where('id', '=', batch.id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved)
    throw new Problem('out_of_turn', {
      words: { state: batchStateNames[batch.state as keyof typeof batchStateNames], act },
    })
}

/** Moves every file by one UPDATE on the state as seen; if one moved away meanwhile, nothing is published. */
async function moveFiles(
  { db, now }: Work,
  files: readonly Decided[],
  from: 'proposed' | 'on_notice',
  to: 'on_notice' | 'recognised',
): Promise<void> {
  for (const file of files) {
    const moved = await db
      .updateTable('declaration')
      .set(({ eb }) => ({ state: to, updated_at: now, revision: eb('revision', '+', 1) }))
      .where('cluster_id', '=', file.cluster_id)
      .where('id', '=', file.id)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Problem('lost_race')
  }
}

/** Publishes the notice of everything proposed, for as many working days as the batch says. */
export const publishNotice = action<{ code: string; title: string; body: string }, Notice>(
  'notice.publish',
  async (work, input) => {
    const { db, actor, now, newId } = work
    const batch = await getOwnBatch(work, input.code)
    const files = await listDecided(db, actor, batch.id, ['proposed'])
    if (files.length === 0)
      throw new Problem('nothing_to_publish', { words: { what: '列入拟认定的申报' } })
    await moveBatch(work, batch, 'open', 'notice', '发布公示')
    await moveFiles(work, files, 'proposed', 'on_notice')
    const content = await getBatchContent(db, batch.code, batch.version)
    const plan = await planNotice(db, content.notice, now)
    const id = newId()
    await db
      .insertInto('notice')
      .values({
        id,
        batch_id: batch.id,
        title: input.title,
        body: input.body,
        first_day: plan.first,
        last_day: plan.last,
        working_days: content.notice.working_days,
        warnings: plan.warnings,
        demonstration: batch.demonstration,
        published_at: now,
      })
      .execute()
    await db
      .insertInto('notice_entry')
      .values(
        files.map((file, index) => ({
          notice_id: id,
          number: index + 1,
          cluster_id: file.cluster_id,
          declaration_id: file.id,
          name: file.name,
          region_name: `${file.province}${file.county === file.province ? '' : file.county}`,
        })),
      )
      .execute()
    const notice = await findNotice(db, batch.id)
    if (!notice) throw new Error('the notice just made is not there')
    return {
      answer: notice,
      event: {
        stream: 'batch',
        streamId: batch.id,
        detail: { notice: id, lastDay: plan.last, declarations: files.map((file) => file.id) },
      },
    }
  },
)

/** Publishes the list once the notice has run out: the clusters stand in the registry with number, batch and validity. */
export const publishList = action<
  { code: string; title: string; document: string },
  { listCode: string; count: number }
>('list.publish', async (work, input) => {
  const { db, actor, now } = work
  const batch = await getOwnBatch(work, input.code)
  const notice = await findNotice(db, batch.id)
  if (notice && dateInChina(now) <= notice.lastDay)
    throw new Problem('notice_running', { words: { last: notice.lastDay } })
  const files = await listDecided(db, actor, batch.id, ['on_notice'])
  if (files.length === 0)
    throw new Problem('nothing_to_publish', { words: { what: '公示期满的集群' } })
  await moveBatch(work, batch, 'notice', 'published', '公布名单')
  await moveFiles(work, files, 'on_notice', 'recognised')
  const content = await getBatchContent(db, batch.code, batch.version)
  await insertList(work, batch, content, input)
  for (const [index, file] of files.entries()) await insertListing(work, batch, file, index + 1)
  await refreshClusters(
    db,
    files.map((file) => file.cluster_id),
    now,
  )
  await refreshCounts(db)
  await db
    .updateTable('notice')
    .set({ list_code: batch.code })
    .where('batch_id', '=', batch.id)
    .execute()
  return {
    answer: { listCode: batch.code, count: files.length },
    event: {
      stream: 'batch',
      streamId: batch.id,
      detail: {
        list: batch.code,
        document: input.document,
        declarations: files.map((file) => file.id),
      },
    },
  }
})

const programmeNames: Readonly<Record<string, string>> = { miit: '中小企业特色产业集群' }

async function insertList(
  { db, actor, now }: Work,
  batch: BatchRecord,
  content: Batch,
  input: { title: string; document: string },
): Promise<void> {
  const issued = dateInChina(now)
  const last = await db
    .selectFrom('listing_list')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .executeTakeFirst()
  const edition = await getEdition(db, batch.edition_code, batch.edition_version)
  const made = await db
    .insertInto('listing_list')
    .values({
      code: batch.code,
      title: input.title,
      programme: batch.programme,
      programme_name: programmeNames[batch.programme] ?? edition.title,
      year: batch.year,
      batch_id: batch.id,
      document: input.document,
      issued,
      publisher: actor.authorityName,
      source: `本系统公布 ${input.document}`,
      validity: JSON.stringify(content.validity),
      demonstration: batch.demonstration,
      sequence: (last?.sequence ?? 0) + 1,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst()
  // a past round whose list is in the registry already: its batch may be reopened, its list stays as printed
  if (!made) throw new Problem('already_exists', { words: { what: `名单“${batch.code}”` } })
}

async function insertListing(
  { db }: Work,
  batch: BatchRecord,
  file: Decided,
  number: number,
): Promise<void> {
  const edition = await getEdition(db, file.edition_code, file.edition_version)
  const { values } = await getValues(db, file.cluster_id, file.id)
  const fact = (ref: string | undefined) => {
    if (ref === undefined) return undefined
    const { row, cell } = splitRef(ref)
    return values[row]?.[cell]
  }
  const places = placesOf(fact(edition.facts.places), file.region_code)
  const industry = fact(edition.facts.industry)
  const region = await db
    .selectFrom('region')
    .select('province_code')
    .where('code', '=', file.region_code)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('listing')
    .values({
      list_code: batch.code,
      number,
      printed: file.name,
      cluster_id: file.cluster_id,
      canonical_name: file.name,
      province_code: region.province_code,
      place_codes: places,
      industry_division: typeof industry === 'string' ? industry.slice(0, 2) : null,
    })
    .execute()
}

function placesOf(held: string | readonly string[] | undefined, regionCode: string): string[] {
  if (held === undefined || held.length === 0) return [regionCode]
  return typeof held === 'string' ? [held] : [...held]
}
