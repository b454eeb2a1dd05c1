// Computes what the registry shows and finds of a cluster from the lists it stands on; call after every change of listings.
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#db/tables.ts'
import {
  colloquialName,
  initialPieces,
  joinForSearch,
  piecesOf,
  placeForms,
} from '#domain/registry/search-text.ts'
import { upsertRows } from './bulk.ts'
import { speak } from './pinyin.ts'

export interface SearchColumns {
  readonly search_text: string
  readonly sounds: string
  /** The text of a tsvector. */
  readonly bigrams: string
}

/** The search columns of a cluster with these names and the official names of its places, county to province. */
export function searchColumns(names: readonly string[], places: readonly string[]): SearchColumns {
  const spoken = [
    ...new Set([
      ...names.map((name) => colloquialName(name, places)),
      ...places.flatMap(placeForms),
    ]),
  ]
  const search_text = joinForSearch([...names, ...spoken])
  const sounds = spoken.map(speak)
  const initials = sounds.map((sound) => sound.initials)
  const pieces = [...piecesOf(search_text), ...initialPieces(joinForSearch(initials))]
  return {
    search_text,
    sounds: joinForSearch([...sounds.map((sound) => sound.full), ...initials]),
    // Normal form holds neither quotes nor backslashes.
    bigrams: pieces.map((piece) => `'${piece}'`).join(' '),
  }
}

interface Standing {
  readonly root: string
  readonly own: boolean
  readonly list: string
  readonly programme: string
  readonly printed: string
  readonly name: string
  readonly province: string
  readonly places: string[]
  readonly industry: string | null
  readonly aliases: string[]
  readonly revoked: boolean
  readonly demonstration: boolean
}

/** Every listing of the clusters and of those linked to them, in the order of the lists. */
async function readStandings(
  db: Kysely<Tables>,
  clusterIds: readonly string[],
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select r.root, l.cluster_id = r.root as own, l.list_code as list, s.programme, l.printed, l.canonical_name as name,
      l.province_code as province, l.place_codes as places, l.industry_division as industry, l.aliases,
      l.state = 'revoked' as revoked, s.demonstration
    from (
      select id as root, id as member from unnest(${[...clusterIds]}::uuid[]) as id
      union all
      select to_cluster_id, from_cluster_id from cluster_link
      where to_cluster_id = any(${[...clusterIds]}::uuid[]) and undone_at is null
    ) r
    join listing l on l.cluster_id = r.member
    join listing_list s on s.code = l.list_code
    order by r.root, own desc, s.sequence, l.number`.execute(db)
  return rows
}

/** Names of a region and those above it, without the headings of the region list. */
async function readPlaceNames(db: Kysely<Tables>): Promise<(codes: Iterable<string>) => string[]> {
  const regions = await db
    .selectFrom('region')
    .select(['code', 'name', 'parent_code', 'province_code', 'marks'])
    .execute()
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return (codes) => {
    const all = [...codes].flatMap((code) => {
      const region = byCode.get(code)
      return [code, region?.parent_code, region?.province_code]
    })
    return [...new Set(all)].flatMap((code) => {
      const region = byCode.get(code ?? '')
      return region && !region.marks.includes('heading') ? [region.name] : []
    })
  }
}

const unique = (texts: readonly string[]) => [...new Set(texts)]

/**
 * Brings the rows of `cluster` up to date with their listings and links: name and places of its first listing,
 * names of linked rows as aliases, the lists it stands on. A cluster linked to another is no longer shown.
 * The clusters need no row yet; one without listings stays as it is. Counts: `refreshCounts`.
 */
export async function refreshClusters(
  db: Kysely<Tables>,
  clusterIds: readonly string[],
  now: Date,
): Promise<void> {
  const standings = Map.groupBy(await readStandings(db, clusterIds), (standing) => standing.root)
  const linked = await db
    .selectFrom('cluster_link')
    .select('from_cluster_id')
    .where('undone_at', 'is', null)
    .execute()
  const hidden = new Set(linked.map((link) => link.from_cluster_id))
  const placeNames = await readPlaceNames(db)
  const rows = [...standings].flatMap(([clusterId, held]) => {
    const [first] = held
    if (!first) return []
    const names = unique(
      held.flatMap((standing) => [standing.name, ...standing.aliases, standing.printed]),
    )
    return [
      {
        cluster_id: clusterId,
        canonical_name: first.name,
        province_code: first.province,
        place_codes: first.places,
        industry_division: first.industry,
        listed: !hidden.has(clusterId),
        demonstration: held.every((standing) => standing.demonstration),
        aliases: names.filter((name) => name !== first.name),
        programmes: unique(held.map((standing) => standing.programme)),
        lists: unique(held.map(({ list, revoked }) => (revoked ? `!${list}` : list))),
        ...searchColumns(
          names,
          placeNames([first.province, ...held.flatMap((standing) => standing.places)]),
        ),
        created_at: now,
      },
    ]
  })
  await upsertRows(db, 'cluster', ['cluster_id'], rows)
}

/** Counts anew how many clusters there are by province, industry and the lists they stand on. */
export async function refreshCounts(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('registry_count').execute()
  await sql`
    insert into registry_count (demonstration, programme, dimension, value, count)
    select c.demonstration, p.programme, d.dimension, d.value, count(*)
    from cluster c
    cross join lateral (select '' as programme union all select unnest(c.programmes)) p
    cross join lateral (values
      ('province', c.province_code),
      ('industry', coalesce(c.industry_division, '')),
      ('standing', array_to_string(c.lists, '+'))
    ) as d (dimension, value)
    where c.listed
    group by 1, 2, 3, 4
    on conflict (demonstration, programme, dimension, value) do update set count = excluded.count`.execute(
    db,
  )
}
