// The notice and the list of a batch: whom they take in, whom they leave out, and what no longer moves afterwards.
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { Notice } from '#contract/notice.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { openReducedBatch, sendUp, type Travelling } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
let ministry: Player
let editor: Player
let approver: Player
let city: Player
let province: Player

async function arrive(): Promise<void> {
  ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  approver = await world.player('county_approver', 'county', '330122')
  city = await world.player('city_reviewer', 'city', '330100')
  province = await world.player('province_reviewer', 'province', '330000')
}

beforeAll(arrive)

async function atMinistry(batch: string, name: string): Promise<Travelling> {
  const file = await sendUp({ editor, approver }, batch, name)
  await file.go(city, 'open')
  await file.go(city, 'forward')
  await file.go(province, 'open')
  await file.go(province, 'forward')
  await file.go(ministry, 'open')
  return file
}

async function proposed(batch: string, name: string): Promise<Travelling> {
  const file = await atMinistry(batch, name)
  await file.go(ministry, 'propose')
  return file
}

const notice = (batch: string) =>
  ministry.ask('POST', `/api/batches/${batch}/notice`, { title: '公示', body: '现予公示。' })
const list = (batch: string) =>
  ministry.ask('POST', `/api/batches/${batch}/list`, { title: '名单', document: '函〔2026〕1号' })

async function message(who: Player, file: Travelling, act: string, more: object = {}) {
  const { revision } = await who.get<DeclarationPage>(file.path)
  const answer = await who.ask('POST', `${file.path}/${act}`, { revision, ...more })
  return [answer.statusCode, answer.json<ProblemBody>().message]
}

const reason = { reason: '核实有误' }

test('who is refused or disqualified during the notice is not on the list; the numbers run on without a gap', async () => {
  await openReducedBatch(ministry, 'held-back')
  const files = [
    await proposed('held-back', '甲集群'),
    await proposed('held-back', '乙集群'),
    await proposed('held-back', '丙集群'),
    await proposed('held-back', '丁集群'),
  ]
  const published = (await notice('held-back')).json<Notice>()
  expect(published.entries.map(({ number, regionName }) => [number, regionName])).toEqual([
    [1, '浙江省桐庐县'],
    [2, '浙江省桐庐县'],
    [3, '浙江省桐庐县'],
    [4, '浙江省桐庐县'],
  ])
  expect(await message(ministry, files[0] as Travelling, 'refuse', reason)).toEqual([
    200,
    undefined,
  ])
  expect(await message(ministry, files[1] as Travelling, 'disqualify', reason)).toEqual([
    200,
    undefined,
  ])
  expect((await message(approver, files[2] as Travelling, 'withdraw', reason))[0]).toBe(409)
  world.passDays(20)
  await arrive()
  expect((await list('held-back')).json()).toEqual({ listCode: 'held-back', count: 2 })
  const { rows } = await world.database.pool.query<{ number: number; printed: string }>(
    "select number, printed from listing where list_code = 'held-back' order by number",
  )
  expect(rows.map(({ number }) => number)).toEqual([1, 2])
  expect(rows.map(({ printed }) => printed).toSorted()).toEqual(['丁集群', '丙集群'].toSorted())
})

test('of two notices at once, and of two lists at once, one comes out', async () => {
  await openReducedBatch(ministry, 'double')
  await proposed('double', '独家集群')
  const notices = await Promise.all([notice('double'), notice('double')])
  expect(notices.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await notice('double')).statusCode).toBe(409)
  world.passDays(20)
  await arrive()
  const lists = await Promise.all([list('double'), list('double')])
  expect(lists.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { rows } = await world.database.pool.query(
    "select (select count(*)::int from notice n join batch b on b.id = n.batch_id where b.code = 'double') as notices, (select count(*)::int from listing where list_code = 'double') as rows",
  )
  expect(rows).toEqual([{ notices: 1, rows: 1 }])
})

test('the list waits for the day after the last day of the notice', async () => {
  await openReducedBatch(ministry, 'waiting')
  await proposed('waiting', '等待集群')
  const { firstDay, lastDay } = (await notice('waiting')).json<Notice>()
  const early = await list('waiting')
  expect([early.statusCode, early.json<ProblemBody>().message]).toEqual([
    409,
    `公示期至 ${lastDay} 届满，次日起方可公布名单。`,
  ])
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000
  world.passDays(days)
  await arrive()
  expect((await list('waiting')).statusCode).toBe(409)
  world.passDays(1)
  await arrive()
  expect((await list('waiting')).statusCode).toBe(200)
})

test('once the notice is out nothing more is proposed, and once the list is out nothing more is sent up', async () => {
  await openReducedBatch(ministry, 'closed')
  await proposed('closed', '入选集群')
  const late = await atMinistry('closed', '迟到集群')
  const atCity = await sendUp({ editor, approver }, 'closed', '在市集群')
  await atCity.go(city, 'open')
  expect((await notice('closed')).statusCode).toBe(200)
  expect(await message(ministry, late, 'propose')).toEqual([
    409,
    '当前状态为“公示中”，不能拟认定；请刷新页面查看最新进展。',
  ])
  world.passDays(20)
  await arrive()
  expect((await list('closed')).statusCode).toBe(200)
  expect(await message(city, atCity, 'forward')).toEqual([
    409,
    '当前状态为“已公布名单”，不能推荐；请刷新页面查看最新进展。',
  ])
  expect((await message(ministry, late, 'refuse', reason))[0]).toBe(200)
})

test('a person’s session ends after twelve hours, with his post, and when he signs out', async () => {
  const guest = await world.player('county_editor', 'county', '330122')
  const inside = async () => (await guest.ask('GET', '/api/declarations')).statusCode
  expect(await inside()).toBe(200)
  world.app.clock.offsetMs += 11.9 * 3_600_000
  expect(await inside()).toBe(200)
  world.app.clock.offsetMs += 0.2 * 3_600_000
  expect(await inside()).toBe(401)
  const other = await world.player('county_editor', 'county', '330122')
  await world.database.pool.query('update person set active = false where id = $1', [
    other.personId,
  ])
  expect((await other.ask('GET', '/api/declarations')).statusCode).toBe(401)
  const third = await world.player('county_editor', 'county', '330122')
  await third.ask('DELETE', '/api/session')
  expect((await third.ask('GET', '/api/declarations')).statusCode).toBe(401)
})
