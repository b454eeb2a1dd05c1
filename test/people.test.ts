// The people of an installation, through the door: made, let in, barred, given another password; nothing secret is kept.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AuthorityRow, IssuedSignIn } from '#contract/people.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { makeWorld } from './world.ts'

const world = await makeWorld()
const admin = await world.player('system_administrator', 'ministry', null)

type Issued = IssuedSignIn & { id: string }

const freshLogin = () => `p-${randomUUID().slice(0, 12)}`

async function bodyAt(level: string): Promise<string> {
  const held = await world.app.db
    .selectFrom('authority')
    .select('id')
    .where('level', '=', level)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return held.id
}

async function add(role = 'county_editor', level = 'county'): Promise<Issued> {
  const authorityId = await bodyAt(level)
  return admin.post('/api/people', { login: freshLogin(), name: '  何新 ', role, authorityId })
}

/** Signs in; the cookie of the session, and what a request with it answers. */
async function enter(login: string, password: string) {
  const answer = await world.ask('POST', '/api/session', { login, password })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const status = async () =>
    (await world.ask('GET', '/api/calendar', undefined, { cookie })).statusCode
  return { statusCode: answer.statusCode, body: answer.json<unknown>(), cookie, status }
}

test('a person who was made signs in with the password that was shown once', async () => {
  const { id, login, password } = await add()
  const session = await enter(login, password)
  expect(session.body).toMatchObject({
    person: { personId: id, name: '何新', role: 'county_editor' },
    level: 'county',
  })
  expect(await session.status()).toBe(200)
  const { people } = await admin.get<{ people: unknown[] }>('/api/people')
  expect(people).toContainEqual(expect.objectContaining({ id, login, active: true }))
})

test.each([
  ['county_editor', 'city', '“县级填报人”须为县级单位的人员'],
  ['county_approver', 'ministry', '“县级审核人”须为县级单位的人员'],
  ['city_reviewer', 'county', '“市级审核人”须为市级单位的人员'],
  ['province_reviewer', 'city', '“省级审核人”须为省级单位的人员'],
  ['ministry_officer', 'province', '“工业和信息化部经办人”须为部级单位的人员'],
])('%s is refused at a body of the level %s', async (role, level, sentence) => {
  const login = freshLogin()
  const authorityId = await bodyAt(level)
  const answer = await admin.ask('POST', '/api/people', { login, name: '何新', role, authorityId })
  expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([422, 'invalid_value'])
  expect(answer.json<ProblemBody>().message).toContain(sentence)
  const held = await world.app.db.selectFrom('person').where('login', '=', login).execute()
  expect(held).toEqual([])
})

test.each([
  ['city_reviewer', 'city'],
  ['province_reviewer', 'province'],
  ['ministry_officer', 'ministry'],
  ['expert', 'county'],
  ['auditor', 'province'],
])('%s is made at a body of the level %s', async (role, level) => {
  const { login, password } = await add(role, level)
  expect((await enter(login, password)).statusCode).toBe(200)
})

test('a login that is taken is refused with a sentence, and whoever has it stays', async () => {
  const { login, password } = await add()
  const answer = await admin.ask('POST', '/api/people', {
    login,
    name: '另一人',
    role: 'expert',
    authorityId: await bodyAt('county'),
  })
  expect(answer.statusCode).toBe(409)
  expect(answer.json<ProblemBody>().message).toContain(`账号“${login}”已存在`)
  expect((await enter(login, password)).body).toMatchObject({ person: { name: '何新' } })
})

test.each([
  [{ login: 'Upper Case' }, '“账号”只能用小写字母'],
  [{ login: 'a' }, '“账号”只能用小写字母'],
  [{ name: '   ' }, '“姓名”请填写姓名'],
  [{ name: '字'.repeat(31) }, '“姓名”姓名最多 30 个字符'],
])('%o is refused and the field is named as on the screen', async (wrong, sentence) => {
  const authorityId = await bodyAt('county')
  const right = { login: freshLogin(), name: '何新', role: 'county_editor', authorityId }
  const answer = await admin.ask('POST', '/api/people', { ...right, ...wrong })
  expect(answer.statusCode).toBe(400)
  expect(answer.json<ProblemBody>().message).toContain(sentence)
})

test('a body that does not exist has no people', async () => {
  const person = { login: freshLogin(), name: '何新', role: 'expert', authorityId: randomUUID() }
  expect((await admin.ask('POST', '/api/people', person)).statusCode).toBe(404)
})

test('the session of a barred person ends at once and does not come back with the person', async () => {
  const { id, login, password } = await add()
  const session = await enter(login, password)
  await admin.post(`/api/people/${id}/active`, { active: false })
  expect(await session.status()).toBe(401)
  expect((await enter(login, password)).statusCode).toBe(401)
  await admin.post(`/api/people/${id}/active`, { active: true })
  expect(await session.status()).toBe(401)
  expect((await enter(login, password)).statusCode).toBe(200)
})

test('a renewed password lets in, the old one no more, and the sessions of before have ended', async () => {
  const { id, login, password } = await add()
  const session = await enter(login, password)
  const renewed = await admin.post<IssuedSignIn>(`/api/people/${id}/password`)
  expect(renewed.login).toBe(login)
  expect(await session.status()).toBe(401)
  expect((await enter(login, password)).statusCode).toBe(401)
  expect((await enter(login, renewed.password)).statusCode).toBe(200)
})

