// What the public sees of the registry: results with their filters, one cluster, the lists, the start page.
import { Problem } from '#domain/problem.ts'
import {
  clusterStateNames,
  type FilterName,
  filterNames,
  type RegistryPage,
  type RegistryQuery,
  type RegistryRow,
} from '#domain/registry/view.ts'
import { buildFacets, type Groups } from './facets.ts'
import { type Db, type RegistryList, readLists } from './lists.ts'
import {
  browseClusters,
  type Found,
  type FoundRow,
  findClusters,
  groupClusters,
  pageSize,
  type Search,
} from './search.ts'

/** Which registry: the real one or the demonstration's; they never meet. `today` is the date in China. */
export interface Registry {
  readonly db: Db
  readonly demonstration: boolean
  readonly today: string
}

/** A page of the registry. Throws Problem invalid_input when a filter names what does not exist. */
export async function searchClusters(
  registry: Registry,
  query: RegistryQuery,
): Promise<RegistryPage> {
  const { db, demonstration, today } = registry
  const [lists, codes] = await Promise.all([readLists(db, demonstration, today), readCodeNames(db)])
  const names = { lists: new Map(lists.map((list) => [list.code, list])), ...codes }
  refuseUnknown(query, names)
  const search: Search = { query, demonstration, lists }
  const { found, groupsFor } = isBrowsing(query) ? await browse(db, search) : await find(db, search)
  return {
    total: found.total,
    capped: found.capped,
    page: query.page,
    pageSize,
    clusters: found.rows.map((row) => toRow(row, names.lists)),
    facets: buildFacets(groupsFor, query, names),
  }
}

function isBrowsing(query: RegistryQuery): boolean {
  return (
    !query.q &&
    query.list === undefined &&
    query.province === undefined &&
    query.industry === undefined &&
    query.state === undefined
  )
}

interface Answer {
  readonly found: Found
  readonly groupsFor: (except: FilterName) => Groups
}

async function browse(db: Db, search: Search): Promise<Answer> {
  const found = await browseClusters(db, search)
  return { found, groupsFor: (except) => (except === 'programme' ? found.allGroups : found.groups) }
}

async function find(db: Db, search: Search): Promise<Answer> {
  const set = (Object.keys(filterNames) as FilterName[]).filter(
    (name) => search.query[name] !== undefined,
  )
  const [found, ...others] = await Promise.all([
    findClusters(db, search),
    ...set.map((name) =>
      groupClusters(db, { ...search, query: { ...search.query, [name]: undefined } }),
    ),
  ])
  const withoutOwn = new Map(set.map((name, index) => [name, others[index]]))
  return { found, groupsFor: (except) => withoutOwn.get(except) ?? found.groups }
}

interface CodeNames {
  readonly provinces: ReadonlyMap<string, string>
  readonly industries: ReadonlyMap<string, string>
}

/** Regions and industries only change before a server listens. */
const codeNames = new WeakMap<Db, CodeNames>()

async function readCodeNames(db: Db): Promise<CodeNames> {
  const held = codeNames.get(db)
  if (held) return held
  const [regions, divisions] = await Promise.all([
    db
      .selectFrom('region')
      .select(['code', 'name'])
      .where('level', '=', 'province')
      .orderBy('code')
      .execute(),
    db.selectFrom('industry').select(['code', 'name']).orderBy('code').execute(),
  ])
  const byCode = (rows: readonly { code: string; name: string }[]) =>
    new Map(rows.map(({ code, name }) => [code, name]))
  const read = { provinces: byCode(regions), industries: byCode(divisions) }
  if (regions.length > 0) codeNames.set(db, read)
  return read
}

interface Names extends CodeNames {
  readonly lists: ReadonlyMap<string, RegistryList>
}

function refuseUnknown(query: RegistryQuery, { lists, provinces, industries }: Names): void {
  const programmes = new Set([...lists.values()].map((list) => list.programme))
  const known: readonly [FilterName, { has(value: string): boolean }][] = [
    ['programme', programmes],
    ['list', lists],
    ['province', provinces],
    ['industry', industries],
  ]
  for (const [name, values] of known) {
    const value = query[name]
    if (value === undefined || values.has(value)) continue
    const detail = `没有${filterNames[name]}“${value}”，请从页面上的选项中选择。`
    throw new Problem('invalid_input', {
      words: { detail },
      fields: [{ field: name, message: detail }],
    })
  }
}

function toRow(row: FoundRow, lists: ReadonlyMap<string, RegistryList>): RegistryRow {
  return {
    clusterId: row.cluster_id,
    name: row.canonical_name,
    provinceCode: row.province_code,
    provinceName: row.province_name,
    places: row.places,
    industry:
      row.industry_division !== null && row.industry_name !== null
        ? { code: row.industry_division, name: row.industry_name }
        : null,
    listings: row.listings.flatMap(({ list: code, number, revoked }) => {
      const list = lists.get(code)
      if (!list) return []
      const state = revoked ? 'revoked' : list.validity.state
      return [
        { list: code, listTitle: list.title, number, state, stateName: clusterStateNames[state] },
      ]
    }),
  }
}
