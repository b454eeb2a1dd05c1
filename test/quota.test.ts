// Places of a body in a batch: never more than the batch gives, however many ask at once (236号 三：超出名额的一律不予受理).
import { beforeAll, expect, test } from 'vitest'
import type { ProblemBody } from '#domain/problem.ts'
import { openReducedBatch, sendUp, type Travelling } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
let ministry: Player
let editor: Player
let approver: Player
let city: Player
let province: Player

beforeAll(async () => {
  ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  approver = await world.player('county_approver', 'county', '330122')
  city = await world.player('city_reviewer', 'city', '330100')
  province = await world.player('province_reviewer', 'province', '330000')
})

async function taken(who: Player, batch: string): Promise<number | undefined> {
  const { places } = await who.get<{ places: { batchCode: string; taken: number }[] }>(
    '/api/places',
  )
  return places.find((held) => held.batchCode === batch)?.taken
}

/** Sent up by the county and opened by the city. */
async function atCity(batch: string, name: string): Promise<Travelling> {
  const file = await sendUp({ editor, approver }, batch, name)
  await file.go(city, 'open')
  return file
}

async function atMinistry(batch: string, name: string): Promise<Travelling> {
  const file = await atCity(batch, name)
  await file.go(city, 'forward')
  await file.go(province, 'open')
  await file.go(province, 'forward')
  await file.go(ministry, 'open')
  return file
}

const reason = { reason: '择优推荐' }
const back = (to: 'previous' | 'county') => ({
  to,
  items: [{ field: 'area', reason: '请核对面积' }],
})

test('of 50 files forwarded at once for the last place one succeeds, round after round', async () => {
  await openReducedBatch(ministry, 'race', { city: 3 })
  for (const name of ['先占一', '先占二']) await (await atCity('race', name)).go(city, 'forward')
  const files: Travelling[] = []
  for (let index = 0; index < 50; index += 1) files.push(await atCity('race', `争位集群${index}`))
  expect(await taken(city, 'race')).toBe(2)
  for (let round = 0; round < 5; round += 1) {
    const outcomes = await Promise.all(files.map((file) => file.attempt(city, 'forward')))
    expect(outcomes.filter((outcome) => outcome === true)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'quota_used_up')).toHaveLength(49)
    expect(await taken(city, 'race')).toBe(3)
    await files[outcomes.indexOf(true)]?.go(city, 'recall')
    expect(await taken(city, 'race')).toBe(2)
  }
}, 60_000)

test('the refusal over quota names the body, its places and the remedy', async () => {
  await openReducedBatch(ministry, 'one', { ordinary: 1 })
  await atMinistry('one', '第一件')
  const second = await atCity('one', '第二件')
  await second.go(city, 'forward')
  await second.go(province, 'open')
  const { revision } = await province.get<{ revision: number }>(second.path)
  const answer = await province.ask('POST', `${second.path}/forward`, { revision })
  expect(answer.statusCode).toBe(409)
  expect(answer.json<ProblemBody>().message).toBe(
    '“浙江省中小企业主管部门”本批次推荐名额为 1 个，已用完；如需推荐，请先撤回其他推荐件。',
  )
  expect(await taken(province, 'one')).toBe(1)
})

test('a file returned by the ministry keeps its place against another that waits for it', async () => {
  await openReducedBatch(ministry, 'kept', { ordinary: 1 })
  const first = await atMinistry('kept', '先到')
  const second = await atCity('kept', '后到')
  await second.go(city, 'forward')
  await second.go(province, 'open')
  for (const to of ['county', 'previous'] as const) {
    await first.go(ministry, 'return', back(to))
    expect(await second.attempt(province, 'forward')).toBe('quota_used_up')
    expect(await taken(province, 'kept')).toBe(1)
    if (to === 'county') {
      await first.go(editor, 'hand-in')
      await first.go(approver, 'submit')
      await first.go(city, 'open')
      await first.go(city, 'forward')
      await first.go(province, 'open')
    }
    await first.go(province, 'forward')
    expect(await taken(province, 'kept')).toBe(1)
    await first.go(ministry, 'open')
  }
})

