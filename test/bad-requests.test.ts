// Acts that are not due and requests that are broken: each gets its sentence and changes nothing.
import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage } from '#contract/declaration.ts'
import { findMissing } from '#domain/declaration/missing.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import { type File, makeDraft, openTestBatch, upload } from './acts.ts'
import { refused as refusedIn } from './dump.ts'
import { openReducedBatch, rowBody, sendUp, type Travelling } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const refused = (ask: () => Promise<LightMyRequestResponse>) => refusedIn(world.database.pool, ask)
const pdf = demonstrationPaper('测试')
let ministry: Player
let editor: Player
let approver: Player
let city: Player
let draft: File
let sent: Travelling

beforeAll(async () => {
  ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  approver = await world.player('county_approver', 'county', '330122')
  city = await world.player('city_reviewer', 'city', '330100')
  await openTestBatch(ministry, 'bad')
  await openReducedBatch(ministry, 'bad-chain')
  draft = await makeDraft(editor, 'bad', '错误输入集群')
  sent = await sendUp({ editor, approver }, 'bad-chain', '已报送集群')
})

test('submitting with gaps names each of them, and nothing moves', async () => {
  const page = await editor.get<DeclarationPage>(draft.path)
  const values = Object.fromEntries(page.rows.map((row) => [row.row, row.cells]))
  const gaps = findMissing(page.edition, page.batch, values, { claims: [], items: [] })
  const problem = await refused(() => editor.ask('POST', `${draft.path}/hand-in`, { revision: 0 }))
  expect([problem.status, problem.code]).toEqual([422, 'incomplete'])
  expect(problem.message).toMatch(
    new RegExp(`^申报材料还缺 ${gaps.length} 项，补齐后才能提交：.*${gaps[0]?.label}`),
  )
  expect(problem.fields?.map((held) => held.message)).toEqual(gaps.map((gap) => gap.message))
  expect(problem.fields?.length).toBeGreaterThan(100)
})

