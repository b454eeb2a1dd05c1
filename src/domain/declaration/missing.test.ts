// Gaps that block submitting: empty cells, and evidence that is due.
import { describe, expect, test } from 'vitest'
import { evidenceDue, findMissing } from './missing.ts'
import { rowsOf } from './resolve.ts'
import { smallBatch, smallEdition } from '#test/small-edition.ts'
import type { CellValue, DeclarationValues, EvidenceHeld } from './values.ts'

const SAMPLE: Record<string, CellValue> = {
  decimal: '50.00',
  integer: '0',
  text: '管委会',
  statement: '情况',
  choice: 'no',
  ticks: '无',
  industry: '35',
  month: '2015-06',
  regions: ['500112'],
}

function complete(): DeclarationValues {
  const values: DeclarationValues = {}
  for (const { key, row } of rowsOf(smallEdition)) {
    values[key] = Object.fromEntries(row.cells.map((cell) => [cell.key, SAMPLE[cell.kind] ?? '']))
  }
  return { ...values, growing: { text: '无' } }
}

const always: EvidenceHeld = { claims: [], items: [1, 25] }
const gaps = (values: DeclarationValues, evidence = always) =>
  findMissing(smallEdition, smallBatch, values, evidence)

test('a complete declaration lacks nothing; «无» and 0 are answers', () => {
  expect(gaps(complete())).toEqual([])
})

test('an empty declaration lacks every required cell, printed or not, in the order of the form', () => {
  const missing = gaps({})
  const required = rowsOf(smallEdition).reduce((sum, { row }) => sum + row.cells.length, 0)
  expect(missing).toHaveLength(required)
  expect(missing[0]).toEqual({
    field: 'output/Y-2',
    part: 'leading',
    label: '集群总产值 2019年',
    kind: 'cell',
    item: null,
    message: '“集群总产值 2019年”未填写，请填写',
  })
  expect(missing.map((gap) => gap.part)).toContain('extra')
})

test.each([
  ['growth', 'Y', '“产值增速 2021年”未填写，请填写；无相关情况时填“无”'],
  ['chart', 'answer', '“是否绘制产业链图谱”未选择，请选择'],
  ['brand_work', 'boxes', '“已开展的质量品牌建设工作”未选择，请选择；无相关情况时填“无”'],
])('an empty %s/%s says what to do', (row, cell, message) => {
  const values = complete()
  const rest = Object.entries(values[row] ?? {}).filter(([key]) => key !== cell)
  expect(gaps({ ...values, [row]: Object.fromEntries(rest) }).map((gap) => gap.message)).toEqual([
    message,
  ])
})

test('an own row is required only once it is started', () => {
  expect(gaps({ ...complete(), 'own#1': {} })).toEqual([])
  expect(gaps({ ...complete(), 'own#1': { indicator: '出口额' } })).toMatchObject([
    { field: 'own#1/Y+3', label: '自设指标第1项 2024年目标值' },
  ])
})

describe('佐证材料 that is due', () => {
  test('items that are always due block without a file and name the years of the plan', () => {
    expect(gaps(complete(), { claims: [], items: [] }).map((gap) => gap.message)).toEqual([
      '佐证材料第 1 项“提供企业名单”尚未上传，请上传',
      '佐证材料第 25 项“提供发展规划（2023—2025年）”尚未上传，请上传',
    ])
  })

  test.each<[string, DeclarationValues, string]>([
    ['a count over 0', { giants: { 'Y-2': '0', 'Y-1': '无', Y: '1' } }, 'giants/Y'],
    ['the answer 是', { chart: { answer: 'yes' } }, 'chart/answer'],
    ['a filled text', { growing: { text: '已开展' } }, 'growing/text'],
    ['a ticked box', { brand_work: { boxes: ['brand'] } }, 'brand_work/boxes/brand'],
  ])('%s makes it due, a file at the claim settles it', (_, change, claim) => {
    const values = { ...complete(), ...change }
    expect(gaps(values)).toMatchObject([{ kind: 'evidence', field: claim, part: 'leading' }])
    expect(gaps(values, { claims: [claim], items: [1, 25] })).toEqual([])
    expect(gaps(values, { claims: ['operator/name'], items: [1, 4, 7, 9, 10, 25] })).toHaveLength(1)
  })

  test('each ticked box needs its own', () => {
    const values = { ...complete(), brand_work: { boxes: ['quality', 'brand'] } }
    expect(gaps(values).map((gap) => gap.field)).toEqual([
      'brand_work/boxes/quality',
      'brand_work/boxes/brand',
    ])
  })

  test('the counts of one item are proved by one list, at whichever count it is filed', () => {
    const values = { ...complete(), giants: { 'Y-2': '1', 'Y-1': '2', Y: '3' } }
    expect(gaps(values)).toMatchObject([{ item: 4, label: '提供“小巨人”企业名单' }])
    expect(gaps(values, { claims: ['giants/Y'], items: [1, 25] })).toEqual([])
  })

  test('the list of what is due does not depend on what is held', () => {
    const values = { ...complete(), chart: { answer: 'yes' } }
    expect(evidenceDue(smallEdition, values, smallBatch)).toEqual([
      { item: 1, claim: null, provedBy: [], label: '提供企业名单' },
      { item: 7, claim: 'chart/answer', provedBy: ['chart/answer'], label: '是否绘制产业链图谱' },
      { item: 25, claim: null, provedBy: [], label: '提供发展规划（2023—2025年）' },
    ])
  })
})
