// Two people at one declaration: 填报 and 审核 are separate, and nobody overwrites another silently.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage, SavedRow } from '#contract/declaration.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { type File, makeDraft } from './acts.ts'
import { makeReducedFile, openReducedBatch, rowBody, travel } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
let first: Player
let second: Player
let approver: Player

beforeAll(async () => {
  const ministry = await world.player('ministry_officer', 'ministry', null)
  first = await world.player('county_editor', 'county', '330122')
  second = await world.player('county_editor', 'county', '330122')
  approver = await world.player('county_approver', 'county', '330122')
  await openReducedBatch(ministry, 'two')
})

const area = (file: File) => `${file.path}/rows/area`
const sharing = (file: File) => `${file.path}/rows/sharing`

const statuses = (answers: readonly { statusCode: number }[]) =>
  answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)

test('the person who handed the file in may not approve it, even after a change of post', async () => {
  const file = travel(await makeReducedFile(first, 'two', '换岗集群'))
  await file.go(first, 'hand-in')
  expect(await file.attempt(first, 'submit')).toBe('not_allowed')
  await setRole(first, 'county_approver')
  const refused = await first.ask('POST', `${file.path}/submit`, { revision: 1 })
  await setRole(first, 'county_editor')
  expect(refused.statusCode).toBe(409)
  expect(refused.json<ProblemBody>()).toMatchObject({
    code: 'same_person',
    message: '填报人与审核人须为两人，请由本单位另一位同志审核提交。',
  })
  await file.go(approver, 'submit')
})

const setRole = (person: Player, role: string) =>
  world.database.pool.query('update person set role = $1 where id = $2', [role, person.personId])

test('the approver edits nothing, uploads nothing and hands nothing in', async () => {
  const file = await makeDraft(first, 'two', '审核人只读')
  const asked = [
    await approver.ask('PUT', area(file), rowBody(0, { value: '1' })),
    await approver.ask('POST', `${file.path}/hand-in`, { revision: 0 }),
    await approver.ask('DELETE', `${file.path}/evidence/${randomUUID()}`),
  ]
  expect(asked.map((answer) => answer.statusCode)).toEqual([403, 403, 403])
  expect((await approver.get<DeclarationPage>(file.path)).can).toEqual(['withdraw'])
})

test('two editors on one row: the later gets both texts and the first one’s stays', async () => {
  const file = await makeDraft(first, 'two', '同一行')
  await first.put(area(file), rowBody(0, { value: '10' }))
  const late = await second.ask('PUT', area(file), rowBody(0, { value: '20' }))
  expect(late.statusCode).toBe(409)
  const problem = late.json<ProblemBody>()
  expect(problem.message).toBe(
    `“集群占地面积”刚被${first.login}（测试）改动，请对照两份内容后选择保留哪一份。`,
  )
  expect(problem.details).toMatchObject({
    theirs: { cells: { value: '10.00' }, revision: 1 },
    yours: { value: '20' },
  })
  const page = await second.get<DeclarationPage>(file.path)
  expect(page.rows.find((row) => row.row === 'area')?.cells).toEqual({ value: '10.00' })
  await second.put(area(file), rowBody(1, { value: '20' }))
})

test('two editors on different rows both save', async () => {
  const file = await makeDraft(first, 'two', '不同行')
  const [one, other] = await Promise.all([
    first.ask('PUT', area(file), rowBody(0, { value: '10' })),
    second.ask('PUT', sharing(file), rowBody(0, { text: '共享车间' })),
  ])
  expect([one.statusCode, other.statusCode]).toEqual([200, 200])
  const { rows } = await first.get<DeclarationPage>(file.path)
  expect(rows.map((row) => row.row)).toEqual(expect.arrayContaining(['area', 'sharing']))
})

test.each(['area', 'cluster_name'])(
  'of twenty saves of %s at once one wins and nothing fails otherwise',
  async (row) => {
    const file = await makeDraft(first, 'two', `并发保存${row}`)
    const seen = row === 'cluster_name' ? 1 : 0
    const cell = row === 'cluster_name' ? 'name' : 'value'
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? first : second).ask(
          'PUT',
          `${file.path}/rows/${row}`,
          rowBody(seen, { [cell]: String(index + 1) }),
        ),
      ),
    )
    expect(statuses(answers)).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
  },
)

test('the same key with the same content gets the same answer, once or at once', async () => {
  const file = await makeDraft(first, 'two', '重复请求')
  const body = rowBody(0, { value: '10' })
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => first.ask('PUT', area(file), body)),
  )
  answers.push(await first.ask('PUT', area(file), body))
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 9 }, () => 200))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(await saves(file)).toBe(1)
})