test('recall frees the place and the next file takes it', async () => {
  await openReducedBatch(ministry, 'recall', { city: 1 })
  const first = await atCity('recall', '先到')
  const second = await atCity('recall', '后到')
  await first.go(city, 'forward')
  expect(await second.attempt(city, 'forward')).toBe('quota_used_up')
  await first.go(city, 'recall')
  expect(await taken(city, 'recall')).toBe(0)
  await second.go(city, 'forward')
  expect(await first.attempt(city, 'forward')).toBe('quota_used_up')
})

test('a place given up while the file is out below is free, and the file needs a new one', async () => {
  await openReducedBatch(ministry, 'given', { ordinary: 1 })
  const first = await atMinistry('given', '先到')
  await first.go(ministry, 'return', back('county'))
  expect(await first.attempt(city, 'give-up-place', reason)).toBe(true)
  await first.go(province, 'give-up-place', reason)
  expect(await first.attempt(province, 'give-up-place', reason)).toBe('out_of_turn')
  expect(await taken(province, 'given')).toBe(0)
  const second = await atMinistry('given', '后到')
  expect(await taken(province, 'given')).toBe(1)
  await first.go(editor, 'hand-in')
  await first.go(approver, 'submit')
  await first.go(city, 'open')
  await first.go(city, 'forward')
  await first.go(province, 'open')
  expect(await first.attempt(province, 'forward')).toBe('quota_used_up')
  await second.go(ministry, 'return', back('previous'))
  await second.go(province, 'give-up-place', reason)
  await first.go(province, 'forward')
})

test('a returned file that comes up again may still be cut: its place is given up before the body decides', async () => {
  await openReducedBatch(ministry, 'again', { ordinary: 1 })
  const file = await atMinistry('again', '再报')
  await file.go(ministry, 'return', back('county'))
  await file.go(editor, 'hand-in')
  await file.go(approver, 'submit')
  await file.go(city, 'open')
  await file.go(city, 'forward')
  await file.go(province, 'open')
  await file.go(province, 'give-up-place', reason)
  expect(await taken(province, 'again')).toBe(0)
  await file.go(province, 'not-recommend', reason)
})

test('a returned file that ends below leaves its place with the body, which may give it up', async () => {
  await openReducedBatch(ministry, 'ended', { ordinary: 2 })
  const withdrawn = await atMinistry('ended', '县里撤回')
  await withdrawn.go(ministry, 'return', back('county'))
  await withdrawn.go(approver, 'withdraw', reason)
  const cut = await atMinistry('ended', '市里不推荐')
  await cut.go(ministry, 'return', back('county'))
  await cut.go(editor, 'hand-in')
  await cut.go(approver, 'submit')
  await cut.go(city, 'open')
  await cut.go(city, 'not-recommend', reason)
  expect(await taken(province, 'ended')).toBe(2)
  await withdrawn.go(province, 'give-up-place', reason)
  await cut.go(province, 'give-up-place', reason)
  expect(await taken(province, 'ended')).toBe(0)
  const { state } = await province.get<{ state: string }>(withdrawn.path)
  expect(state).toBe('withdrawn')
})

test('refusal, disqualification and withdrawal at the ministry free nothing', async () => {
  await openReducedBatch(ministry, 'spent', { ordinary: 3 })
  const files = [
    await atMinistry('spent', '不予认定'),
    await atMinistry('spent', '取消资格'),
    await atMinistry('spent', '县里撤回'),
  ]
  await files[0]?.go(ministry, 'refuse', reason)
  await files[1]?.go(ministry, 'disqualify', reason)
  await files[2]?.go(approver, 'withdraw', reason)
  expect(await taken(province, 'spent')).toBe(3)
  for (const file of files)
    expect(await file.attempt(province, 'give-up-place', reason)).toBe('out_of_turn')
})

test('a body without a number in the batch forwards without limit, and what it sends is counted', async () => {
  await openReducedBatch(ministry, 'free', { ordinary: 1 })
  for (const name of ['一', '二', '三']) await (await atCity('free', name)).go(city, 'forward')
  expect(await taken(city, 'free')).toBe(3)
})
