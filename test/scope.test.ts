// Who sees what: the jurisdiction of the body, a table, never a code prefix (暂行办法 第四条); and nobody before the file has reached him.
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage, DeclarationSummary } from '#contract/declaration.ts'
import type { Role } from '#domain/people.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import { upload } from './acts.ts'
import { makeReducedFile, openReducedBatch, type Travelling, travel } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
let ministry: Player

beforeAll(async () => {
  ministry = await world.player('ministry_officer', 'ministry', null)
  await openReducedBatch(ministry, 'scope')
})

interface Filed {
  readonly file: Travelling
  readonly editor: Player
  readonly approver: Player
  /** Path of an evidence file of it. */
  readonly evidence: string
}

async function draftIn(region: string): Promise<Filed> {
  const editor = await world.player('county_editor', 'county', region)
  const approver = await world.player('county_approver', 'county', region)
  const file = travel(await makeReducedFile(editor, 'scope', `${region}测试集群`))
  const paper = { item: 1, claims: [], name: '材料.pdf', bytes: demonstrationPaper('材料') }
  const { id } = (await upload(editor, file, paper)).json<{ id: string }>()
  return { file, editor, approver, evidence: `${file.path}/evidence/${id}` }
}

async function sentFrom(region: string): Promise<Filed> {
  const filed = await draftIn(region)
  await filed.file.go(filed.editor, 'hand-in')
  await filed.file.go(filed.approver, 'submit')
  return filed
}

async function steps(filed: Filed): Promise<string[]> {
  const page = await filed.editor.get<DeclarationPage>(filed.file.path)
  return page.route.map((step) => `${step.level} ${step.bodyName}`)
}

async function listed(who: Player): Promise<string[]> {
  const { declarations } = await who.get<{ declarations: DeclarationSummary[] }>(
    '/api/declarations',
  )
  return declarations.map((row) => row.id)
}

/** Everything that a person can ask about one declaration, and what each answers. */
async function probe(who: Player, { file, evidence }: Filed): Promise<Record<string, number>> {
  const paths = ['', '/form.docx', '/changes?since=2020-01-01T00:00:00Z']
  const acts = {
    ...Object.fromEntries(
      ['open', 'forward', 'propose', 'recall', 'submit', 'hand-in'].map((act) => [act, {}]),
    ),
    ...Object.fromEntries(
      [
        'not-recommend',
        'refuse',
        'disqualify',
        'withdraw',
        'send-back',
        'unpropose',
        'give-up-place',
      ].map((act) => [act, { reason: '试' }]),
    ),
    return: { to: 'county', items: [{ field: 'area', reason: '试' }] },
  }
  const answers: Record<string, number> = {}
  answers['evidence'] = (await who.ask('GET', evidence)).statusCode
  for (const path of paths) answers[path] = (await who.ask('GET', `${file.path}${path}`)).statusCode
  for (const [act, body] of Object.entries(acts))
    answers[act] = (
      await who.ask('POST', `${file.path}/${act}`, { revision: 2, ...body })
    ).statusCode
  answers['save'] = (
    await who.ask('PUT', `${file.path}/rows/area`, {
      revision: 1,
      key: randomUUID(),
      cells: { value: '1' },
    })
  ).statusCode
  return answers
}

/** 404: it does not exist for him; 403: his post never does this. */
async function seesNothing(who: Player, filed: Filed): Promise<void> {
  expect(await listed(who)).not.toContain(filed.file.id)
  const answers = Object.entries(await probe(who, filed))
  expect(answers.filter(([, status]) => status !== 404 && status !== 403)).toEqual([])
  expect(answers.find(([path]) => path === '')).toEqual(['', 404])
}

const planned: readonly (readonly [string, string, string, string, string])[] = [
  ['Guangdong', '440000', 'Shenzhen', '440300', '440305'],
  ['Zhejiang', '330000', 'Ningbo', '330200', '330282'],
  ['Fujian', '350000', 'Xiamen', '350200', '350211'],
]

test.each(planned)(
  '%s (%s) sees nothing of what %s (%s) files in %s, and it nothing of theirs',
  async (_, province, __, body, district) => {
    const inside = await sentFrom(district)
    const provincial = await world.player('province_reviewer', 'province', province)
    const own = await world.player('province_reviewer', 'province', body)
    await seesNothing(provincial, inside)
    expect(await listed(own)).toContain(inside.file.id)
    for (const path of [`${inside.file.path}/form.docx`, inside.evidence])
      expect((await own.ask('GET', path)).statusCode).toBe(200)

    const county = { '440000': '440105', '330000': '330122', '350000': '350102' }[province] ?? ''
    const outside = await sentFrom(county)
    const city = await world.player('city_reviewer', 'city', `${county.slice(0, 4)}00`)
    await outside.file.go(city, 'open')
    await outside.file.go(city, 'forward')
    expect(await listed(provincial)).toContain(outside.file.id)
    await seesNothing(own, outside)
    await seesNothing(inside.editor, outside)
    await seesNothing(outside.editor, inside)
  },
)

