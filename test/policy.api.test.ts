// Batches and editions as data on a running product: copied, changed, checked, opened, uploaded – without a restart.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { BatchRow, Mistake } from '#contract/policy.ts'
import type { Batch } from '#domain/batch.ts'
import { labelOf } from '#domain/declaration/resolve.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { parse, stringify } from 'yaml'
import { makeDraft, makeFile } from './acts.ts'
import { refused } from './dump.ts'
import { travel } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const { pool } = world.database
let ministry: Player

beforeAll(async () => {
  ministry = await world.player('ministry_officer', 'ministry', null)
})

interface Held {
  readonly row: BatchRow
  readonly content: Batch
  readonly mistakes: Mistake[]
}

const read = (code: string) => ministry.get<Held>(`/api/batches/${code}`)
const copy = (from: string, code: string, year = 2026) =>
  ministry.ask('POST', `/api/batches/${from}/copy`, { code, year, title: `${year}年度测试` })
const save = (code: string, version: number, content: unknown) =>
  ministry.ask('PUT', `/api/batches/${code}`, { version, content })
const open = (code: string, version: number) =>
  ministry.ask('POST', `/api/batches/${code}/open`, { version })
const known = <T>(value: T) => ({ value, standing: 'original', source: '测试通知' }) as const

test('a copied batch slides its years and leaves the old round’s documents open', async () => {
  expect((await copy('miit-2022', 'copied')).statusCode).toBe(200)
  const { row, content, mistakes } = await read('copied')
  expect(row).toMatchObject({
    state: 'draft',
    stateName: '草稿',
    version: 1,
    copiedFrom: 'miit-2022',
  })
  expect(content).toMatchObject({
    year: 2026,
    base_year: 2025,
    plan_years: '2027—2029年',
    edition: 'miit-2022',
    call: { value: null, standing: 'unknown' },
    deadline: { value: null },
    validity: { from: '2027-01-01', to: '2029-12-31', worded: '2027年至2029年' },
    quota: { ordinary: { value: 5 }, separately_planned: { value: 3 }, corps: { value: 3 } },
  })
  expect(mistakes).toEqual([])
})

test('a copy under a code that is taken, or into a year that no batch has, is refused', async () => {
  const taken = await refused(pool, () => copy('miit-2022', 'miit-2023'))
  expect([taken.status, taken.message]).toEqual([409, '批次“miit-2023”已存在，请更换编码或名称。'])
  const early = await refused(pool, () => copy('miit-2022', 'early', 2000))
  expect([early.status, early.code]).toEqual([422, 'policy_invalid'])
  expect(early.fields?.[0]?.field).toBe('base_year')
  const upper = await refused(pool, () => copy('miit-2022', '二〇二六'))
  expect([upper.status, upper.message]).toEqual([
    400,
    expect.stringContaining('批次编码只能用小写字母、数字和连字符'),
  ])
})

test.each<[string, Partial<Record<keyof Batch, unknown>>, string, string]>([
  [
    'an edition that is not there',
    { edition: 'nothing' },
    'edition',
    '政策版本“nothing”不存在，请先导入该版本。',
  ],
  [
    'another programme’s edition',
    { programme: 'other' },
    'programme',
    '与批次的认定体系“other”不一致',
  ],
  [
    'a base year after the round',
    { base_year: 2026 },
    'base_year',
    '基准年 2026 应早于批次年度 2026，一般为上一年。',
  ],
  [
    'a deadline before the start',
    { opens: known('2026-06-01'), deadline: known('2026-05-01') },
    'deadline',
    '截止日期 2026-05-01 早于开始日期 2026-06-01，请核对。',
  ],
  [
    'a validity that ends before it begins',
    { validity: { kind: 'calendar', from: '2027-01-01', to: '2026-12-31', worded: '' } },
    'validity',
    '有效期截止 2026-12-31 早于起始 2027-01-01，请核对。',
  ],
  [
    'a day that no month has',
    { annual_return_due: known('02-30') },
    'annual_return_due',
    '年度报送日期“02-30”不是有效的月-日，请填写如 04-30。',
  ],
  [
    'a region that is not in GB/T 2260',
    { region: '999999' },
    'region',
    '地区代码“999999”不存在，请按行政区划填写。',
  ],
  [
    'a number without its source',
    { deadline: { value: '2026-09-30', standing: 'original', source: '' } },
    'deadline',
    '“报送截止日期”已填写但未注明出处，请填写来源文件。',
  ],
])(
  'a batch with %s is kept as a draft, told so, and not opened',
  async (_, change, path, sentence) => {
    const code = `wrong-${path.replaceAll('_', '-')}-${Object.keys(change).length}`
    await copy('miit-2022', code)
    const { content } = await read(code)
    const saved = await save(code, 1, { ...content, ...change })
    expect(saved.statusCode).toBe(200)
    const told = { path, message: expect.stringContaining(sentence) }
    expect(saved.json<Held>().mistakes).toContainEqual(told)
    expect((await read(code)).mistakes).toContainEqual(told)
    const problem = await refused(pool, () => open(code, 2))
    expect([problem.status, problem.code]).toEqual([422, 'policy_invalid'])
    expect(problem.fields?.map((field) => field.field)).toContain(path)
    const mended = await save(code, 2, content)
    expect(mended.json<Held>().mistakes).toEqual([])
    expect((await open(code, 3)).json<BatchRow>()).toMatchObject({ state: 'open', version: 3 })
  },
)

