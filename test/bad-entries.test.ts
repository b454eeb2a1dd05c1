// Bad input in the form and in evidence: its status, one clear sentence in Chinese that names the field and the remedy, and nothing changed.
import { beforeAll, expect, test } from 'vitest'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import type { LightMyRequestResponse } from 'fastify'
import { type File, makeDraft, openTestBatch, type Upload, upload } from './acts.ts'
import { refused as refusedIn } from './dump.ts'
import { rowBody } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const refused = (ask: () => Promise<LightMyRequestResponse>) => refusedIn(world.database.pool, ask)
let editor: Player
let draft: File

beforeAll(async () => {
  const ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  await openTestBatch(ministry, 'bad')
  draft = await makeDraft(editor, 'bad', '错误输入集群')
})

const save = (row: string, cells: Record<string, string | string[]>) => () =>
  editor.ask('PUT', `${draft.path}/rows/${encodeURIComponent(row)}`, rowBody(0, cells))

test.each<[string, string, Record<string, string | string[]>, string, string]>([
  [
    'an unknown region code',
    'places',
    { codes: ['330122', '999999'] },
    'places/codes',
    '“所在县（市、区）”的区划代码“999999”不存在，请从行政区划中选择',
  ],
  [
    'a place of another county',
    'places',
    { codes: ['441223'] },
    'places/codes',
    '区划代码“441223”不在本单位辖区内，集群应位于本县（市、区）范围内',
  ],
  [
    'an unknown industry code',
    'leading_industry',
    { name: '阀门', code: '99' },
    'leading_industry/code',
    '行业代码“99”不存在，请按《国民经济行业分类》填写 2 至 4 位代码',
  ],
  [
    'a figure that is no number',
    'total_output',
    { Y: '七十亿' },
    'total_output/Y',
    '“集群总产值 2025年”不是数字，请填写数字，如 41.20',
  ],
  [
    'two numbers in one cell',
    'total_output',
    { Y: '70.5/60' },
    'total_output/Y',
    '不是数字，请填写数字，如 41.20',
  ],
  [
    'a share over 100 %',
    'sme_share',
    { Y: '100.01' },
    'sme_share/Y',
    '填写为 100.01%，不能超过 100%，请核对后填写',
  ],
  [
    'a negative output',
    'total_output',
    { Y: '-1' },
    'total_output/Y',
    '不能低于 0 亿元，请核对后填写',
  ],
  [
    'half an enterprise',
    'enterprises',
    { Y: '1.5' },
    'enterprises/Y',
    '须为整数，请填写整数，如 12',
  ],
  [
    '201 characters',
    'sharing',
    { text: '字'.repeat(201) },
    'sharing/text',
    '共 201 字，最多 200 字，请删减 1 字',
  ],
  [
    'a part over its 3000',
    'plan_tasks',
    { text: '字'.repeat(3001) },
    'plan',
    '最多 3000 字，请删减',
  ],
  [
    'an option that is not printed',
    'chain_chart',
    { answer: 'perhaps' },
    'chain_chart/answer',
    '没有“perhaps”这一选项，请从“',
  ],
  [
    'a box that is not printed',
    'sharing_work',
    { boxes: ['chain_coordination', 'x'] },
    'sharing_work/boxes',
    '没有“x”这一选项，请按所列各项勾选',
  ],
  [
    '«无» where a figure must stand',
    'total_output',
    { Y: '无' },
    'total_output/Y',
    '不能填“无”，请填写实际情况',
  ],
  [
    'a month that does not exist',
    'founded',
    { month: '2020-13' },
    'founded/month',
    '“2020-13”不是年月，请按“年-月”填写，如 2015-06',
  ],
  [
    'a cell that the row does not have',
    'area',
    { width: '1' },
    'area/width',
    '没有“width”这一项，请刷新页面后重新填写',
  ],
  [
    'a cell named like the language’s own',
    'area',
    { constructor: '1' },
    'area/constructor',
    '没有“constructor”这一项',
  ],
])('%s is refused at saving: 422', async (_, row, cells, field, sentence) => {
  const problem = await refused(save(row, cells))
  expect([problem.status, problem.code]).toEqual([422, 'invalid_value'])
  expect(problem.message).toContain(sentence)
  expect(problem.fields?.map((held) => held.field)).toContain(field)
})

test.each(['nowhere', 'area#1', 'constructor', 'target_own', 'target_own#0', 'target_own#1000'])(
  'a row %s that the form does not have is not found',
  async (row) => {
    const problem = await refused(save(row, { value: '1' }))
    expect([problem.status, problem.message]).toEqual([
      404,
      `没有找到申报表栏目“${row}”，请核对地址或返回列表。`,
    ])
  },
)

test('two mistakes in one row are both named', async () => {
  const { fields } = await refused(save('total_output', { 'Y-2': '多', 'Y-1': '-1', Y: '70' }))
  expect(fields?.map((held) => held.field)).toEqual(['total_output/Y-2', 'total_output/Y-1'])
})

test('a stale version is told with both texts and changes nothing', async () => {
  await editor.put(`${draft.path}/rows/area`, rowBody(0, { value: '10' }))
  const problem = await refused(save('area', { value: '20' }))
  expect([problem.status, problem.code]).toEqual([409, 'stale_version'])
  expect(problem.details).toMatchObject({
    theirs: { cells: { value: '10.00' }, revision: 1 },
    yours: { value: '20' },
  })
  expect(problem.message).toMatch(/^“集群占地面积”刚被.*请对照两份内容后选择保留哪一份。$/)
})

