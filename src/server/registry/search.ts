// The one statement behind a page of results: what fits, at most so many, ranked, with the rows of the page and the groups.
import { type RawBuilder, sql } from 'kysely'
import { readQuery, type SearchTerms, type SearchWord } from '#domain/registry/search-text.ts'
import type { RegistryQuery } from '#domain/registry/view.ts'
import { fits, type Groups } from './facets.ts'
import { allStandings, type Db, type RegistryList } from './lists.ts'

export const pageSize = 20
/** Beyond so many the registry says «at least»: nobody pages through them, and counting them all costs every reader. */
export const searchBound = 1000
/** Names that begin with the query stand first even among more hits than the bound. */
const prefixBound = 200

export interface FoundRow {
  readonly cluster_id: string
  readonly canonical_name: string
  readonly province_code: string
  readonly province_name: string
  readonly industry_division: string | null
  readonly industry_name: string | null
  readonly places: { code: string; name: string }[]
  readonly listings: { list: string; number: number; revoked: boolean }[]
}

export interface Found {
  readonly total: number
  readonly capped: boolean
  readonly rows: readonly FoundRow[]
  readonly groups: Groups
}

export interface Search {
  readonly query: RegistryQuery
  readonly demonstration: boolean
  readonly lists: readonly RegistryList[]
}

/** What the filters ask of a cluster. Programme, list and state become the lists it may stand on. */
function filterConditions({ query, demonstration, lists }: Search): RawBuilder<unknown>[] {
  const conditions = [sql`c.listed`, sql`c.demonstration = ${demonstration}`]
  if (query.programme !== undefined || query.list !== undefined || query.state !== undefined) {
    const held = allStandings(lists).flatMap((one) => (fits(one.standing, query) ? [one.held] : []))
    conditions.push(sql`c.lists && ${held}::text[]`)
  }
  if (query.province !== undefined) conditions.push(sql`c.province_code = ${query.province}`)
  if (query.industry !== undefined) conditions.push(sql`c.industry_division = ${query.industry}`)
  return conditions
}

/** Words are in normal form: they hold no wildcard and no quote. */
function wordCondition({ text, kind, lexemes }: SearchWord): RawBuilder<unknown> {
  if (lexemes.length > 0) {
    return sql`c.bigrams @@ ${lexemes.map((lexeme) => `'${lexeme}'`).join(' | ')}::tsquery`
  }
  const like = `%${text}%`
  return kind === 'text' ? sql`c.search_text like ${like}` : sql`c.sounds like ${like}`
}

const and = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

/**
 * How well a cluster fits: 0 its name begins so, 1 contains it, 2 an alias or place begins so, 3 contains it,
 * 4 a sound (pinyin or initials) begins so, 5 the words are found apart or within a sound.
 */
function rank(whole: string): RawBuilder<unknown> {
  const contains = `%${whole}%`
  const lineBegins = `%\n${whole}%`
  return sql`case
    when lower(c.canonical_name) like ${contains} then 1
    when E'\\n' || c.search_text like ${lineBegins} then 2
    when c.search_text like ${contains} then 3
    when E'\\n' || c.sounds like ${lineBegins} then 4
    else 5 end`
}

/** Everything that fits, at most the bound. */
function hits(search: Search, terms: SearchTerms): RawBuilder<unknown> {
  const filters = filterConditions(search)
  const columns = sql`c.cluster_id, c.canonical_name, c.province_code, c.place_codes, c.industry_division, c.lists`
  if (terms.words.length === 0) {
    // What holds only marks is no word that a name could hold.
    const none = search.query.q ? [sql`false`] : []
    return sql`(select ${columns}, 0 as rank from cluster c where ${and([...filters, ...none])}
      order by c.province_code, c.canonical_name limit ${searchBound + 1})`
  }
  const begins = `${terms.whole}%`
  return sql`
    (select ${columns}, 0 as rank from cluster c
      where ${and([...filters, sql`lower(c.canonical_name) like ${begins}`])} limit ${prefixBound})
    union all
    (select ${columns}, ${rank(terms.whole)} as rank from cluster c
      where ${and([...filters, ...terms.words.map(wordCondition), sql`lower(c.canonical_name) not like ${begins}`])}
      limit ${searchBound + 1})`
}

