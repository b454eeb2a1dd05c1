// From references to rows, cells, labels and years.
import { expect, test } from 'vitest'
import { fillYears, findCell, findRow, labelOf, partLabel, rowsOf, yearOf } from './resolve.ts'
import { smallEdition } from '#test/small-edition.ts'

test.each([
  ['Y-2', 2021, 2019],
  ['Y', 2021, 2021],
  ['Y+3', 2021, 2024],
  ['Y-2', 2022, 2020],
  ['Y+3', 2022, 2025],
] as const)('%s of base year %i is %i', (ref, baseYear, year) => {
  expect(yearOf(ref, baseYear)).toBe(year)
})

test('years are filled into wording, everything else in braces stays', () => {
  expect(fillYears('{Y-2}年至{Y}年，目标{Y+3}年，{plan_years}', 2021)).toBe(
    '2019年至2021年，目标2024年，{plan_years}',
  )
})

test.each([
  ['output/Y', '集群总产值 2021年'],
  ['output/Y-2', '集群总产值 2019年'],
  ['operator/name', '运营管理机构'],
  ['brand_work/boxes/brand', '已开展的质量品牌建设工作：建立了品牌运营机制'],
  ['own#3/Y+3', '自设指标第3项 2024年目标值'],
  ['stage_1/text', '（1）2022年度'],
  ['unknown/cell', 'unknown/cell'],
])('%s is called %s', (ref, label) => {
  expect(labelOf(ref, smallEdition, 2021)).toBe(label)
})

test('without a base year the years are relative', () => {
  expect(labelOf('output/Y-1', smallEdition)).toBe('集群总产值 基准年-1年')
})

test('rows come in the order of the form, templates of own rows are no rows', () => {
  const keys = rowsOf(smallEdition).map((place) => place.key)
  expect(keys.slice(0, 3)).toEqual(['output', 'share', 'growth'])
  expect(keys).not.toContain('own')
})

test('own rows resolve to their template, other keys to nothing', () => {
  expect(findRow(smallEdition, 'own#12')).toMatchObject({ key: 'own#12', own: 12 })
  for (const key of ['own', 'own#0', 'own#x', 'own#', 'output#1', 'nothing']) {
    expect(findRow(smallEdition, key)).toBeUndefined()
  }
})

test('a box that is not in its group is not found', () => {
  expect(findCell(smallEdition, 'brand_work/boxes/other')).toBeUndefined()
  expect(findCell(smallEdition, 'brand_work/boxes/brand')?.option?.label).toBe('建立了品牌运营机制')
})

test('a part is called by its number and title, 附 by its title alone', () => {
  expect(smallEdition.form.parts.map((part) => partLabel(part))).toEqual([
    '二、主导产业情况',
    '八、发展规划',
    '系统附加信息',
  ])
})