test('text beyond what is stored is refused before it is read', async () => {
  const problem = await refused(save('plan_tasks', { text: 'x'.repeat(20_001) }))
  expect(problem.status).toBe(400)
  expect(problem.message).toContain('“填报内容”')
})

const pdf = Buffer.from(demonstrationPaper('测试'))
const executable = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(500)])
/** A zip with one stored text file in it: no Word document. */
const zip = Buffer.concat([
  Buffer.from('504b0304140000000000000000008d2e8c0505000000050000000500000061', 'hex'),
  Buffer.from('.txthello'),
  Buffer.alloc(40),
])
const send = (more: Partial<Upload>) => () =>
  upload(editor, draft, { item: 1, claims: [], name: '名单.pdf', bytes: pdf, ...more })

test.each<[string, Partial<Upload>, number, string, string]>([
  [
    'a text named .pdf',
    { bytes: Buffer.from('这不是 PDF') },
    422,
    'file_type',
    '“名单.pdf”不是可接受的文件：文件内容与扩展名不符，请用原软件重新保存后上传。',
  ],
  ['a program named .pdf', { bytes: executable }, 422, 'file_type', '文件内容与扩展名不符'],
  [
    'a PDF named .jpg',
    { name: '照片.jpg' },
    422,
    'file_type',
    '“照片.jpg”不是可接受的文件：文件内容与扩展名不符',
  ],
  [
    'a zip named .docx',
    { name: '报告.docx', bytes: zip },
    422,
    'file_type',
    '“报告.docx”不是可接受的文件：文件内容与扩展名不符',
  ],
  [
    'a program',
    { name: '安装.exe', bytes: executable },
    422,
    'file_type',
    '“安装.exe”不是可接受的文件：请上传 PDF、JPG、PNG、Word 或 Excel 文件。',
  ],
  [
    'a file without an ending',
    { name: '名单' },
    422,
    'file_type',
    '请上传 PDF、JPG、PNG、Word 或 Excel 文件。',
  ],
  [
    'an empty file',
    { bytes: Buffer.alloc(0) },
    422,
    'file_empty',
    '“名单.pdf”是空文件，请核对后重新上传。',
  ],
  [
    'a file over 20 MB',
    { bytes: Buffer.concat([pdf, Buffer.alloc(20 * 1_048_576)]) },
    413,
    'file_too_large',
    '“名单.pdf”超过 20 MB，请压缩或拆分后上传。',
  ],
  [
    'an item that is not on the list',
    { item: 99 },
    422,
    'invalid_value',
    '佐证材料清单中没有第 99 项，请从清单中选择。',
  ],
  ['no item', { item: 0 }, 400, 'invalid_input', '请选择佐证材料清单中的一项'],
  [
    'an unknown kind of proof',
    { kind: 'rumour' },
    422,
    'invalid_value',
    '请选择佐证材料的类别：主管部门证明、第三方证明或自我声明。',
  ],
  [
    'a claim that is no field',
    { claims: ['nowhere/value'] },
    422,
    'invalid_value',
    '“nowhere/value”不是申报表中的栏目，请刷新页面后重试。',
  ],
  [
    'a claim of another item',
    { claims: ['area/value'] },
    422,
    'invalid_value',
    '第 1 项佐证材料不对应“集群占地面积”，请选择对应的清单项。',
  ],
  [
    'a name that no column keeps',
    { name: '名\0单.pdf' },
    400,
    'invalid_input',
    '文字中含有无法保存的字符',
  ],
])('%s is refused as evidence', async (_, more, status, code, sentence) => {
  const problem = await refused(send(more))
  expect([problem.status, problem.code]).toEqual([status, code])
  expect(problem.message).toContain(sentence)
})

test.each<[string, string, string | Buffer, number, string]>([
  [
    'no multipart at all',
    'application/json',
    '{}',
    415,
    '不支持这种提交格式，请使用本系统页面提交。',
  ],
  ['no boundary', 'multipart/form-data', 'x', 400, '上传内容不完整，请重新选择文件上传。'],
  [
    'a form that breaks off',
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="item"\r\n\r\n1',
    400,
    '请重新选择',
  ],
  [
    'a form without a file',
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="item"\r\n\r\n1\r\n--b--\r\n',
    400,
    '没有收到文件，请重新选择后上传。',
  ],
  [
    'fields named like the language’s own',
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n--b--\r\n',
    400,
    '请重新选择',
  ],
])('an upload with %s is refused', async (_, type, body, status, sentence) => {
  const problem = await refused(() =>
    editor.ask('POST', `${draft.path}/evidence`, body, { 'content-type': type }),
  )
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(sentence)
})

test('evidence keeps its own Chinese name, without the folder it came from', async () => {
  const kept = await upload(editor, draft, {
    item: 1,
    claims: [],
    name: 'C:\\材料\\企业名单（2025年）.pdf',
    bytes: pdf,
  })
  expect(kept.json<{ originalName: string }>().originalName).toBe('企业名单（2025年）.pdf')
})