test.each<[string, (content: Batch) => unknown, string]>([
  [
    'a quota that is no number',
    (content) => ({ ...content, quota: { ...content.quota, ordinary: known('八') } }),
    'quota.ordinary.value',
  ],
  [
    'a value without standing',
    (content) => ({ ...content, deadline: { value: '2026-09-30', source: '' } }),
    'deadline.standing',
  ],
  [
    'a known value marked unknown',
    (content) => ({ ...content, call: { value: '某函', standing: 'unknown', source: '' } }),
    'call',
  ],
  ['a word that no batch has', (content) => ({ ...content, deadlin: 1 }), ''],
  ['nothing', () => null, ''],
  [
    'a notice of no days',
    (content) => ({ ...content, notice: { working_days: 0, first_day_counts: true } }),
    'notice.working_days',
  ],
])('a batch with %s is refused at saving, the place is named', async (name, change, path) => {
  const code = `shape-${Buffer.from(name).toString('hex').slice(0, 30)}`
  await copy('miit-2022', code)
  const { content } = await read(code)
  const problem = await refused(pool, () => save(code, 1, change(content)))
  expect([problem.status, problem.code]).toEqual([422, 'policy_invalid'])
  expect(problem.message).toMatch(/^共有 \d+ 处需要修改：.*请核对后修改。$/s)
  expect(problem.fields?.map((field) => field.field)).toContain(path)
})

test('of two who save or open at once one is told, and an open batch no longer changes', async () => {
  await copy('miit-2022', 'twice')
  const { content } = await read('twice')
  const saves = await Promise.all([save('twice', 1, content), save('twice', 1, content)])
  expect(saves.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await open('twice', 1)).statusCode).toBe(409)
  const opens = await Promise.all([open('twice', 2), open('twice', 2)])
  expect(opens.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  const late = await refused(pool, () => save('twice', 2, content))
  expect([late.status, late.message]).toEqual([
    409,
    '当前状态为“申报中”，不能修改批次；请刷新页面查看最新进展。',
  ])
  const renamed = await copy('miit-2022', 'kept-code').then(() =>
    refused(pool, () => save('kept-code', 1, { ...content, code: 'other' })),
  )
  expect(renamed.message).toBe('批次编码不能修改；如需另一编码，请复制为新批次。')
})

test('opening the batch of 2023 shows 2020 to 2022 and targets for 2025, by data alone', async () => {
  const { row } = await read('miit-2023')
  await ministry.post('/api/batches/miit-2023/open', { version: row.version })
  const editor = await world.player('county_editor', 'county', '330122')
  const { path } = await makeDraft(editor, 'miit-2023', '二三年集群')
  const { edition, batch } = await editor.get<DeclarationPage>(path)
  const label = (field: string) => labelOf(field, edition, batch.base_year)
  expect(['Y-2', 'Y-1', 'Y'].map((year) => label(`total_output/${year}`))).toEqual([
    '集群总产值 2020年',
    '集群总产值 2021年',
    '集群总产值 2022年',
  ])
  expect(label('target_internet/Y')).toContain('2022年')
  expect(label('target_internet/Y+3')).toContain('2025年')
  expect(label('stage_1/text')).toContain('2023年度')
  expect(batch.plan_years).toBe('2024—2026年')
  const saved = await editor.ask('PUT', `${path}/rows/total_output`, {
    revision: 0,
    key: 'batch-2023-years',
    cells: { 'Y-2': '无数' },
  })
  expect(saved.json<ProblemBody>().message).toContain('“集群总产值 2020年”不是数字')
})

