// The places of each body in a batch: from the batch by kind of body, from a province's own notice for its cities.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { type Batch, BodyNotice } from '#domain/batch.ts'
import type { Edition } from '#domain/edition.ts'

interface Body {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly kind: string
}

/** Sets one quota row for every body that forwards in this batch. `places` null: no limit is known or set. */
export async function setQuotas(
  db: Kysely<Tables>,
  batchId: string,
  batch: Batch,
  edition: Edition,
): Promise<void> {
  const levels = edition.steps.filter((step) => step.quota).map((step) => step.level)
  if (levels.length === 0) return
  const bodies: Body[] = await db
    .selectFrom('authority')
    .select(['id', 'name', 'level', 'kind'])
    .where('level', 'in', levels)
    .execute()
  const belowNotices = await placesFromNotices(db, batch.code)
  const rows = bodies.map((body) => ({
    batch_id: batchId,
    authority_id: body.id,
    ...(belowNotices.get(body.id) ?? placesFromBatch(batch, body)),
  }))
  for (let start = 0; start < rows.length; start += 500) {
    await db
      .insertInto('quota')
      .values(rows.slice(start, start + 500))
      .onConflict((conflict) => conflict.columns(['batch_id', 'authority_id']).doNothing())
      .execute()
  }
}

function placesFromBatch(batch: Batch, body: Body): { places: number | null; source: string } {
  const held =
    body.level === 'city'
      ? batch.quota.city
      : body.kind === 'separately_planned'
        ? batch.quota.separately_planned
        : body.kind === 'corps'
          ? batch.quota.corps
          : batch.quota.ordinary
  return { places: held?.value ?? null, source: held?.source ?? '批次未设名额' }
}

/** A province's notice limits itself (`places_own`) and each city body inside its jurisdiction (`places_below`). */
async function placesFromNotices(
  db: Kysely<Tables>,
  batchCode: string,
): Promise<Map<string, { places: number; source: string }>> {
  const places = new Map<string, { places: number; source: string }>()
  const rows = await db
    .selectFrom('policy_version')
    .select('content')
    .where('kind', '=', 'notice')
    .where('code', 'like', `${batchCode}/%`)
    .execute()
  for (const row of rows) {
    const notice = BodyNotice.parse(row.content)
    const body = await db
      .selectFrom('authority')
      .select(['id'])
      .where('region_code', '=', notice.authority)
      .where('level', '=', 'province')
      .executeTakeFirst()
    if (!body) continue
    if (notice.places_own !== null)
      places.set(body.id, { places: notice.places_own, source: notice.source })
    if (notice.places_below === null) continue
    const below = await db
      .selectFrom('authority as a')
      .innerJoin('authority_region as r', (join) =>
        join.onRef('r.region_code', '=', 'a.region_code').on('r.authority_id', '=', body.id),
      )
      .select('a.id')
      .where('a.level', '=', 'city')
      .execute()
    for (const { id } of below)
      places.set(id, { places: notice.places_below, source: notice.source })
  }
  return places
}
