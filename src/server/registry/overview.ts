// The start page, the lists and the notices of the registry.
import { sql } from 'kysely'
import type { HomePage, ListPage, ListSummary, NoticePage, NoticeSummary } from '#site/model.ts'
import { readLists } from './lists.ts'
import type { Registry } from './queries.ts'

/** No list of the sources covers these, and no body of the chain is there. */
const uncovered = new Set(['710000', '810000', '820000'])

/** Counts by province for one programme or all. null: there is no such programme. */
export async function findHome(
  registry: Registry,
  programme: string | undefined,
): Promise<HomePage | null> {
  const { db, demonstration } = registry
  const [lists, counts, provinces, corps, notices] = await Promise.all([
    listLists(registry),
    db
      .selectFrom('registry_count')
      .select(['programme', 'value', 'count'])
      .where('demonstration', '=', demonstration)
      .where('dimension', '=', 'province')
      .execute(),
    db
      .selectFrom('region')
      .select(['code', 'name'])
      .where('level', '=', 'province')
      .orderBy('code')
      .execute(),
    countCorps(registry, programme),
    listNotices(registry, 5),
  ])
  const names = new Map(lists.map((list) => [list.programme, list.programmeName]))
  if (programme !== undefined && !names.has(programme)) return null
  const countOf = (wanted: string, value?: string) =>
    counts
      .filter((row) => row.programme === wanted && (value === undefined || row.value === value))
      .reduce((sum, row) => sum + row.count, 0)
  return {
    kind: 'home',
    programme,
    programmes: [...names].map(([code, name]) => ({ code, name, count: countOf(code) })),
    total: countOf(''),
    provinces: provinces.map(({ code, name }) => ({
      code,
      name,
      count: uncovered.has(code) ? null : countOf(programme ?? '', code),
    })),
    corps,
    notices,
    lists,
  }
}

async function countCorps(
  { db, demonstration }: Registry,
  programme: string | undefined,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cluster c
    where c.listed and c.demonstration = ${demonstration} and c.province_code = '650000'
      and ${programme === undefined ? sql`true` : sql`${programme} = any(c.programmes)`}
      and c.place_codes && array(select r.code from region r where r.province_code = '650000' and 'corps' = any(r.marks))`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Every list with its number of rows. */
export async function listLists({
  db,
  demonstration,
  today,
}: Registry): Promise<(ListSummary & { programme: string })[]> {
  const [lists, counts] = await Promise.all([
    readLists(db, demonstration, today),
    db
      .selectFrom('listing')
      .select(({ fn }) => ['list_code', fn.countAll<number>().as('count')])
      .groupBy('list_code')
      .execute(),
  ])
  const byCode = new Map(counts.map((row) => [row.list_code, row.count]))
  return lists.map((list) => ({ ...list, count: byCode.get(list.code) ?? 0 }))
}

/** A list with its rows as printed; null when there is none of that code. */
export async function findList(
  { db, demonstration, today }: Registry,
  code: string,
): Promise<ListPage | null> {
  const lists = await readLists(db, demonstration, today)
  const list = lists.find((one) => one.code === code)
  if (!list) return null
  const rows = await db
    .selectFrom('listing as l')
    .innerJoin('region as r', 'r.code', 'l.province_code')
    .leftJoin('cluster_link as k', (join) =>
      join.onRef('k.from_cluster_id', '=', 'l.cluster_id').on('k.undone_at', 'is', null),
    )
    .selectAll('l')
    .select(['r.name as province_name', 'k.to_cluster_id as shown_as'])
    .select(
      sql<
        string[]
      >`array(select p.name from region p where p.code = any(l.place_codes) order by array_position(l.place_codes, p.code))`.as(
        'place_names',
      ),
    )
    .where('l.list_code', '=', code)
    .orderBy('l.number')
    .execute()
  return {
    kind: 'list',
    list,
    rows: rows.map((row) => ({
      number: row.number,
      printed: row.printed,
      printedRegion: row.printed_region,
      name: row.canonical_name,
      clusterId: row.shown_as ?? row.cluster_id,
      places: [row.province_name, ...row.place_names.filter((name) => name !== row.province_name)],
      correction: row.correction,
      unsure: row.unsure,
      repeatOf: row.repeat_of,
      state: row.state === 'revoked' ? ('revoked' as const) : list.validity.state,
    })),
  }
}

/** The newest first; at most `limit`. */
export async function listNotices(registry: Registry, limit: number): Promise<NoticeSummary[]> {
  const rows = await noticeRows(registry).orderBy('n.published_at', 'desc').limit(limit).execute()
  return rows.map((row) => toSummary(row, registry.today))
}

/** A notice with its entries; null when there is none. */
export async function findNoticePage(registry: Registry, id: string): Promise<NoticePage | null> {
  const row = await noticeRows(registry)
    .select(['n.body', 'n.working_days'])
    .where('n.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const entries = await registry.db
    .selectFrom('notice_entry')
    .select(['number', 'name', 'region_name'])
    .where('notice_id', '=', id)
    .orderBy('number')
    .execute()
  return {
    kind: 'notice',
    notice: {
      ...toSummary(row, registry.today),
      body: row.body,
      workingDays: row.working_days,
      listCode: row.list_code,
      entries: entries.map(({ number, name, region_name }) => ({
        number,
        name,
        regionName: region_name,
      })),
    },
  }
}

function noticeRows({ db, demonstration }: Registry) {
  return db
    .selectFrom('notice as n')
    .select(['n.id', 'n.title', 'n.first_day', 'n.last_day', 'n.list_code'])
    .select((query) =>
      query
        .selectFrom('notice_entry as e')
        .whereRef('e.notice_id', '=', 'n.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('count'),
    )
    .where('n.demonstration', '=', demonstration)
}

interface NoticeRow {
  readonly id: string
  readonly title: string
  readonly first_day: string
  readonly last_day: string
  readonly list_code: string | null
  readonly count: number | null
}

function toSummary(row: NoticeRow, today: string): NoticeSummary {
  const over = today > row.last_day ? 'over' : 'running'
  return {
    id: row.id,
    title: row.title,
    firstDay: row.first_day,
    lastDay: row.last_day,
    count: row.count ?? 0,
    phase: row.list_code === null ? over : 'published',
  }
}