const file = (name: string) =>
  readFileSync(new URL(`../policy/examples/${name}.yaml`, import.meta.url), 'utf8')
const upload = (kind: 'edition' | 'batch', text: string) =>
  ministry.ask('POST', '/api/policy', { kind, text })

type Draft = Record<string, unknown> & {
  steps: Record<string, unknown>[]
  checks: Record<string, unknown>[]
}
/** The example edition with one thing changed, as YAML. */
function edited(change: (edition: Draft) => void): string {
  const edition = parse(file('yunnan-edition')) as Draft
  change(edition)
  return stringify(edition)
}

test.each<[string, () => string, string]>([
  [
    'a check on a row that the form does not have',
    () =>
      edited((edition) =>
        Object.assign(edition.checks.find((check) => check['key'] === 'total_output') ?? {}, {
          row: 'nowhere',
        }),
      ),
    '认定标准“近三年总产值”引用的行“nowhere”在申报表中不存在。',
  ],
  [
    'a fact on a field that is not there',
    () => edited((edition) => Object.assign(edition, { facts: { name: 'nowhere/name' } })),
    '“facts/name”引用的栏目“nowhere/name”在申报表中不存在，请核对编码。',
  ],
  [
    'a chain that does not end with a decision',
    () => edited((edition) => Object.assign(edition.steps.at(-1) ?? {}, { kind: 'review' })),
    '流程最后一步应为认定（decide）。',
  ],
  [
    'a chain that runs downwards',
    () =>
      edited((edition) =>
        edition.steps.splice(1, 0, { key: 'top', level: 'ministry', kind: 'review', title: '部' }),
      ),
    '流程各步应由下级到上级依次排列。',
  ],
  [
    'an operator that the engine does not have',
    () => edited((edition) => Object.assign(edition.checks[0] ?? {}, { operator: 'guess' })),
    '请核对后修改。',
  ],
  ['text that is no YAML', () => 'code: [', '文件不是有效的 YAML 或 JSON：'],
  ['text that refers to itself', () => 'a: &a [*a]', '内容引用了自身'],
  ['text that is one word', () => 'edition', '“内容”'],
])('an edition with %s is refused', async (_, text, sentence) => {
  const given = text()
  const problem = await refused(pool, () => upload('edition', given))
  expect(problem.status).toBe(422)
  expect(problem.message).toContain(sentence)
})

test('a batch for an edition that is not there is refused; a provincial one without its region too', async () => {
  const early = await refused(pool, () =>
    upload('batch', file('yunnan-batch').replace('edition: yunnan-provincial', 'edition: later')),
  )
  expect(early.message).toContain('政策版本“later”不存在，请先导入该版本。')
  await upload('edition', file('yunnan-edition'))
  const everywhere = await refused(pool, () =>
    upload('batch', file('yunnan-batch').replace("region: '530000'", '')),
  )
  expect(everywhere.message).toContain(
    '该批次不由部级认定，须填写所在地区代码（region），如 530000。',
  )
})

