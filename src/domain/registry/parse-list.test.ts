/** The six lists as printed: nothing added, nothing lost, nothing corrected. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { listCodes, parseList } from './parse-list.ts'

const lists = new URL('../../../reference/lists/', import.meta.url)
const listText = (file: string) => readFileSync(new URL(file, lists), 'utf8')

const Index = z.object({
  lists: z.array(
    z.strictObject({
      code: z.enum(listCodes),
      title: z.string().min(1),
      programme: z.enum(['miit', 'most-pilot', 'most-cultivation', 'zhejiang', 'hubei']),
      programme_name: z.string().min(1),
      year: z.int().nullable(),
      batch: z.int().nullable(),
      document: z.string().nullable(),
      issued: z.iso.date().nullable(),
      publisher: z.string().nullable(),
      source: z.string().min(1),
      validity: z.string().nullable(),
      count: z.int().positive(),
      file: z.string().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})
const index = Index.parse(parse(listText('index.yaml')))
const rowsOf = (code: (typeof listCodes)[number]) => parseList(code, listText(`${code}.txt`))

test('the index names the six lists in their order', () => {
  expect(index.lists.map((list) => list.code)).toEqual([...listCodes])
})

test('the six lists hold 100, 100, 61, 47, 120 and 110 rows, 538 in all', () => {
  const counts = listCodes.map((code) => rowsOf(code).length)
  expect(counts).toEqual([100, 100, 61, 47, 120, 110])
  expect(counts).toEqual(index.lists.map((list) => list.count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(538)
})

test.each(index.lists)('the text of $code is byte for byte the one whose hash is fixed', (list) => {
  const bytes = readFileSync(new URL(list.file, lists))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(list.sha256)
})

test.each([...listCodes])('the rows of %s are numbered 1..n and each has a bare name', (code) => {
  const rows = rowsOf(code)
  expect(rows.map((row) => row.number)).toEqual(rows.map((_, position) => position + 1))
  for (const row of rows) expect(row.printed).toMatch(/^[^\s\d][^\s]*$/)
})

test('the stray third column of the list of 2022 is no part of a name', () => {
  const rows = rowsOf('miit-2022')
  expect(rows[38]?.printed).toBe('江西省樟树市金属家具产业集群')
  expect(rows[57]?.printed).toBe('湖南省益阳市赫山区铝电解电容器产业集群')
})

test.each([
  ['most-pilot', 4, '无锡高新区智能传感系統创新型产业集群'],
  ['most-cultivation', 14, '闻东中小电机产业集群'],
  ['most-cultivation', 15, '昌高新技术产业开发区生物医药产业集群'],
  ['most-cultivation', 26, '夏门海洋与生命科学产业集群'],
  ['miit-2023', 94, '宁波慈溪市智能小家电产业集群'],
  ['zhejiang', 16, '漓诸针织产业集群'],
] as const)('%s no. %i keeps its wrong characters: %s', (code, number, printed) => {
  expect(rowsOf(code)[number - 1]?.printed).toBe(printed)
})

test('the region stands as printed in Zhejiang, as the heading in Hubei, nowhere else', () => {
  expect(rowsOf('zhejiang')[0]?.printedRegion).toBe('浙江,台州市')
  expect(rowsOf('zhejiang')[17]?.printedRegion).toBe('浙江，绍兴市')
  expect(rowsOf('zhejiang')[46]?.printedRegion).toBe('浙江')
  const headings = new Set(rowsOf('hubei').map((row) => row.printedRegion))
  expect(headings.size).toBe(17)
  expect(rowsOf('hubei')[1]).toEqual({
    number: 2,
    printed: '武汉市黄陂区服装产业集群',
    printedRegion: '武汉市',
  })
  expect(rowsOf('hubei')[109]?.printedRegion).toBe('神农架林区')
  expect(rowsOf('miit-2022').every((row) => row.printedRegion === null)).toBe(true)
  expect(rowsOf('most-pilot').every((row) => row.printedRegion === null)).toBe(true)
})

test.each([
  ['miit-2022', '1\t甲县产业集群\n3\t丙县产业集群\n'],
  ['most-pilot', '\t1\n\n\t2\n\t乙产业集群\n'],
  ['most-pilot', '\t1\n'],
  ['zhejiang', '\t1\n\t甲产业集群\n\n\t2\n\t乙产业集群\n\t浙江\n'],
  ['hubei', '武汉市：\n2.甲产业集群\n'],
] as const)('a text of %s with a row or a cell missing is refused', (code, text) => {
  expect(() => parseList(code, text)).toThrow(/is not as printed/)
})
