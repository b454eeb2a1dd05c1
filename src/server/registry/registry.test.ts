// The registry through its API: the 538 rows, how clusters are found, filters and counts, and the demonstration apart from it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listCodes, parseList } from '#domain/registry/parse-list.ts'
import type { RegistryPage } from '#domain/registry/view.ts'
import { makeWorld } from '#test/world.ts'
import { writeListings } from './export.ts'
import { upsertRows } from './bulk.ts'
import { refreshClusters, refreshCounts, searchColumns } from './index-cluster.ts'

const world = await makeWorld()
const noon = new Date('2026-06-01T04:00:00Z')
world.app.clock.offsetMs = noon.getTime() - Date.now()
const { pool, db } = world.database

const listText = (code: string) =>
  readFileSync(new URL(`../../../reference/lists/${code}.txt`, import.meta.url), 'utf8')

async function search(query: Readonly<Record<string, string | number>>): Promise<RegistryPage> {
  const given = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  )
  const answer = await world.ask('GET', `/api/registry/clusters?${given}`)
  expect({ status: answer.statusCode, body: answer.statusCode === 200 ? '' : answer.body }).toEqual(
    { status: 200, body: '' },
  )
  return answer.json<RegistryPage>()
}
const namesOf = (page: RegistryPage) => page.clusters.map((cluster) => cluster.name)

test.each([
  ['miit-2022', 100],
  ['miit-2023', 100],
  ['most-pilot', 61],
  ['most-cultivation', 47],
  ['zhejiang', 120],
  ['hubei', 110],
] as const)('%s stands in the registry with its %i rows, each as printed', async (code, count) => {
  const { rows } = await pool.query(
    'select number, printed, printed_region as "printedRegion" from listing where list_code = $1 order by number',
    [code],
  )
  expect(rows).toHaveLength(count)
  expect(rows).toEqual(parseList(code, listText(code)))
})

test('every row has a province, and every place code exists in it', async () => {
  const { rows } = await pool.query(
    `select l.list_code, l.number from listing l left join region p on p.code = l.province_code and p.level = 'province'
     where p.code is null or exists (
       select 1 from unnest(l.place_codes) c left join region r on r.code = c and r.province_code = l.province_code where r.code is null)`,
  )
  expect(rows).toEqual([])
})

test.each([
  ['its name', '磁性材料', '浙江省东阳市磁性材料产业集群'],
  ['one character', '泵', '浙江省永嘉县泵阀产业集群'],
  ['the county', '东阳', '横店影视产业集群'],
  [
    'the short form of an autonomous county',
    '玉屏县',
    '贵州省玉屏侗族自治县锰系新型功能材料产业集群',
  ],
  ['the name without 省 and 市', '东阳磁性材料', '浙江省东阳市磁性材料产业集群'],
  ['an alias, wrongly printed', '漓诸', '漓渚针织产业集群'],
  ['the name of a linked row', '丰台轨道交通', '北京市丰台区轨道交通智能控制产业集群'],
  ['pinyin', 'cixingcailiao', '浙江省东阳市磁性材料产业集群'],
  ['pinyin in parts', 'dong yang ci xing', '浙江省东阳市磁性材料产业集群'],
  ['a reading of places that dictionaries miss', 'yueqing', '乐清工业电气产业集群'],
  ['initials', 'cxcl', '浙江省东阳市磁性材料产业集群'],
  ['two initials', 'yj', '浙江省永嘉县泵阀产业集群'],
  ['words of two kinds', '浙江 dongyang 材料', '浙江省东阳市磁性材料产业集群'],
])('a cluster is found by %s: %s', async (_by, q, name) => {
  const found: string[] = []
  for (let page = 1; page <= 5; page++) found.push(...namesOf(await search({ q, page })))
  expect(found).toContain(name)
})

test('a name that begins with the query stands first, then names that contain it, then places, then sounds', async () => {
  const names = namesOf(await search({ q: '东阳' }))
  expect(names.slice(0, 3)).toEqual([
    '东阳建筑产业群',
    '浙江省东阳市磁性材料产业集群',
    '横店影视产业集群',
  ])
})

test.each(['%', '_', "'", '\\', '"><script>', '（）'])(
  '%j finds nothing and breaks nothing',
  async (q) => {
    expect((await search({ q })).clusters).toEqual([])
  },
)

