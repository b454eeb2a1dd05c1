// What is taken, what is refused, and the sentence that refuses it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPart, checkRow } from './check-value.ts'
import { smallEdition } from '#test/small-edition.ts'
import type { CellValue } from './values.ts'

const known = {
  industry: (code: string) => ['35', '3512'].includes(code),
  region: (code: string) => ['500112', '659002'].includes(code),
}

function check(field: string, entered: CellValue) {
  const [row = '', cell = ''] = field.split('/')
  const { values, originals, problems } = checkRow(
    smallEdition,
    row,
    { [cell]: entered },
    known,
    2021,
  )
  return {
    value: values[cell],
    original: originals[cell],
    message: problems[0]?.message,
    field: problems[0]?.field,
  }
}

describe('what is taken', () => {
  test.each<[string, CellValue, CellValue]>([
    ['output/Y', '41.2', '41.20'],
    ['output/Y', '１，２３４．５６', '1234.56'],
    ['output/Y', '0', '0.00'],
    ['share/Y', '70%', '70.00'],
    ['share/Y', '100', '100.00'],
    ['growth/Y', '-3.5', '-3.50'],
    ['growth/Y', '无', '无'],
    ['giants/Y', '1,200', '1200'],
    ['giants/Y', '12.00', '12'],
    ['giants/Y', '007', '7'],
    ['giants/Y', '无', '无'],
    ['operator/name', '  高新区\n 管委会 ', '高新区 管委会'],
    ['chart/answer', 'yes', 'yes'],
    ['growing/text', '第一行\r\n第二行', '第一行\n第二行'],
    ['brand_work/boxes', ['brand', 'quality', 'brand'], ['quality', 'brand']],
    ['brand_work/boxes', '无', '无'],
    ['industry/code', '３５１２', '3512'],
    ['places/codes', ['500112', '659002'], ['500112', '659002']],
    ['founded/month', '2015年6月', '2015-06'],
    ['founded/month', '2015-06', '2015-06'],
    ['own#1/indicator', '出口额', '出口额'],
  ])('%s takes %j as %j', (field, entered, value) => {
    expect(check(field, entered)).toEqual({
      value,
      original: undefined,
      message: undefined,
      field: undefined,
    })
  })

  test.each<[string, CellValue]>([
    ['output/Y', ''],
    ['output/Y', '  '],
    ['brand_work/boxes', []],
  ])('an empty %s removes the cell', (field, entered) => {
    expect(check(field, entered)).toMatchObject({ value: undefined, message: undefined })
  })

  test.each([
    ['69.995', '70.00', '69.995'],
    ['69.994', '69.99', '69.994'],
    ['41.200', '41.20', undefined],
    ['0.0001', '0.00', '0.0001'],
    ['41.2001', '41.20', '41.2001'],
  ])('填报说明 2: %s is kept as %s, its original as %s', (entered, value, original) => {
    expect(check('share/Y', entered)).toMatchObject({ value, original })
  })
})

