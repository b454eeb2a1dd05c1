// The server of the measure `search`: the registry with 100,000 generated clusters, and beside it a route that runs the
// bare indexed SELECT: ids and names of a page of as many hits, by the same index; no rank, places, listings or counts.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { z } from 'zod'
import { searchRegistry } from '#contract/registry.ts'
import { endpoint } from '#contract/endpoint.ts'
import { readQuery, shortPlaceName } from '#domain/registry/search-text.ts'
import { readClock } from '#server/action.ts'
import { buildServer } from '#server/app.ts'
import { route } from '#server/http.ts'
import { upsertRows } from '#server/registry/bulk.ts'
import { refreshClusters, refreshCounts } from '#server/registry/index-cluster.ts'
import { speak } from '#server/registry/pinyin.ts'
import { pageSize, searchBound } from '#server/registry/search.ts'
import { serveUntilLeft } from './process.ts'
import { oneOf, seeded } from './random.ts'
import { openScratch } from './scratch.ts'

export interface SearchServer {
  readonly port: number
  /** What is typed into the search field. */
  readonly queries: readonly string[]
  readonly clusters: number
}

const generated = 100_000
const chunk = 5_000
const random = seeded(4754)
const { app, database, close } = await openScratch()
const { db } = app

const kinds = ['精密', '高端', '智能', '新型', '绿色', '特种', '电子', '汽车', '医用', '农业']
const goods =
  '阀门 轴承 磁性材料 传感器 箱包 文具 灯具 锁具 泵 模具 电机 玩具 家具 陶瓷 纽扣 弹簧 纺织 服装 化纤 包装 仪表 电缆 玻璃 铸造 食品 饮料 茶叶 中药 生物医药 光电 无人机 机器人 储能电池 工业软件 钢结构 建材 造纸 橡胶 新材料 紧固件'.split(
    ' ',
  )

interface County {
  readonly code: string
  readonly name: string
  readonly province_code: string
}

async function readCounties(): Promise<County[]> {
  return db
    .selectFrom('region')
    .select(['code', 'name', 'province_code'])
    .where('level', '=', 'county')
    .orderBy('code')
    .execute()
}

/** Listings behind the real ones of the six lists, one a cluster, and what the registry computes of them. */
async function generate(counties: readonly County[]): Promise<void> {
  const lists = await db.selectFrom('listing_list').select('code').orderBy('sequence').execute()
  const industries = await db.selectFrom('industry').select('code').orderBy('code').execute()
  const now = await readClock(db, app.clock)
  for (let start = 0; start < generated; start += chunk) {
    const rows = Array.from({ length: chunk }, (_, index) => {
      const county = oneOf(random, counties)
      const name = `${county.name}${oneOf(random, kinds)}${oneOf(random, goods)}产业集群`
      return {
        list_code: oneOf(random, lists).code,
        number: 1_000 + start + index,
        printed: name,
        canonical_name: name,
        cluster_id: randomUUID(),
        province_code: county.province_code,
        place_codes: [county.code],
        industry_division: oneOf(random, industries).code,
      }
    })
    await db.transaction().execute(async (trx) => {
      await upsertRows(trx, 'listing', ['list_code', 'number'], rows)
      const ids = rows.map((row) => row.cluster_id)
      await refreshClusters(trx, ids, now)
    })
  }
  await refreshCounts(db)
  const client = await database.pool.connect()
  await client.query('reset role')
  await client.query('vacuum analyze')
  client.release(true)
}

/** Names, places, both, and the pinyin and initials of places, as people type them. */
function makeQueries(counties: readonly County[]): string[] {
  return Array.from({ length: 500 }, (_, index) => {
    const place = shortPlaceName(oneOf(random, counties).name)
    const ware = oneOf(random, goods)
    const kind = oneOf(random, kinds)
    const forms = [
      place,
      `${kind}${ware}`,
      `${place} ${ware}`,
      `${place}${kind}`,
      speak(place).full,
    ]
    return forms[index % forms.length] ?? place
  })
}

const bareSelect = endpoint({
  method: 'GET',
  path: '/bench/clusters',
  who: searchRegistry.who,
  summary: 'floor',
  query: searchRegistry.query,
  answer: z.object({ clusters: z.array(z.object({ cluster_id: z.string(), name: z.string() })) }),
})

async function selectBare(q: string): Promise<{ cluster_id: string; name: string }[]> {
  const conditions = readQuery(q).words.map(({ text, kind, lexemes }) => {
    const held = lexemes.map((lexeme) => `'${lexeme}'`).join(' | ')
    if (lexemes.length > 0) return sql`bigrams @@ ${held}::tsquery`
    return kind === 'text' ? sql`search_text like ${`%${text}%`}` : sql`sounds like ${`%${text}%`}`
  })
  const { rows } = await sql<{ cluster_id: string; name: string }>`
    select cluster_id, canonical_name as name from (
      select cluster_id, canonical_name, province_code from cluster
      where listed and not demonstration and ${sql.join(conditions, sql` and `)}
      limit ${searchBound + 1}) hit
    order by province_code, canonical_name limit ${pageSize}`.execute(db)
  return rows
}

const counties = await readCounties()
await generate(counties)
const server = await buildServer(app, { log: false })
route(server, app, bareSelect, async ({ query }) => ({ clusters: await selectBare(query.q ?? '') }))
await server.listen({ host: '127.0.0.1', port: 0 })
const { port } = server.server.address() as AddressInfo
const { count } = await db
  .selectFrom('cluster')
  .select(({ fn }) => fn.countAll<number>().as('count'))
  .executeTakeFirstOrThrow()
const ready: SearchServer = { port, queries: makeQueries(counties), clusters: count }
serveUntilLeft(ready, async () => {
  await server.close()
  await close()
})