test('Yunnan’s programme uploaded to the running product goes county, city, province, and ends there', async () => {
  await upload('edition', file('yunnan-edition'))
  expect((await upload('batch', file('yunnan-batch'))).json()).toMatchObject({
    code: 'yunnan-2025',
    version: 1,
  })
  await ministry.post('/api/batches/yunnan-2025/open', { version: 1 })
  const editor = await world.player('county_editor', 'county', '530112')
  const approver = await world.player('county_approver', 'county', '530112')
  const city = await world.player('city_reviewer', 'city', '530100')
  const province = await world.player('province_reviewer', 'province', '530000')
  const filed = travel(await makeFile(editor, 'yunnan-2025', '西山示例集群'))
  const page = await editor.get<DeclarationPage>(filed.path)
  expect(page.route.map((step) => `${step.level} ${step.kind}`)).toEqual([
    'county declare',
    'city review',
    'province decide',
  ])
  expect(labelOf('total_output/Y', page.edition, page.batch.base_year)).toBe('集群总产值 2024年')
  await filed.go(editor, 'hand-in')
  await filed.go(approver, 'submit')
  await filed.go(city, 'open')
  await filed.go(city, 'forward', { opinion: '同意推荐' })
  await filed.go(province, 'open')
  expect(await filed.attempt(province, 'forward')).toBe('out_of_turn')
  await filed.go(province, 'propose')
  expect((await ministry.ask('GET', filed.path)).statusCode).toBe(404)

  const words = { title: '云南省公示', body: '现予公示。' }
  const elsewhere = await world.player('province_reviewer', 'province', '330000')
  for (const stranger of [ministry, elsewhere, city])
    expect((await stranger.ask('POST', '/api/batches/yunnan-2025/notice', words)).statusCode).toBe(
      403,
    )
  await province.post('/api/batches/yunnan-2025/notice', words)
  world.passDays(20)
  const later = await world.player('province_reviewer', 'province', '530000')
  const list = { title: '云南省名单', document: '云工信函〔2025〕1号' }
  expect(await later.post('/api/batches/yunnan-2025/list', list)).toEqual({
    listCode: 'yunnan-2025',
    count: 1,
  })
  expect((await later.get<DeclarationPage>(filed.path)).state).toBe('recognised')
  const { rows } = await pool.query(
    "select l.printed, l.province_code, t.validity is not null as ends from listing l join listing_list t on t.code = l.list_code where l.list_code = 'yunnan-2025'",
  )
  expect(rows).toEqual([{ printed: '西山示例集群', province_code: '530000', ends: true }])
  world.passDays(-20)
})

test('a Guangdong county is not offered Yunnan’s batch and can’t declare in it', async () => {
  const editor = await world.player('county_editor', 'county', '440105')
  const { batches } = await editor.get<{ batches: { code: string }[] }>('/api/declarations/batches')
  expect(batches.map((batch) => batch.code)).toContain('miit-2023')
  expect(batches.map((batch) => batch.code)).not.toContain('yunnan-2025')
  const problem = await refused(pool, () =>
    editor.ask('POST', '/api/declarations', { batch: 'yunnan-2025', name: '广东集群' }),
  )
  expect([problem.status, problem.code]).toEqual([409, 'batch_not_open'])
})

test('a newer edition does not reach into a declaration filed under the older', async () => {
  await copy('miit-2022', 'stamped')
  await open('stamped', 1)
  const editor = await world.player('county_editor', 'county', '330122')
  const { path } = await makeDraft(editor, 'stamped', '按旧版集群')
  const { content } = await ministry.get<{ content: object }>('/api/editions/miit-2022')
  const newer = await upload('edition', JSON.stringify({ ...content, title: '新版' }))
  expect(newer.json()).toMatchObject({ code: 'miit-2022', version: 2 })
  expect((await editor.get<DeclarationPage>(path)).edition.title).not.toBe('新版')
  expect(
    (await ministry.get<{ content: { title: string } }>('/api/editions/miit-2022')).content.title,
  ).toBe('新版')
})

test('the calendar changes by a new version, and the later of two is told', async () => {
  const { version, content } = await ministry.get<{ version: number; content: { days: object[] } }>(
    '/api/calendar',
  )
  const put = (held: object, seen = version) =>
    ministry.ask('PUT', '/api/calendar', { version: seen, content: held })
  const day = { date: '2027-01-04', kind: 'holiday', name: '试' }
  const twice = await refused(pool, () => put({ ...content, days: [day, day] }))
  expect(twice.message).toBe('日期 2027-01-04 重复，请只保留一条。')
  const wrong = await refused(pool, () =>
    put({ ...content, days: [{ ...day, date: '2027-02-30' }] }),
  )
  expect(wrong.status).toBe(400)
  const saved = await Promise.all([put({ ...content, days: [...content.days, day] }), put(content)])
  expect(saved.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  const stale = await refused(pool, () => put(content))
  expect([stale.status, stale.code]).toEqual([409, 'lost_race'])
})