test('counts beside the filters say how many their view holds', async () => {
  const whole = await search({})
  const { rows } = await pool.query<{ count: number }>(
    'select count(*) from cluster where listed and not demonstration',
  )
  expect(whole.total).toBe(rows[0]?.count)
  expect(whole.facets.list.map(({ value }) => value)).toEqual([...listCodes])
  for (const start of [{}, { q: '产业集群' }, { province: '330000' }, { programme: 'miit' }]) {
    const page = await search(start)
    for (const name of ['programme', 'list', 'province', 'industry', 'state'] as const) {
      for (const { value, count } of page.facets[name].slice(0, 3)) {
        const { total } = await search({ ...start, [name]: value })
        expect({ start, name, value, total }).toEqual({ start, name, value, total: count })
      }
    }
  }
})

test('pages do not overlap and hold every cluster once', async () => {
  const seen: string[] = []
  for (let page = 1; page <= 30; page++)
    seen.push(...(await search({ page })).clusters.map((cluster) => cluster.clusterId))
  const { total } = await search({})
  expect(seen).toHaveLength(total)
  expect(new Set(seen).size).toBe(total)
})

test('today decides the state: the list of 2022 ran out on 2025-12-31, that of 2023 never says so', async () => {
  const states = async (list: string) =>
    (await search({ list })).facets.state.map(({ value }) => value)
  expect(await states('miit-2022')).toEqual(['expired'])
  expect(await states('miit-2023')).toEqual(['start_unstated'])
  expect(await states('hubei')).toEqual(['unstated'])
  world.app.clock.offsetMs = new Date('2025-12-31T15:59:00Z').getTime() - Date.now()
  expect(await states('miit-2022')).toEqual(['valid'])
  world.app.clock.offsetMs = new Date('2030-01-01T00:00:00Z').getTime() - Date.now()
  expect(await states('miit-2023')).toEqual(['start_unstated'])
  world.app.clock.offsetMs = noon.getTime() - Date.now()
})

test('state, list and programme speak of the same row of a cluster on two lists', async () => {
  const both = await search({ q: '永嘉县泵阀' })
  expect(
    both.clusters[0]?.listings.map(({ list, number, state }) => [list, number, state]),
  ).toEqual([
    ['miit-2022', 25, 'expired'],
    ['zhejiang', 108, 'unstated'],
  ])
  expect((await search({ q: '永嘉县泵阀', list: 'zhejiang', state: 'expired' })).total).toBe(0)
  expect((await search({ q: '永嘉县泵阀', list: 'zhejiang', state: 'unstated' })).total).toBe(1)
})

test.each([
  ['province=990000', '没有地区“990000”'],
  ['list=nothing', '没有年度批次（名单）“nothing”'],
  ['programme=nothing', '没有认定体系“nothing”'],
  ['industry=00', '没有行业大类“00”'],
  ['state=dead', '没有这一项'],
  ['page=0', '应为页码'],
  ['page=x', '应为页码'],
  ['page=51', '最多翻到第 50 页'],
  [`q=${'字'.repeat(61)}`, '请不要超过 60 个字'],
  ['q=a&q=b', ''],
  ['q=%00', ''],
])('%s gets 400 and a sentence', async (query, sentence) => {
  const answer = await world.ask(
    'GET',
    `/api/registry/clusters?${query.replace(/字+/, encodeURIComponent)}`,
  )
  expect(answer.statusCode).toBe(400)
  expect(answer.json<{ message: string }>().message).toContain(sentence)
})

interface Row {
  readonly [column: string]: string
}
async function exported(): Promise<{ head: string; rows: Row[]; text: string }> {
  let text = ''
  await writeListings(db, (part) => {
    text += part
  })
  const [head = '', ...lines] = text.trimEnd().split('\r\n')
  const columns = head.split(',')
  const cells = (line: string) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const plain = (cell: string) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')
  const rows = lines.map((line) =>
    Object.fromEntries(cells(line).map((cell, index) => [columns[index] ?? '', plain(cell)])),
  )
  return { head, rows, text }
}

