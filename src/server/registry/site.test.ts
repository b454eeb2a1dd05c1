// The public pages at their addresses: what a reader sees, what bad addresses get, and the demonstration under its banner.
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { renderPage } from '#site/render.tsx'
import { makeWorld } from '#test/world.ts'
import { listedClusterId } from '../reference/stable-id.ts'
import { refreshClusters, refreshCounts } from './index-cluster.ts'
import { siteRoutes } from './site.ts'

const world = await makeWorld()
const { db } = world.database
const now = new Date('2026-06-01T04:00:00Z')
world.app.clock.offsetMs = now.getTime() - Date.now()
const server = fastify()
siteRoutes(server, world.app, { render: renderPage, style: 'a{}', script: '1' })
afterAll(() => server.close())

async function page(url: string): Promise<{ status: number; html: string; text: string }> {
  const answer = await server.inject({ url: encodeURI(url) })
  const text = answer.body
    .replace(/<style.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, '')
  return { status: answer.statusCode, html: answer.body, text }
}

test('the start page counts the clusters of every province and marks those without lists', async () => {
  const { status, html, text } = await page('/')
  expect(status).toBe(200)
  const { rows } = await world.database.pool.query<{ count: number }>(
    'select count(*) from cluster where listed',
  )
  expect(text).toContain(`收录6份名单、538条原文、${rows[0]?.count}个集群`)
  expect(html.match(/data-column/g)).toHaveLength(31)
  expect(html.match(/tile-none/g)).toHaveLength(3)
  expect(text).toContain('新疆含新疆生产建设兵团2个')
  expect(html).toContain('href="/app/"')
})

test('the programme switch is an address, and its counts are those of the programme', async () => {
  const { html, text } = await page('/?programme=hubei')
  expect(html).toContain('href="/clusters?province=420000&amp;programme=hubei"')
  expect(text).toContain('湖北省110')
  expect(text).toContain('浙江省0')
})

test('a search keeps its words in the box and its filters in the links', async () => {
  const { text, html } = await page('/clusters?q=宁波&programme=miit')
  expect(html).toContain('value="宁波"')
  expect(text).toContain('宁波市慈溪市智能小家电产业集群')
  expect(text).not.toContain('宁波塑机产业集群')
  expect(html).toContain('<input type="hidden" name="programme" value="miit"/>')
})

test('what was typed is shown as text, never as markup', async () => {
  const { html } = await page('/clusters?q="><script>alert(1)</script>')
  expect(html).not.toContain('<script>alert')
})

test('a cluster shows its places, every row as printed, its source and its validity as of today', async () => {
  const { text } = await page(`/clusters/${listedClusterId('miit-2022', 25)}`)
  expect(text).toContain('浙江省温州市永嘉县')
  expect(text).toContain('工信部企业函〔2023〕3号，2023-01-11')
  expect(text).toContain('2023年至2025年：2023-01-01至2025-12-31')
  expect(text).toContain('有效期已届满')
  expect(text).toContain('永嘉泵阀产业群')
  expect(text).toContain('同为永嘉县，同为泵阀（把握较高）')
  expect(text).toContain('转载，未见原文')
})

test('a recognition without a stated start shows both ends and is never said to have run out', async () => {
  world.app.clock.offsetMs = new Date('2031-01-01T04:00:00Z').getTime() - Date.now()
  const { text } = await page(`/clusters/${listedClusterId('miit-2023', 80)}`)
  world.app.clock.offsetMs = now.getTime() - Date.now()
  expect(text).toContain('有效期起算未载明')
  expect(text).toMatch(/若自名单公布之日起3年：2023-10-17至2026-10-17/)
  expect(text).toMatch(/2024-01-01至2026-12-31/)
  expect(text).not.toContain('有效期已届满')
  expect(text).toContain('2025-11起：重庆市两江新区')
})

test('a repeated row leads to the cluster that it repeats', async () => {
  const answer = await server.inject({ url: `/clusters/${listedClusterId('zhejiang', 117)}` })
  expect([answer.statusCode, answer.headers.location]).toEqual([
    302,
    `/clusters/${listedClusterId('zhejiang', 1)}`,
  ])
})

test('a list shows its rows as printed with what was read differently', async () => {
  const { text } = await page('/lists/zhejiang')
  expect(text).toContain('温州打火机概况')
  expect(text).toContain('温州打火机概况→温州打火机产业群')
  expect(text).toContain('条目（120条，照原文）')
})

test.each([
  ['/nothing', 404],
  ['/clusters/x', 404],
  [`/clusters/${randomUUID()}`, 404],
  ['/lists/nothing', 404],
  ["/lists/'%22;--", 404],
  ['/notices/x', 404],
  ['/demo/lists/miit-2022', 404],
  ['/clusters?state=dead', 400],
  ['/clusters?province=99', 400],
  ['/clusters?page=-1', 400],
  ['/clusters?page=99999999999999999999', 400],
  ['/clusters?q=a&q=b', 400],
  ['/?programme=nothing', 400],
])('%s gets a page in Chinese with status %i', async (url, status) => {
  const answer = await page(url)
  expect(answer.status).toBe(status)
  expect(answer.html).toMatch(/^<!doctype html><html lang="zh-CN">/)
  expect(answer.text).toMatch(/没有|地址或条件有误/)
})

test.each(['/clusters?q=%00', '/lists/%00', '/clusters/%FF'])(
  '%s is never an error of the server',
  async (url) => {
    expect((await server.inject({ url })).statusCode).toBeLessThan(500)
  },
)

test('a reader who has the page already is told so, until something changes', async () => {
  const first = await server.inject({ url: '/lists' })
  const again = await server.inject({
    url: '/lists',
    headers: { 'if-none-match': String(first.headers['etag']) },
  })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('style and script are kept for good under addresses that name their content', async () => {
  const { html } = await page('/')
  const style = /href="(\/assets\/site-[0-9a-f]{16}\.css)"/.exec(html)?.[1]
  const answer = await server.inject({ url: style ?? '' })
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([
    200,
    'a{}',
    'public, max-age=31536000, immutable',
  ])
})

test('the demonstration shows its own clusters under a banner, and the registry none of them', async () => {
  const clusterId = randomUUID()
  await db
    .insertInto('listing_list')
    .values({
      code: 'demo-x',
      title: '演示批次名单',
      programme: 'demo',
      programme_name: '演示体系',
      source: '演示',
      demonstration: true,
      sequence: 99,
    })
    .execute()
  await db
    .insertInto('listing')
    .values({
      list_code: 'demo-x',
      number: 1,
      printed: '演示甲产业集群',
      cluster_id: clusterId,
      canonical_name: '演示甲产业集群',
      province_code: '330000',
    })
    .execute()
  await refreshClusters(db, [clusterId], now)
  await refreshCounts(db)
  for (const url of [
    '/demo',
    '/demo/clusters',
    `/demo/clusters/${clusterId}`,
    '/demo/lists',
    '/demo/lists/demo-x',
    '/demo/notices',
  ]) {
    const shown = await page(url)
    expect({ url, status: shown.status, banner: shown.text.includes('演示数据') }).toEqual({
      url,
      status: 200,
      banner: true,
    })
  }
  expect((await page('/demo/clusters')).text).toContain('共1个集群')
  expect((await page(`/clusters/${clusterId}`)).status).toBe(404)
  expect((await page('/lists/demo-x')).status).toBe(404)
  expect((await page('/clusters?q=演示甲')).text).toContain('没有符合条件的集群')
  expect((await page('/')).text).not.toContain('演示体系')
})
