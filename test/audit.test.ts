// One act, one event: nothing that the application does alters an event, and without its event an act has not happened.
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { urlForDatabase } from '#db/create.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import { upload } from './acts.ts'
import { dump } from './dump.ts'
import {
  makeReducedFile,
  openReducedBatch,
  rowBody,
  sendUp,
  type Travelling,
  travel,
} from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const { pool } = world.database
let owner: pg.Pool
let ministry: Player
let editor: Player
let approver: Player
let city: Player
let auditor: Player

beforeAll(async () => {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const url = urlForDatabase(inject('postgres').url, rows[0]?.name ?? '')
  owner = new pg.Pool({ connectionString: url, max: 1 })
  ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  approver = await world.player('county_approver', 'county', '330122')
  city = await world.player('city_reviewer', 'city', '330100')
  auditor = await world.player('auditor', 'ministry', null)
  await openReducedBatch(ministry, 'audit', { city: 5 })
})

afterAll(() => owner.end())

test.each([
  ["update audit_event set act = 'x'"],
  ["update audit_event set actor_name = 'x' where false"],
  ['delete from audit_event where false'],
  ['truncate audit_event'],
  ['drop table audit_event'],
  ['alter table audit_event add column x text'],
  ['create rule silent as on insert to audit_event do instead nothing'],
  ['alter table audit_event disable trigger all'],
  ['create table audit_copy (id uuid)'],
  ['merge into audit_event a using person p on a.actor_id = p.id when matched then delete'],
  [
    "insert into audit_event (stream_id, id, stream_kind, at, act, actor_name, role, authority_name) select stream_id, id, stream_kind, at, 'x', 'x', 'x', 'x' from audit_event on conflict (stream_id, id) do update set act = 'x'",
  ],
])('the application may not: %s', async (sql) => {
  await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' })
})

interface Event {
  readonly act: string
  readonly actor_name: string
  readonly role: string
  readonly authority_name: string
  readonly at: Date
}

async function eventsOf(stream: string): Promise<Event[]> {
  const { rows } = await pool.query<Event>(
    'select act, actor_name, role, authority_name, at from audit_event where stream_id = $1 order by id',
    [stream],
  )
  return rows
}

test('each act leaves one event that says who did what for which body, in order', async () => {
  const file = await sendUp({ editor, approver }, 'audit', '留痕集群')
  await file.go(city, 'open')
  await file.go(city, 'forward', { opinion: '同意' })
  await file.go(city, 'recall')
  const events = await eventsOf(file.clusterId)
  expect(events.map(({ act, role, authority_name: body }) => [act, role, body])).toEqual([
    ['declaration.create', 'county_editor', '桐庐县中小企业主管部门'],
    ['declaration.save', 'county_editor', '桐庐县中小企业主管部门'],
    ['declaration.save', 'county_editor', '桐庐县中小企业主管部门'],
    ['declaration.hand_in', 'county_editor', '桐庐县中小企业主管部门'],
    ['declaration.submit', 'county_approver', '桐庐县中小企业主管部门'],
    ['declaration.open', 'city_reviewer', '杭州市中小企业主管部门'],
    ['declaration.forward', 'city_reviewer', '杭州市中小企业主管部门'],
    ['declaration.recall', 'city_reviewer', '杭州市中小企业主管部门'],
  ])
  const times = events.map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('events carry the product’s clock', async () => {
  const { clock } = world.app
  const file = await makeReducedFile(editor, 'audit', '时钟集群')
  clock.offsetMs = 3_600_000
  await travel(file).go(editor, 'hand-in')
  clock.offsetMs = 0
  const times = (await eventsOf(file.clusterId)).map(({ at }) => at.getTime())
  expect(Math.round(((times.at(-1) ?? 0) - (times.at(-2) ?? 0)) / 3_600_000)).toBe(1)
})

test('reading leaves no event', async () => {
  const file = await makeReducedFile(editor, 'audit', '只读集群')
  const before = await dump(pool)
  for (const url of ['/api/declarations', file.path, `${file.path}/form.docx`, '/api/places'])
    expect((await editor.ask('GET', url)).statusCode).toBe(200)
  expect((await auditor.ask('GET', '/api/audit')).statusCode).toBe(200)
  expect(await dump(pool)).toEqual(before)
})

test('an act whose event can’t be written has not happened', async () => {
  const draft = await makeReducedFile(editor, 'audit', '无事件集群')
  const handedIn: Travelling = travel(await makeReducedFile(editor, 'audit', '无事件已提交'))
  await handedIn.go(editor, 'hand-in')
  const opened = await sendUp({ editor, approver }, 'audit', '无事件审核中')
  await opened.go(city, 'open')
  const pdf = demonstrationPaper('材料')
  const acts: Record<string, () => ReturnType<Player['ask']>> = {
    create: () => editor.ask('POST', '/api/declarations', { batch: 'audit', name: '新集群' }),
    save: () => editor.ask('PUT', `${draft.path}/rows/area`, rowBody(1, { value: '99' })),
    rename: () => editor.ask('PUT', `${draft.path}/rows/cluster_name`, rowBody(1, { name: '改' })),
    upload: () => upload(editor, draft, { item: 1, claims: [], name: '材料.pdf', bytes: pdf }),
    handIn: () => editor.ask('POST', `${draft.path}/hand-in`, { revision: 0 }),
    submit: () => approver.ask('POST', `${handedIn.path}/submit`, { revision: 1 }),
    forward: () => city.ask('POST', `${opened.path}/forward`, { revision: 3 }),
    return: () =>
      city.ask('POST', `${opened.path}/return`, {
        revision: 3,
        to: 'county',
        items: [{ field: 'area', reason: '核对' }],
      }),
    copy: () =>
      ministry.ask('POST', '/api/batches/miit-2022/copy', {
        code: 'no-event',
        year: 2027,
        title: '无事件',
      }),
    signOut: () => auditor.ask('DELETE', '/api/session'),
    signIn: () =>
      world.ask('POST', '/api/session', {
        login: editor.login,
        password: 'correct horse battery staple',
      }),
  }
  const before = await dump(pool)
  await owner.query('revoke insert on audit_event from jiqun_app')
  try {
    for (const [name, act] of Object.entries(acts)) {
      const answer = await act()
      expect([name, answer.statusCode, answer.json<ProblemBody>().message]).toEqual([
        name,
        500,
        '系统内部错误，未作任何更改；请稍后重试，若仍出现请联系管理员。',
      ])
      expect([name, await dump(pool)]).toEqual([name, before])
    }
  } finally {
    await owner.query('grant insert on audit_event to jiqun_app')
  }
  for (const name of ['save', 'forward', 'signIn'] as const)
    expect([name, (await acts[name]?.())?.statusCode]).toEqual([name, 200])
})
