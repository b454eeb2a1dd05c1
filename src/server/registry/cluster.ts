// One cluster as the public sees it: where it lies, every row that names it, and why rows are taken for one.
import { sql } from 'kysely'
import type { ClusterPage, Place } from '#site/model.ts'
import { type Db, type RegistryList, readLists } from './lists.ts'
import type { Registry } from './queries.ts'

/** The page of a cluster that the registry shows; null when there is none. */
export async function findCluster(
  { db, demonstration, today }: Registry,
  id: string,
): Promise<ClusterPage | null> {
  const cluster = await db
    .selectFrom('cluster as c')
    .innerJoin('region as r', 'r.code', 'c.province_code')
    .leftJoin('industry as i', 'i.code', 'c.industry_division')
    .select([
      'c.canonical_name',
      'c.province_code',
      'c.place_codes',
      'c.aliases',
      'r.name as province_name',
    ])
    .select(['i.code as industry_code', 'i.name as industry_name', 'i.section_name'])
    .where('c.cluster_id', '=', id)
    .where('c.listed', '=', true)
    .where('c.demonstration', '=', demonstration)
    .executeTakeFirst()
  if (!cluster) return null
  const [lists, places] = await Promise.all([
    readLists(db, demonstration, today),
    readPlaces(db, cluster.place_codes),
  ])
  const { industry_code: code, industry_name: name, section_name: section } = cluster
  return {
    kind: 'cluster',
    id,
    name: cluster.canonical_name,
    provinceCode: cluster.province_code,
    provinceName: cluster.province_name,
    places,
    industry: code !== null && name !== null && section !== null ? { code, name, section } : null,
    aliases: cluster.aliases,
    listings: await readListings(db, id, new Map(lists.map((list) => [list.code, list]))),
  }
}

/** The cluster that a linked one is shown as; null when it isn't linked. */
export async function findShownCluster(db: Db, id: string): Promise<string | null> {
  const link = await db
    .selectFrom('cluster_link')
    .select('to_cluster_id')
    .where('from_cluster_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return link?.to_cluster_id ?? null
}

async function readPlaces(db: Db, codes: readonly string[]): Promise<Place[]> {
  if (codes.length === 0) return []
  const [regions, successors] = await Promise.all([
    sql<{ code: string; path: string[] }>`
      select r.code, array_remove(array[p.name, case when not 'heading' = any(q.marks) then q.name end, case when r.level <> 'province' then r.name end], null) as path
      from region r join region p on p.code = r.province_code
      left join region q on q.code = r.parent_code and q.level = 'prefecture'
      where r.code = any(${[...codes]})`.execute(db),
    db
      .selectFrom('region_successor')
      .selectAll()
      .where('code', 'in', [...codes])
      .orderBy('from_date')
      .execute(),
  ])
  const paths = new Map(regions.rows.map(({ code, path }) => [code, path]))
  return codes.map((code) => ({
    code,
    path: paths.get(code) ?? [code],
    successors: successors
      .filter((successor) => successor.code === code)
      .map(({ successor_name, from_date, reason, source, unsure }) => ({
        name: successor_name,
        from: from_date,
        reason,
        source,
        unsure,
      })),
  }))
}

async function readListings(
  db: Db,
  id: string,
  lists: ReadonlyMap<string, RegistryList>,
): Promise<ClusterPage['listings']> {
  const rows = await db
    .selectFrom('listing as l')
    .innerJoin('listing_list as s', 's.code', 'l.list_code')
    .leftJoin('cluster_link as k', (join) =>
      join
        .onRef('k.from_cluster_id', '=', 'l.cluster_id')
        .on('k.to_cluster_id', '=', id)
        .on('k.undone_at', 'is', null),
    )
    .selectAll('l')
    .select(['k.reason as link_reason', 'k.confidence'])
    .where((is) => is.or([is('l.cluster_id', '=', id), is('k.id', 'is not', null)]))
    .orderBy('s.sequence')
    .orderBy('l.number')
    .execute()
  return rows.flatMap((row) => {
    const list = lists.get(row.list_code)
    if (!list) return []
    return [
      {
        list,
        number: row.number,
        printed: row.printed,
        printedRegion: row.printed_region,
        name: row.canonical_name,
        state: row.state === 'revoked' ? ('revoked' as const) : list.validity.state,
        correction: row.correction,
        unsure: row.unsure,
        repeatOf: row.repeat_of,
        repeatReason: row.repeat_reason,
        link:
          row.link_reason === null || row.confidence === null
            ? null
            : { reason: row.link_reason, confidence: row.confidence },
      },
    ]
  })
}