test('the export holds the 538 rows in order with the columns that were agreed', async () => {
  const { head, rows, text } = await exported()
  expect(head).toBe(
    'list,number,printed,printed_region,cluster_id,canonical_name,province_code,place_codes,industry_division,repeat_of,correction',
  )
  expect(rows).toHaveLength(538)
  expect([...new Set(rows.map((row) => row['list']))]).toEqual([...listCodes])
  expect(text.startsWith('\uFEFF')).toBe(false)
  const at = (list: string, number: number) =>
    rows.find((row) => row['list'] === list && row['number'] === String(number))
  expect(at('miit-2022', 100)).toMatchObject({ province_code: '650000', place_codes: '659001' })
  expect(at('hubei', 29)).toMatchObject({ place_codes: '421088+421024' })
  expect(at('zhejiang', 1)).toMatchObject({ printed_region: '浙江,台州市', repeat_of: '' })
  expect(at('zhejiang', 117)).toMatchObject({
    repeat_of: '81',
    cluster_id: at('zhejiang', 1)?.['cluster_id'],
  })
  expect(at('zhejiang', 108)?.['cluster_id']).toBe(at('miit-2022', 25)?.['cluster_id'])
})

test('the download is the same table with a byte order mark', async () => {
  const answer = await world.ask('GET', '/api/registry/listings.csv')
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.body).toBe(`\uFEFF${(await exported()).text}`)
})

test('a demonstration list changes no count, no search and no export of the real registry', async () => {
  const before = { page: await search({}), csv: (await exported()).text }
  const clusterId = randomUUID()
  await db
    .insertInto('listing_list')
    .values({
      code: 'demo-list',
      title: '演示名单',
      programme: 'miit',
      programme_name: '中小企业特色产业集群',
      source: '演示',
      demonstration: true,
      sequence: 99,
    })
    .execute()
  await db
    .insertInto('listing')
    .values({
      list_code: 'demo-list',
      number: 1,
      printed: '=演示县演示产业集群',
      cluster_id: clusterId,
      canonical_name: '演示县演示产业集群',
      province_code: '330000',
    })
    .execute()
  await refreshClusters(db, [clusterId], noon)
  await refreshCounts(db)
  expect(await search({})).toEqual(before.page)
  expect((await search({ q: '演示县' })).total).toBe(0)
  expect((await exported()).text).toBe(before.csv)
  await db
    .updateTable('listing_list')
    .set({ demonstration: false })
    .where('code', '=', 'demo-list')
    .execute()
  expect((await exported()).text.slice(before.csv.length)).toMatch(
    /^demo-list,1,'=演示县演示产业集群,/,
  )
  await refreshClusters(db, [clusterId], noon)
  await refreshCounts(db)
  expect((await search({ q: '演示县' })).total).toBe(1)
  expect((await search({})).total).toBe(before.page.total + 1)
})

test('beyond a thousand hits the registry says «at least», counts nothing, and still puts the best first', async () => {
  const places = searchColumns(['满天星产业集群'], ['浙江省'])
  const rows = Array.from({ length: 1100 }, (_, index) => ({
    cluster_id: randomUUID(),
    canonical_name: index === 1099 ? '满天星产业集群' : `浙江省第${index}满天星产业集群`,
    province_code: index % 2 === 0 ? '330000' : '420000',
    listed: true,
    ...places,
    lists: ['zhejiang'],
    created_at: noon,
  }))
  await upsertRows(db, 'cluster', ['cluster_id'], rows)
  const many = await search({ q: '满天星' })
  expect([many.total, many.capped, many.clusters[0]?.name]).toEqual([1000, true, '满天星产业集群'])
  expect(new Set(many.facets.province.map(({ count }) => count))).toEqual(new Set([null]))
  const fewer = await search({ q: '满天星', province: '330000' })
  expect([fewer.total, fewer.capped]).toEqual([550, false])
  expect(fewer.facets.state.map(({ count }) => count)).toEqual([550])
  expect(fewer.facets.province.find(({ value }) => value === '110000')?.count).toBeNull()
  await sql`delete from cluster where search_text like '%满天星%'`.execute(db)
})

test('a revoked recognition stays in the registry under its own state', async () => {
  const { rows } = await pool.query<{ id: string }>(
    "update listing set state = 'revoked' where list_code = 'miit-2022' and number = 25 returning cluster_id as id",
  )
  const [row] = rows
  await refreshClusters(db, [row?.id ?? ''], noon)
  await refreshCounts(db)
  expect(namesOf(await search({ state: 'revoked' }))).toEqual(['浙江省永嘉县泵阀产业集群'])
  const page = await search({ list: 'miit-2022' })
  expect(page.facets.state.map(({ value, count }) => [value, count])).toEqual([
    ['expired', 99],
    ['revoked', 1],
  ])
})