const rowDetails = sql`
  p.cluster_id, p.canonical_name, p.province_code, p.industry_division,
  (select name from region where code = p.province_code) as province_name,
  (select name from industry where code = p.industry_division) as industry_name,
  coalesce((select json_agg(json_build_object('code', r.code, 'name', r.name) order by array_position(p.place_codes, r.code))
    from region r where r.code = any(p.place_codes)), '[]') as places,
  coalesce((select json_agg(json_build_object('list', l.list_code, 'number', l.number, 'revoked', l.state = 'revoked') order by s.sequence, l.number)
    from listing l join listing_list s on s.code = l.list_code
    where l.cluster_id in (select p.cluster_id
      union all select k.from_cluster_id from cluster_link k where k.to_cluster_id = p.cluster_id and k.undone_at is null)
    ), '[]') as listings`

/** A page of what fits. Without words and with at most a programme, use `browse`: it counts nothing. */
export async function findClusters(db: Db, search: Search): Promise<Found> {
  const offset = (search.query.page - 1) * pageSize
  const { rows } = await sql<{ total: number; rows: FoundRow[]; groups: Groups }>`
    with hit as materialized (${hits(search, readQuery(search.query.q ?? ''))}),
    page as (select * from hit order by rank, province_code, canonical_name, cluster_id limit ${pageSize} offset ${offset})
    select (select count(*) from hit) as total,
      coalesce((select json_agg(row_to_json(d)) from (
        select ${rowDetails} from page p order by p.rank, p.province_code, p.canonical_name, p.cluster_id) d), '[]') as rows,
      json_build_object(${groupsOf()}) as groups`.execute(db)
  const [found] = rows
  if (!found) throw new Error('the search gave no row')
  return { ...found, total: Math.min(found.total, searchBound), capped: found.groups.capped }
}

/** The groups alone, for a filter that is set: it counts what fits without itself. */
export async function groupClusters(db: Db, search: Search): Promise<Groups> {
  const { rows } = await sql<{ groups: Groups }>`
    with hit as materialized (${hits(search, readQuery(search.query.q ?? ''))})
    select json_build_object(${groupsOf()}) as groups`.execute(db)
  const [found] = rows
  if (!found) throw new Error('the grouping gave no row')
  return found.groups
}

function groupsOf(): RawBuilder<unknown> {
  const by = (value: RawBuilder<unknown>) =>
    sql`coalesce((select json_agg(g) from (select ${value} as value, count(*) as count from hit group by 1) g), '[]')`
  return sql`
    'capped', (select count(*) > ${searchBound} from hit),
    'province', ${by(sql`province_code`)},
    'industry', ${by(sql`coalesce(industry_division, '')`)},
    'standing', ${by(sql`array_to_string(lists, '+')`)}`
}

/** All clusters, or all of a programme, in the order of provinces and names; the groups are counted beforehand. */
export async function browseClusters(
  db: Db,
  search: Search,
): Promise<Omit<Found, 'groups'> & { groups: Groups; allGroups: Groups }> {
  const { query, demonstration } = search
  const programme = query.programme ?? ''
  const [counts, page] = await Promise.all([
    db
      .selectFrom('registry_count')
      .select(['programme', 'dimension', 'value', 'count'])
      .where('demonstration', '=', demonstration)
      .where('programme', 'in', ['', programme])
      .execute(),
    sql<FoundRow>`
      with page as (
        select c.cluster_id, c.canonical_name, c.province_code, c.place_codes, c.industry_division from cluster c
        where ${and(filterConditions(search))}
        order by c.province_code, c.canonical_name, c.cluster_id limit ${pageSize} offset ${(query.page - 1) * pageSize})
      select ${rowDetails} from page p order by p.province_code, p.canonical_name, p.cluster_id`.execute(
      db,
    ),
  ])
  const groupsOfProgramme = (wanted: string): Groups => {
    const by = (dimension: string) =>
      counts.filter((row) => row.programme === wanted && row.dimension === dimension)
    return {
      capped: false,
      province: by('province'),
      industry: by('industry'),
      standing: by('standing'),
    }
  }
  const groups = groupsOfProgramme(programme)
  const total = groups.province.reduce((sum, { count }) => sum + count, 0)
  return { total, capped: false, rows: page.rows, groups, allGroups: groupsOfProgramme('') }
}
