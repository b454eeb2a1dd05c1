// The whole path through the HTTP door: from a county's first draft to the published list.
import { expect, test } from 'vitest'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { Moved } from '#contract/review.ts'
import { makeFile, openTestBatch } from './acts.ts'
import { makeWorld } from './world.ts'

const world = await makeWorld()

test('a declaration goes from draft to the published list, with one return from the ministry that keeps its place', async () => {
  const ministry = await world.player('ministry_officer', 'ministry', null)
  const editor = await world.player('county_editor', 'county', '330122')
  const approver = await world.player('county_approver', 'county', '330122')
  const city = await world.player('city_reviewer', 'city', '330100')
  const province = await world.player('province_reviewer', 'province', '330000')
  await openTestBatch(ministry, 'test-2026', { ordinary: 1 })
  const file = await makeFile(editor, 'test-2026', '测试县阀门产业集群')

  let { revision } = await editor.post<Moved>(`${file.path}/hand-in`, { revision: 0 })
  const go = async (who: typeof city, act: string, more: object = {}) => {
    const moved = await who.post<Moved>(`${file.path}/${act}`, { revision, ...more })
    revision = moved.revision
    return moved
  }
  await go(approver, 'submit')
  await go(city, 'open')
  await go(city, 'forward', { opinion: '同意推荐' })
  await go(province, 'open')
  await go(province, 'forward', { opinion: '择优推荐' })
  await go(ministry, 'open')
  const places = async () =>
    (
      await province.get<{ places: { batchCode: string; taken: number }[] }>('/api/places')
    ).places.find((held) => held.batchCode === 'test-2026')?.taken
  expect(await places()).toBe(1)

  const returned = await go(ministry, 'return', {
    to: 'county',
    items: [{ field: 'total_output', reason: '请核对三年产值' }],
  })
  expect(returned.state).toBe('returned')
  expect(await places()).toBe(1)
  const page = await editor.get<DeclarationPage>(file.path)
  expect(page.can).toEqual(['edit', 'hand_in'])
  expect(page.returnItems).toMatchObject([
    { field: 'total_output', reason: '请核对三年产值', settled: false },
  ])

  await go(editor, 'hand-in')
  await go(approver, 'submit')
  await go(city, 'open')
  await go(city, 'forward')
  await go(province, 'open')
  await go(province, 'forward')
  expect(await places()).toBe(1)
  await go(ministry, 'open')
  await go(ministry, 'propose')

  const notice = await ministry.post<{ lastDay: string }>('/api/batches/test-2026/notice', {
    title: '关于测试集群的公示',
    body: '现予公示。',
  })
  const early = await ministry.ask('POST', '/api/batches/test-2026/list', {
    title: '测试名单',
    document: '测试函〔2026〕1号',
  })
  expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([409, 'notice_running'])
  expect(early.json<{ message: string }>().message).toContain(notice.lastDay)
  world.passDays(20)
  const list = await (await world.player('ministry_officer', 'ministry', null)).post<{
    count: number
  }>('/api/batches/test-2026/list', { title: '测试名单', document: '测试函〔2026〕1号' })
  expect(list.count).toBe(1)
})