test('Xinjiang sees nothing of 石河子 659001, and 兵团 nothing of Xinjiang', async () => {
  const xinjiang = await world.player('province_reviewer', 'province', '650000')
  const corps = await world.player('province_reviewer', 'province', 'corps')
  const shihezi = await sentFrom('659001')
  await seesNothing(xinjiang, shihezi)
  expect(await listed(corps)).toContain(shihezi.file.id)
  const county = await sentFrom('650104')
  const city = await world.player('city_reviewer', 'city', '650100')
  await county.file.go(city, 'open')
  await county.file.go(city, 'forward')
  expect(await listed(xinjiang)).toContain(county.file.id)
  await seesNothing(corps, county)
})

test.each<[string, string, string[]]>([
  [
    'an ordinary county',
    '330122',
    ['county 桐庐县', 'city 杭州市', 'province 浙江省', 'ministry 工业和信息化部'],
  ],
  [
    'a district of a 计划单列市',
    '440305',
    ['county 南山区', 'province 深圳市', 'ministry 工业和信息化部'],
  ],
  [
    'a city of the 兵团',
    '659001',
    ['county 石河子市', 'province 新疆生产建设兵团', 'ministry 工业和信息化部'],
  ],
  ['a 省直辖县级市', '429004', ['county 仙桃市', 'province 湖北省', 'ministry 工业和信息化部']],
  [
    'a 省直辖县级市 of Henan',
    '419001',
    ['county 济源市', 'province 河南省', 'ministry 工业和信息化部'],
  ],
  [
    'a district of a municipality',
    '500103',
    ['county 渝中区', 'province 重庆市', 'ministry 工业和信息化部'],
  ],
  [
    'a city without counties',
    '441900',
    ['county 东莞市', 'province 广东省', 'ministry 工业和信息化部'],
  ],
  ['a county of Hainan', '469021', ['county 定安县', 'province 海南省', 'ministry 工业和信息化部']],
])('%s (%s) goes its own way up', async (_, region, expected) => {
  const filed = await draftIn(region)
  expect((await steps(filed)).map((step) => step.replace('中小企业主管部门', ''))).toEqual(expected)
})

test('a reviewer does not see a file before it has reached him, nor after it was recalled unopened', async () => {
  const filed = await draftIn('330122')
  const { file, editor, approver } = filed
  const city = await world.player('city_reviewer', 'city', '330100')
  const province = await world.player('province_reviewer', 'province', '330000')
  for (const who of [city, province, ministry]) await seesNothing(who, filed)
  await file.go(editor, 'hand-in')
  for (const who of [city, province, ministry]) await seesNothing(who, filed)
  await file.go(approver, 'submit')
  expect(await listed(city)).toContain(file.id)
  for (const who of [province, ministry]) await seesNothing(who, filed)
  await file.go(approver, 'recall')
  await seesNothing(city, filed)
  await file.go(editor, 'hand-in')
  await file.go(approver, 'submit')
  await file.go(city, 'open')
  await file.go(city, 'forward')
  await file.go(city, 'recall')
  await seesNothing(province, filed)
  await file.go(city, 'forward')
  await file.go(province, 'open')
  await file.go(province, 'return', { to: 'previous', items: [{ field: 'area', reason: '核对' }] })
  expect(await listed(province)).toContain(file.id)
  await file.go(city, 'forward')
  await file.go(city, 'recall')
  expect(await listed(province)).toContain(file.id)
  await seesNothing(ministry, filed)
})

test('a neighbouring county and a neighbouring city see nothing', async () => {
  const filed = await sentFrom('330122')
  const neighbours = [
    await world.player('county_editor', 'county', '330127'),
    await world.player('city_reviewer', 'city', '330300'),
  ]
  for (const who of neighbours) {
    await seesNothing(who, filed)
    expect(await listed(who)).toEqual([])
  }
})

test.each<Role>([
  'system_administrator',
  'security_administrator',
  'auditor',
  'expert',
  'support_unit',
  'department',
])('%s reads no declaration, even of his own body', async (role) => {
  const filed = await sentFrom('330122')
  const posts = [
    await world.player(role, 'county', '330122'),
    await world.player(role, 'ministry', null),
  ]
  for (const who of posts) {
    expect((await who.ask('GET', '/api/declarations')).statusCode).toBe(403)
    expect([...new Set(Object.values(await probe(who, filed)))]).toEqual([403])
  }
})

test('the auditor reads who did what, never what a declaration holds', async () => {
  const { file, editor } = await draftIn('330122')
  const auditor = await world.player('auditor', 'ministry', null)
  const { events } = await auditor.get<{ events: Record<string, unknown>[] }>('/api/audit')
  const save = events.find(
    (event) => event['act'] === 'declaration.save' && event['streamId'] === file.clusterId,
  )
  expect(save).toMatchObject({ actorName: `${editor.login}（测试）`, role: 'county_editor' })
  expect(save).not.toHaveProperty('detail')
})

test('a publication shows a body only the files that it decides', async () => {
  const { file } = await sentFrom('330122')
  const city = await world.player('city_reviewer', 'city', '330100')
  const answer = await city.get<{ decides: boolean; proposed: unknown[]; undecided: number }>(
    '/api/batches/scope/publication',
  )
  expect(await listed(city)).toContain(file.id)
  expect(answer).toMatchObject({ decides: false, proposed: [], undecided: 0 })
})
