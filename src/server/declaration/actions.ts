// What a county does with its declarations: opens one. Saving has save-row.ts, papers have evidence.ts.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { CellValue } from '#domain/declaration/values.ts'
import type { Edition, Step } from '#domain/edition.ts'
import { splitRef } from '#domain/declaration/resolve.ts'
import { actNames, stateNames, type State } from '#domain/lifecycle.ts'
import { Problem } from '#domain/problem.ts'
import { action, type Work } from '../action.ts'
import { dateInChina, getBatch, getBatchContent, getEdition } from '../policy/queries.ts'

type Db = Kysely<Tables>

/** Opens a declaration in an open batch for the editor's own county. The route is fixed now; the name and the body are filled in. */
export const createDeclaration = action<
  { batch: string; name: string },
  { clusterId: string; id: string }
>('declaration.create', async (work, input) => {
  const { db, actor, now, newId } = work
  const batch = await getBatch(db, input.batch)
  const content = await getBatchContent(db, batch.code, batch.version)
  const county = await db
    .selectFrom('authority')
    .select(['region_code'])
    .where('id', '=', actor.authorityId)
    .executeTakeFirstOrThrow()
  if (
    batch.state !== 'open' ||
    (content.opens.value !== null && dateInChina(now) < content.opens.value) ||
    county.region_code === null ||
    !(await isInside(db, county.region_code, content.region))
  )
    throw new Problem('batch_not_open', { words: { batch: batch.title } })
  const edition = await getEdition(db, batch.edition_code, batch.edition_version)
  const route = await planRoute(db, edition, actor.authorityId, county.region_code)
  const [clusterId, id] = [newId(), newId()]
  const region = await db
    .selectFrom('region')
    .select(['province_code'])
    .where('code', '=', county.region_code)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('cluster')
    .values({
      cluster_id: clusterId,
      canonical_name: input.name,
      province_code: region.province_code,
      place_codes: [county.region_code],
      demonstration: batch.demonstration,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('declaration')
    .values({
      cluster_id: clusterId,
      id,
      batch_id: batch.id,
      batch_version: batch.version,
      edition_code: batch.edition_code,
      edition_version: batch.edition_version,
      region_code: county.region_code,
      authority_id: actor.authorityId,
      name: input.name,
      state: 'draft',
      demonstration: batch.demonstration,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await db
    .insertInto('declaration_step')
    .values(
      route.map(({ step, authorityId }, index) => ({
        cluster_id: clusterId,
        declaration_id: id,
        step: index,
        key: step.key,
        kind: step.kind,
        level: step.level,
        title: step.title,
        quota: step.quota,
        authority_id: authorityId,
        reached_at: index === 0 ? now : null,
      })),
    )
    .execute()
  await prefill(work, edition, { clusterId, id }, input.name, county.region_code)
  return {
    answer: { clusterId, id },
    event: {
      stream: 'cluster',
      streamId: clusterId,
      detail: { declaration: id, batch: batch.code, name: input.name },
    },
  }
})

/** What the system knows already: the name, the declaring body and its place. */
async function prefill(
  { db, actor, now }: Work,
  edition: Edition,
  { clusterId, id }: { clusterId: string; id: string },
  name: string,
  regionCode: string,
): Promise<void> {
  const known: readonly (readonly [string | undefined, CellValue])[] = [
    [edition.facts.name, name],
    [edition.facts.authority, actor.authorityName],
    [edition.facts.places, [regionCode]],
  ]
  for (const [ref, value] of known) {
    if (ref === undefined) continue
    const { row, cell } = splitRef(ref)
    await db
      .insertInto('declaration_row')
      .values({
        cluster_id: clusterId,
        declaration_id: id,
        row_key: row,
        cells: JSON.stringify({ [cell]: value }),
        revision: 1,
        updated_at: now,
        updated_by: actor.personId,
        updated_by_name: actor.name,
      })
      .execute()
  }
}

async function isInside(db: Db, regionCode: string, outer: string | undefined): Promise<boolean> {
  if (outer === undefined || outer === regionCode) return true
  const row = await db
    .selectFrom('region')
    .select(['parent_code'])
    .where('code', '=', regionCode)
    .executeTakeFirst()
  return row?.parent_code ? isInside(db, row.parent_code, outer) : false
}

interface RoutePlan {
  readonly step: Step
  readonly authorityId: string
}

/** The bodies over this county, step by step. A level without a body is skipped; the deciding one must exist. */
async function planRoute(
  db: Db,
  edition: Edition,
  countyId: string,
  regionCode: string,
): Promise<RoutePlan[]> {
  const bodies = await db
    .selectFrom('authority as a')
    .innerJoin('authority_region as r', 'r.authority_id', 'a.id')
    .select(['a.id', 'a.level'])
    .where('r.region_code', '=', regionCode)
    .execute()
  return edition.steps.flatMap((step) => {
    const authorityId =
      step.kind === 'declare' ? countyId : bodies.find((body) => body.level === step.level)?.id
    if (authorityId !== undefined) return [{ step, authorityId }]
    if (step.kind === 'decide')
      throw new Problem('not_found', { words: { what: `负责“${step.title}”的单位` } })
    return []
  })
}

/** The county may write while the file is its own: being filled or returned to it. */
export function refuseUneditable(state: State): void {
  if (state !== 'draft' && state !== 'returned')
    throw new Problem('out_of_turn', { words: { state: stateNames[state], act: actNames.edit } })
}
