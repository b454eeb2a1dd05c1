// The load of reference/: jurisdictions at the level of the table, and a second start that changes nothing.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase } from '#db/create.ts'
import { type Database, openDatabase } from '#db/open.ts'
import { loadReference } from './load.ts'
import { authorityId, stableId } from './stable-id.ts'

const server = inject('postgres')
const admin = new pg.Pool({ connectionString: server.url, max: 1 })
let database: Database

beforeAll(async () => {
  const name = `${server.prefix}load_${randomUUID().slice(0, 8)}`
  await createDatabase(admin, name, server.template)
  database = await openDatabase({
    databaseUrl: server.appUrl,
    ownerUrl: server.url,
    dataDir: '',
    database: name,
  })
  await loadReference(database.db, new Date('2026-11-20T00:00:00Z'))
})
afterAll(async () => {
  await database.close()
  await admin.end()
})

async function rows<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
  const result = await database.pool.query(text, [...values])
  return result.rows as T[]
}

const jurisdiction = async (id: string) => {
  const held = await rows<{ code: string }>(
    'select region_code as code from authority_region where authority_id = $1',
    [id],
  )
  return new Set(held.map(({ code }) => code))
}

test('there are 31 provincial bodies, 5 of 计划单列市, the 兵团 and the ministry', async () => {
  const counted = await rows<{ key: string; count: number }>(
    `select level || ' ' || kind as key, count(*) from authority where level in ('province', 'ministry') group by 1`,
  )
  expect(Object.fromEntries(counted.map(({ key, count }) => [key, count]))).toEqual({
    'province ordinary': 31,
    'province separately_planned': 5,
    'province corps': 1,
    'ministry ordinary': 1,
  })
})

test.each([
  ['Guangdong', '440000', ['440300', '440303', '440311'], '440103'],
  ['Zhejiang', '330000', ['330200', '330282', '330226'], '330783'],
  ['Fujian', '350000', ['350200', '350211'], '350582'],
  ['Shandong', '370000', ['370200', '370285'], '370681'],
  ['Liaoning', '210000', ['210200', '210281'], '210403'],
  ['Xinjiang', '650000', ['659001', '659002', '659012'], '650102'],
])('%s (%s) does not reach %j but reaches %s', async (_name, code, outside, inside) => {
  const own = await jurisdiction(authorityId('province', code))
  expect(outside.filter((region) => own.has(region))).toEqual([])
  expect(own).toContain(inside)
  expect(own).toContain(code)
})

test('深圳, 宁波 and the 兵团 reach exactly their own', async () => {
  const shenzhen = await jurisdiction(authorityId('province', '440300'))
  expect([...shenzhen].every((code) => code.startsWith('4403'))).toBe(true)
  expect(shenzhen.size).toBe(10)
  expect(await jurisdiction(authorityId('province', '330200'))).toContain('330282')
  expect((await jurisdiction(authorityId('province', 'corps'))).size).toBe(12)
})

test('every region of the mainland is under exactly one body of the provincial level', async () => {
  const strays = await rows(
    `select r.code from region r left join authority_region ar on ar.region_code = r.code
       and ar.authority_id in (select id from authority where level = 'province')
     where r.province_code not in ('710000', '810000', '820000')
     group by r.code having count(ar.authority_id) <> 1`,
  )
  expect(strays).toEqual([])
})

test('a county has one county body, and a city body unless its province is reached directly', async () => {
  const wrong = await rows(
    `select r.code from region r join authority_region ar on ar.region_code = r.code
       join authority a on a.id = ar.authority_id
     where r.level = 'county' group by r.code
     having count(*) filter (where a.level = 'county') <> 1 or count(*) filter (where a.level = 'city') > 1`,
  )
  expect(wrong).toEqual([])
  const cityBodies = async (county: string) =>
    rows<{ name: string }>(
      `select a.name from authority a join authority_region ar on ar.authority_id = a.id
       where a.level = 'city' and ar.region_code = $1`,
      [county],
    )
  expect(await cityBodies('330783')).toEqual([{ name: '金华市中小企业主管部门' }])
  for (const direct of ['110108', '440303', '429004', '659001', '460105', '441900']) {
    expect({ direct, bodies: await cityBodies(direct) }).toEqual({ direct, bodies: [] })
  }
})

test.each([
  ['441900', '东莞市中小企业主管部门'],
  ['442000', '中山市中小企业主管部门'],
  ['460400', '儋州市中小企业主管部门'],
  ['620200', '嘉峪关市中小企业主管部门'],
  ['330783', '东阳市中小企业主管部门'],
  ['659001', '石河子市中小企业主管部门'],
])('%s declares through its own county-level body, %s', async (code, name) => {
  expect(
    await rows('select name from authority where id = $1', [authorityId('county', code)]),
  ).toEqual([{ name }])
})

test('the ministry reaches every region', async () => {
  const [all] = await rows<{ count: number }>('select count(*) from region')
  expect((await jurisdiction(authorityId('ministry', '000000'))).size).toBe(all?.count)
})

test('marks hold for what lies in a marked region, and 渝北区 has its dated successor', async () => {
  const marks = async (code: string) =>
    (await rows<{ marks: string[] }>('select marks from region where code = $1', [code]))[0]?.marks
  expect(await marks('440303')).toEqual(['separately_planned'])
  expect(await marks('659001')).toEqual(['corps', 'western', 'province_administered'])
  expect(await marks('441900')).toEqual(['no_counties'])
  expect(
    await rows(
      'select successor_name, from_date, precision from region_successor where code = $1',
      ['500112'],
    ),
  ).toEqual([{ successor_name: '重庆市两江新区', from_date: '2025-11', precision: 'month' }])
})

test('a repeat leads to the cluster that is shown, however long the chain', async () => {
  const root = async (list: string, number: number) => {
    const [row] = await rows<{ list_code: string; number: number }>(
      `select r.list_code, r.number from listing l join cluster_link k on k.from_cluster_id = l.cluster_id
       join listing r on r.cluster_id = k.to_cluster_id where l.list_code = $1 and l.number = $2`,
      [list, number],
    )
    return row
  }
  expect(await root('zhejiang', 117)).toEqual({ list_code: 'zhejiang', number: 1 })
  expect(await root('zhejiang', 116)).toEqual({ list_code: 'miit-2023', number: 95 })
  const shownBehind = await rows(
    'select 1 from cluster c join cluster_link k on k.from_cluster_id = c.cluster_id where c.listed',
  )
  expect(shownBehind).toEqual([])
})

test('a second start changes no row', async () => {
  const stamps = async () =>
    (
      await sql<{ n: string }>`select sum(xmin::text::bigint)::text as n from listing`.execute(
        database.db,
      )
    ).rows
  const before = await stamps()
  await loadReference(database.db, new Date('2026-11-21T00:00:00Z'))
  expect(await stamps()).toEqual(before)
})

test('changed files load anew without doubling anything, and inside a transaction of the caller', async () => {
  const count = () =>
    rows(
      'select (select count(*) from listing) l, (select count(*) from cluster) c, (select count(*) from authority_region) a, (select count(*) from cluster_link) k',
    )
  const before = await count()
  await database.db
    .updateTable('loaded')
    .set({ sha256: 'old' })
    .where('name', '=', 'reference')
    .execute()
  await database.db
    .transaction()
    .execute((trx) => loadReference(trx, new Date('2026-11-22T00:00:00Z')))
  expect(await count()).toEqual(before)
})

test('ids are the same everywhere', () => {
  expect(stableId('x')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(stableId('x')).toBe(stableId('x'))
  expect(stableId('x')).not.toBe(stableId('y'))
})