describe('what is refused, naming the field and the remedy', () => {
  test.each<[string, CellValue, string]>([
    ['output/Y', 'abc', '“集群总产值 2021年”不是数字，请填写数字，如 41.20'],
    ['output/Y', '1,23', '“集群总产值 2021年”不是数字，请填写数字，如 41.20'],
    ['output/Y', '9'.repeat(41), '“集群总产值 2021年”的数字过长，请核对后填写'],
    ['output/Y', '-1', '“集群总产值 2021年”填写为 -1 亿元，不能低于 0 亿元，请核对后填写'],
    ['output/Y', '无', '“集群总产值 2021年”不能填“无”，请填写实际情况'],
    ['output/Y', ['1'], '“集群总产值 2021年”只能填写一项，请重新填写'],
    ['share/Y', '100.01', '“中小企业产值占比 2021年”填写为 100.01%，不能超过 100%，请核对后填写'],
    ['share/Y', '100.004', '“中小企业产值占比 2021年”填写为 100.004%，不能超过 100%，请核对后填写'],
    ['growth/Y', '-100.01', '“产值增速 2021年”填写为 -100.01%，不能低于 -100%，请核对后填写'],
    ['giants/Y', '1.5', '“‘小巨人’企业数量 2021年”须为整数，请填写整数，如 12'],
    ['giants/Y', '很多', '“‘小巨人’企业数量 2021年”不是数字，请填写整数，如 12'],
    ['operator/name', '管'.repeat(201), '“运营管理机构”过长，最多保存 200 个字符，请删减'],
    ['operator/name', '无', '“运营管理机构”不能填“无”，请填写实际情况'],
    ['chart/answer', 'maybe', '“是否绘制产业链图谱”没有“maybe”这一选项，请从“是、否”中选择'],
    ['growing/text', '产'.repeat(201), '“产业链培育和招商情况”共 201 字，最多 200 字，请删减 1 字'],
    [
      'growing/text',
      'a '.repeat(10_001),
      '“产业链培育和招商情况”过长，最多保存 20000 个字符，请删减',
    ],
    [
      'brand_work/boxes',
      ['other'],
      '“已开展的质量品牌建设工作”没有“other”这一选项，请按所列各项勾选',
    ],
    ['brand_work/boxes', 'brand', '“已开展的质量品牌建设工作”须逐项选择，请重新选择'],
    [
      'industry/code',
      '9999',
      '“主导产业代码”的行业代码“9999”不存在，请按《国民经济行业分类》填写 2 至 4 位代码',
    ],
    [
      'places/codes',
      ['500112', '999999'],
      '“所在县（市、区）”的区划代码“999999”不存在，请从行政区划中选择',
    ],
    ['founded/month', '2015-13', '“集群成立时间”的“2015-13”不是年月，请按“年-月”填写，如 2015-06'],
    ['founded/month', '去年', '“集群成立时间”的“去年”不是年月，请按“年-月”填写，如 2015-06'],
    ['output/Z', '1', '“集群总产值（亿元）”中没有“Z”这一项，请刷新页面后重新填写'],
  ])('%s refuses %.20j', (field, entered, message) => {
    expect(check(field, entered)).toEqual({
      value: undefined,
      original: undefined,
      message,
      field,
    })
  })

  test('an unknown row', () => {
    const { problems } = checkRow(smallEdition, 'nothing', { value: '1' }, known)
    expect(problems).toEqual([
      { field: 'nothing', message: '申报表中没有“nothing”这一栏，请刷新页面后重新填写' },
    ])
  })

  test('one bad cell leaves the good cells of its row', () => {
    const entered = { 'Y-2': '1', 'Y-1': 'x', Y: '3' }
    const { values, problems } = checkRow(smallEdition, 'output', entered, known)
    expect(values).toEqual({ 'Y-2': '1.00', Y: '3.00' })
    expect(problems.map((problem) => problem.field)).toEqual(['output/Y-1'])
  })
})

test.each([
  ['产'.repeat(200), undefined],
  [`${'产'.repeat(199)} 3.5%`, undefined],
  [`${'产'.repeat(200)} 3.5%`, '“产业链培育和招商情况”共 201 字，最多 200 字，请删减 1 字'],
])('200 字 are counted as Word does', (entered, message) => {
  expect(check('growing/text', entered).message).toBe(message)
})

test('what was taken once is taken again unchanged', () => {
  const figure = fc.tuple(fc.nat(), fc.nat({ max: 99_999 })).map(([a, b]) => `${a}.${b}`)
  fc.assert(
    fc.property(figure, (entered) => {
      const first = check('output/Y', entered).value
      expect(check('output/Y', first ?? '')).toMatchObject({ value: first, original: undefined })
    }),
  )
})

describe('the 字数 of a whole part', () => {
  const own = { indicator: '出口', 'Y+3': '5%' }

  test.each([
    [26, 29, undefined],
    [27, 30, undefined],
    [28, 31, '“八、发展规划”共 31 字，最多 30 字，请删减 1 字'],
  ])('%i characters and an own row are %i words', (length, words, message) => {
    const values = { stage_1: { text: '规'.repeat(length) }, 'own#1': own }
    const found = checkPart(smallEdition, 'plan', values, 2021)
    expect(found.words).toBe(words)
    expect(found.problems[0]?.message).toBe(message)
  })

  test('the words of other parts do not count, and an unknown part is named', () => {
    const values = { growing: { text: '产'.repeat(100) } }
    expect(checkPart(smallEdition, 'plan', values).words).toBe(0)
    expect(checkPart(smallEdition, 'leading', values).words).toBe(100)
    expect(checkPart(smallEdition, 'nothing', {}).problems[0]?.message).toContain('nothing')
  })
})