async function saves(file: File): Promise<number> {
  const { rowCount } = await world.database.pool.query(
    "select 1 from audit_event where stream_id = $1 and act = 'declaration.save'",
    [file.clusterId],
  )
  return rowCount ?? 0
}

test('a key used for other content is refused, also by two requests at once on two files', async () => {
  const file = await makeDraft(first, 'two', '编号甲')
  const other = await makeDraft(first, 'two', '编号乙')
  const body = rowBody(0, { value: '10' })
  await first.put(area(file), body)
  const reused = await first.ask('PUT', area(file), { ...body, cells: { value: '11' } })
  expect([reused.statusCode, reused.json<ProblemBody>().code]).toEqual([409, 'key_reused'])
  expect(reused.json<ProblemBody>().message).toContain('请刷新页面后重试')
  const shared = rowBody(0, { text: '共享仓库' })
  const answers = await Promise.all([
    first.ask('PUT', sharing(file), shared),
    first.ask('PUT', sharing(other), shared),
  ])
  expect(statuses(answers)).toEqual([200, 409])
  expect((await saves(file)) + (await saves(other))).toBe(2)
})

test('after the hand-in nothing more is saved, and the sentence says where the file is', async () => {
  const file = travel(await makeReducedFile(first, 'two', '已提交'))
  await file.go(first, 'hand-in')
  const refused = await second.ask('PUT', area(file), rowBody(1, { value: '99' }))
  expect(refused.statusCode).toBe(409)
  expect(refused.json<ProblemBody>()).toMatchObject({
    code: 'out_of_turn',
    message: '当前状态为“待县级审核”，不能填报；请刷新页面查看最新进展。',
  })
  const page = await second.get<DeclarationPage>(file.path)
  expect(page.rows.find((row) => row.row === 'area')?.cells).toEqual({ value: '12.50' })
})

test('saving and handing in at once never leaves an incomplete file handed in', async () => {
  let handedIn = 0
  for (let round = 0; round < 25; round += 1) {
    const file = await makeReducedFile(first, 'two', `同时${round}`)
    const clear = () => second.ask('PUT', area(file), rowBody(1, {}))
    const give = () => first.ask('POST', `${file.path}/hand-in`, { revision: 0 })
    // even rounds: the save comes a little later each time, so that both orders occur on any machine
    const later = async () => {
      await setTimeout(round * 2)
      return clear()
    }
    const sent = round % 2 ? { save: clear(), handIn: give() } : { handIn: give(), save: later() }
    const [save, handIn] = await Promise.all([sent.save, sent.handIn])
    expect([200, 409]).toContain(save.statusCode)
    expect([200, 422]).toContain(handIn.statusCode)
    const page = await first.get<DeclarationPage>(file.path)
    const held = page.rows.find((row) => row.row === 'area')?.cells
    const complete = ['awaiting_approval', { value: '12.50' }]
    expect([page.state, held]).toEqual(handIn.statusCode === 200 ? complete : ['draft', {}])
    handedIn += handIn.statusCode === 200 ? 1 : 0
  }
  expect(handedIn).toBeGreaterThan(0)
})

test('of two approvers at once one sends the file up and the other is told', async () => {
  const third = await world.player('county_approver', 'county', '330122')
  const file = travel(await makeReducedFile(first, 'two', '两位审核人'))
  await file.go(first, 'hand-in')
  const answers = await Promise.all(
    [approver, third].map((who) => who.ask('POST', `${file.path}/submit`, { revision: 1 })),
  )
  expect(statuses(answers)).toEqual([200, 409])
  const lost = answers.find((answer) => answer.statusCode === 409)?.json<ProblemBody>()
  expect(lost?.message).toMatch(/请刷新页面/)
})

test('what another saved is told to who watches, with his name among those present', async () => {
  const file = await makeDraft(first, 'two', '同时在线')
  const { now } = await first.get<{ now: string }>(
    `${file.path}/changes?since=2000-01-01T00:00:00Z`,
  )
  await second.get(`${file.path}/changes?since=${now}`)
  await second.put(area(file), rowBody(0, { value: '7' }))
  const seen = await first.get<{ rows: SavedRow[]; present: string[] }>(
    `${file.path}/changes?since=${now}`,
  )
  expect(seen.rows.find((row) => row.row === 'area')?.cells).toEqual({ value: '7.00' })
  expect(seen.present).toEqual([`${second.login}（测试）`])
})