test('the administrator neither bars himself nor renews his own password this way', async () => {
  const bar = await admin.ask('POST', `/api/people/${admin.personId}/active`, { active: false })
  const renew = await admin.ask('POST', `/api/people/${admin.personId}/password`, {})
  expect([bar.statusCode, renew.statusCode]).toEqual([422, 422])
  expect((await admin.ask('GET', '/api/people')).statusCode).toBe(200)
})

test('a person who does not exist is neither barred nor given a password', async () => {
  const id = randomUUID()
  const bar = await admin.ask('POST', `/api/people/${id}/active`, { active: false })
  const renew = await admin.ask('POST', `/api/people/${id}/password`, {})
  expect([bar.statusCode, renew.statusCode]).toEqual([404, 404])
})

test('whoever changes the own password stays, the other sessions end, and a wrong one changes nothing', async () => {
  const { login, password } = await add()
  const here = await enter(login, password)
  const there = await enter(login, password)
  const change = (current: string, next: string) =>
    world.ask('POST', '/api/session/password', { current, next }, { cookie: here.cookie })
  const next = '我自己的新密码 不少于十二个字'
  expect((await change(password, '太短的密码')).statusCode).toBe(400)
  expect((await change(`${password}x`, next)).statusCode).toBe(422)
  expect((await change(password, password)).statusCode).toBe(422)
  expect(await there.status()).toBe(200)
  expect((await change(password, next)).statusCode).toBe(200)
  expect([await here.status(), await there.status()]).toEqual([200, 401])
  expect((await enter(login, password)).statusCode).toBe(401)
  expect((await enter(login, next)).statusCode).toBe(200)
})

test('the current password can be tried ten times a minute', async () => {
  const { login, password } = await add()
  const { cookie } = await enter(login, password)
  const wrong = { current: 'wrong', next: 'long enough to be taken' }
  const statuses: number[] = []
  for (let tried = 0; tried < 11; tried += 1)
    statuses.push((await world.ask('POST', '/api/session/password', wrong, { cookie })).statusCode)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429])
})

test('only the system administrator makes, bars, renews and looks up bodies', async () => {
  const { id, login, password } = await add()
  const authorityId = await bodyAt('county')
  const person = { login: freshLogin(), name: '何新', role: 'expert', authorityId }
  const others = [
    await world.player('security_administrator', 'ministry', null),
    await world.player('auditor', 'ministry', null),
    await world.player('ministry_officer', 'ministry', null),
    await world.player('county_approver', 'county', '330122'),
  ]
  for (const other of others) {
    const answers = [
      await other.ask('POST', '/api/people', person),
      await other.ask('POST', `/api/people/${id}/active`, { active: false }),
      await other.ask('POST', `/api/people/${id}/password`, {}),
      await other.ask('GET', '/api/authorities?q=%E5%8E%BF'),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
  }
  expect((await enter(login, password)).statusCode).toBe(200)
})

test('bodies are found by a part of the name, at most twenty, and a % is a % only', async () => {
  const find = async (part: string) => {
    const url = `/api/authorities?q=${encodeURIComponent(part)}`
    return (await admin.get<{ authorities: AuthorityRow[] }>(url)).authorities
  }
  const found = await find('桐庐')
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ name }) => name.includes('桐庐'))).toBe(true)
  expect(found).toContainEqual(expect.objectContaining({ level: 'county' }))
  const sameName = await find('鼓楼区')
  expect(sameName.map(({ within }) => within)).toEqual([
    '江苏省南京市',
    '江苏省徐州市',
    '福建省福州市',
    '河南省开封市',
  ])
  expect((await find('朝阳区')).map(({ within }) => within)).toEqual(['北京市', '吉林省长春市'])
  expect((await find('浙江省')).map(({ within }) => within)).toEqual([''])
  expect(await find('县')).toHaveLength(20)
  expect(await find('%')).toEqual([])
  expect((await admin.ask('GET', '/api/authorities?q=')).statusCode).toBe(400)
})

test('each act leaves one event with the person’s stream, and no password or hash is in any', async () => {
  const { id, login, password } = await add()
  await admin.post(`/api/people/${id}/active`, { active: false })
  await admin.post(`/api/people/${id}/active`, { active: false })
  await admin.post(`/api/people/${id}/active`, { active: true })
  const renewed = await admin.post<IssuedSignIn>(`/api/people/${id}/password`)
  const { cookie } = await enter(login, renewed.password)
  const change = { current: renewed.password, next: 'a password of my own' }
  await world.ask('POST', '/api/session/password', change, { cookie })
  const events = await world.app.db
    .selectFrom('audit_event')
    .selectAll()
    .where('stream_id', '=', id)
    .orderBy('id')
    .execute()
  expect(events.map(({ act, stream_kind, actor_id }) => [act, stream_kind, actor_id])).toEqual([
    ['person.create', 'person', admin.personId],
    ['person.set_active', 'person', admin.personId],
    ['person.set_active', 'person', admin.personId],
    ['person.renew_password', 'person', admin.personId],
    ['person.sign_in', 'person', id],
    ['person.change_password', 'person', id],
  ])
  const kept = JSON.stringify(events)
  for (const secret of [password, renewed.password, change.next, 'argon2id'])
    expect(kept).not.toContain(secret)
})