test.each<[string, () => Promise<LightMyRequestResponse>, number, string]>([
  [
    'approving a draft',
    () => approver.ask('POST', `${draft.path}/submit`, { revision: 0 }),
    409,
    '当前状态为“填报中”，不能审核并报送；请刷新页面查看最新进展。',
  ],
  [
    'forwarding before accepting',
    () => city.ask('POST', `${sent.path}/forward`, { revision: 2 }),
    409,
    '当前状态为“已报送待受理”，不能推荐',
  ],
  [
    'proposing at the city',
    () => city.ask('POST', `${sent.path}/propose`, { revision: 2 }),
    409,
    '不能拟认定',
  ],
  [
    'handing in what is with the city',
    () => editor.ask('POST', `${sent.path}/hand-in`, { revision: 2 }),
    409,
    '不能提交审核',
  ],
  [
    'a file that has not come yet',
    () => ministry.ask('POST', `${sent.path}/open`, { revision: 2 }),
    404,
    '没有找到该申报',
  ],
  [
    'an act on an older revision',
    () => city.ask('POST', `${sent.path}/open`, { revision: 1 }),
    409,
    '该申报刚被他人处理，您的操作未生效；请刷新页面后再试。',
  ],
  [
    'withdrawing without a reason',
    () => approver.ask('POST', `${sent.path}/withdraw`, { revision: 2, reason: ' ' }),
    400,
    '请填写理由',
  ],
  [
    'evidence after the hand-in',
    () => upload(editor, sent, { item: 1, claims: [], name: 'a.pdf', bytes: pdf }),
    409,
    '当前状态为“已报送待受理”，不能填报',
  ],
])('acting out of turn – %s – is refused', async (_, act, status, sentence) => {
  const problem = await refused(act)
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

test.each<[string, object, number, string]>([
  ['no field marked', { items: [] }, 400, '请至少标注一个需要修改的栏目'],
  ['a mark without a reason', { items: [{ field: 'area', reason: '' }] }, 400, '请填写理由'],
  [
    'a mark on no field of the form',
    { items: [{ field: 'nowhere', reason: '核对' }] },
    422,
    '申报表中没有栏目“nowhere”，请在页面上重新标注需要修改的栏目。',
  ],
  [
    'an unknown addressee',
    { to: 'ministry', items: [{ field: 'area', reason: '核对' }] },
    400,
    '请核对后重新提交',
  ],
])('a return with %s is refused', async (_, more, status, sentence) => {
  const held = await sendUp({ editor, approver }, 'bad-chain', '待退回集群')
  await held.go(city, 'open')
  const problem = await refused(() =>
    city.ask('POST', `${held.path}/return`, { revision: 3, to: 'county', ...more }),
  )
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

const json = { 'content-type': 'application/json' }
const rowUrl = () => `${draft.path}/rows/area`

test.each<[string, () => Promise<LightMyRequestResponse>, number, string]>([
  [
    'a JSON body of 5 MB',
    () =>
      editor.ask(
        'PUT',
        rowUrl(),
        JSON.stringify({ cells: { value: '1'.repeat(5_000_000) } }),
        json,
      ),
    413,
    '提交内容过大（上限 1 MB），未作任何更改；请减少内容后重试。',
  ],
  [
    'malformed JSON',
    () => editor.ask('PUT', rowUrl(), '{"revision": 0,', json),
    400,
    '请求内容不是有效的 JSON，未作任何更改；请刷新页面后重试。',
  ],
  ['an empty body', () => editor.ask('PUT', rowUrl(), '', json), 400, '请求内容不是有效的 JSON'],
  [
    'JSON with a key of the language’s own',
    () => editor.ask('PUT', rowUrl(), '{"__proto__": {"revision": 0}}', json),
    400,
    '请求内容不是有效的 JSON',
  ],
  [
    'another media type',
    () => editor.ask('PUT', rowUrl(), '<a/>', { 'content-type': 'text/xml' }),
    415,
    '不支持这种提交格式',
  ],
  ['a list for an object', () => editor.ask('PUT', rowUrl(), [], json), 400, '请核对后重新提交'],
  [
    'NUL in a text',
    () => editor.ask('PUT', rowUrl(), rowBody(1, { value: '1\0' })),
    400,
    '文字中含有无法保存的字符，请删除后重新输入。',
  ],
  [
    'NUL deep inside',
    () =>
      ministry.ask('PUT', '/api/batches/miit-2023', {
        version: 1,
        content: { a: { b: { c: { d: { e: { f: { g: { h: { i: ['\0'] } } } } } } } } },
      }),
    400,
    '文字中含有无法保存的字符',
  ],
  [
    'half a surrogate pair',
    () =>
      editor.ask(
        'PUT',
        rowUrl(),
        '{"revision":1,"key":"12345678","cells":{"value":"\\ud800"}}',
        json,
      ),
    400,
    '文字中含有无法保存的字符',
  ],
  [
    'NUL in the path',
    () => editor.ask('PUT', `${draft.path}/rows/area%00`, rowBody(1, {})),
    400,
    '文字中含有无法保存的字符',
  ],
  [
    'NUL in the query',
    () => editor.ask('GET', '/api/declarations?batch=%00'),
    400,
    '文字中含有无法保存的字符',
  ],
  [
    'NUL in a YAML escape',
    () => ministry.ask('POST', '/api/policy', { kind: 'batch', text: 'code: "a\\0b"' }),
    400,
    '文字中含有无法保存的字符',
  ],
  [
    'an address that is no text',
    () => editor.ask('GET', '/api/declarations/%ff/x'),
    400,
    '请求格式不正确，请刷新页面后重试。',
  ],
  [
    'an address without end',
    () => editor.ask('PUT', `${draft.path}/rows/${'x'.repeat(300)}`, rowBody(1, {})),
    400,
    '请求格式不正确',
  ],
  ['an id that is none', () => editor.ask('GET', '/api/declarations/1/2'), 400, '“集群编号”'],
  [
    'an id that nobody has',
    () => editor.ask('GET', `/api/declarations/${randomUUID()}/${randomUUID()}`),
    404,
    '没有找到该申报，请核对地址或返回列表。',
  ],
  [
    'an unknown state in the query',
    () => editor.ask('GET', '/api/declarations?state=lost'),
    400,
    '“状态”',
  ],
  [
    'the same query twice',
    () => editor.ask('GET', '/api/declarations?state=draft&state=draft'),
    400,
    '“状态”',
  ],
  [
    'a time that is none',
    () => editor.ask('GET', `${draft.path}/changes?since=2024-02-30T00:00:00Z`),
    400,
    '“时间”',
  ],
  [
    'a revision beyond any column',
    () => editor.ask('PUT', rowUrl(), rowBody(2 ** 40, { value: '1' })),
    400,
    '有数值超出可处理的范围，请核对后重新填写。',
  ],
  [
    'half a revision',
    () => editor.ask('PUT', rowUrl(), rowBody(0.5, { value: '1' })),
    400,
    '请核对后重新提交',
  ],
  [
    'an address that leads nowhere',
    () => editor.ask('GET', '/api/nothing'),
    404,
    '没有找到该页面，请核对地址或返回列表。',
  ],
])('%s is refused', async (_, ask, status, sentence) => {
  const problem = await refused(ask)
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

test.each<[string, () => Promise<LightMyRequestResponse>, number, string]>([
  [
    'an unknown batch',
    () => editor.ask('POST', '/api/declarations', { batch: 'nothing', name: '某集群' }),
    404,
    '没有找到批次“nothing”，请核对地址或返回列表。',
  ],
  [
    'a batch that is not open',
    () => editor.ask('POST', '/api/declarations', { batch: 'miit-2025', name: '某集群' }),
    409,
    '未在申报期内，不能新建申报。',
  ],
  [
    'no name',
    () => editor.ask('POST', '/api/declarations', { batch: 'bad', name: '  ' }),
    400,
    '“集群名称”',
  ],
  [
    'a name of 61 characters',
    () => editor.ask('POST', '/api/declarations', { batch: 'bad', name: '字'.repeat(61) }),
    400,
    '“集群名称”',
  ],
])('a new declaration with %s is refused', async (_, ask, status, sentence) => {
  const problem = await refused(ask)
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

test.each<[string, () => Promise<LightMyRequestResponse>, number, string]>([
  [
    'a notice without a proposed file',
    () => ministry.ask('POST', '/api/batches/bad/notice', { title: '公示', body: '公示' }),
    409,
    '没有列入拟认定的申报，不能发布。',
  ],
  [
    'a list without a notice',
    () => ministry.ask('POST', '/api/batches/bad/list', { title: '名单', document: '函' }),
    409,
    '没有公示期满的集群，不能发布。',
  ],
  [
    'a notice without a title',
    () => ministry.ask('POST', '/api/batches/bad/notice', { title: '', body: '公示' }),
    400,
    '“标题”',
  ],
  [
    'a notice by a body that does not recognise',
    () => city.ask('POST', '/api/batches/bad/notice', { title: '公示', body: '公示' }),
    403,
    '您的岗位不能进行此项操作，如有需要请联系本单位管理员。',
  ],
  [
    'a publication of no batch',
    () => ministry.ask('GET', '/api/batches/nothing/publication'),
    404,
    '没有找到批次“nothing”',
  ],
])('%s is refused', async (_, ask, status, sentence) => {
  const problem = await refused(ask)
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

test('a wrong password and an unknown login are told alike, and too many tries are stopped', async () => {
  const wrong = (login: string) => () =>
    world.ask('POST', '/api/session', { login, password: 'wrong' })
  const known = await refused(wrong(editor.login))
  expect([known.status, known.message]).toEqual([401, '账号或密码不正确，请核对后重试。'])
  expect(await refused(wrong('nobody'))).toEqual(known)
  const tries = await Promise.all(Array.from({ length: 12 }, wrong('nobody')))
  expect(tries.at(-1)?.json<ProblemBody>()).toMatchObject({
    code: 'too_many_requests',
    message: '操作过于频繁，请稍等片刻再试。',
  })
})
