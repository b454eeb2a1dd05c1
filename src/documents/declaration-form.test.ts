// The printed 申报表 of the ministry's edition, read back out of the Word file.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Batch } from '#domain/batch.ts'
import { fillYears } from '#domain/declaration/resolve.ts'
import type { DeclarationValues } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import type { Cell, Part, Row } from '#domain/edition.ts'
import { declarationForm } from './declaration-form.ts'
import type { FormContent } from './form-content.ts'
import { bodyXml, paragraphs, tables, unzipText, xmlFault } from './read-back.ts'

const load = (path: string): unknown =>
  parse(readFileSync(new URL(`../../policy/${path}`, import.meta.url), 'utf8'))
const edition = Edition.parse(load('editions/miit-2022.yaml'))
const batch2022 = Batch.parse(load('batches/miit-2022.yaml'))
const batch2023 = Batch.parse(load('batches/miit-2023.yaml'))

const printedParts = edition.form.parts.filter((part) => part.printed)
const rowsOf = (parts: readonly Part[]): Row[] =>
  parts.flatMap((part) => part.blocks).flatMap((block) => block.rows)
const cellsOf = (rows: readonly Row[], printed: boolean): { row: Row; cell: Cell }[] =>
  rows.flatMap((row) =>
    row.cells.filter((cell) => cell.printed === printed).map((cell) => ({ row, cell })),
  )

/** A value for every cell of the form, hidden ones too; each figure and text occurs once. */
function filled(): DeclarationValues {
  const values: DeclarationValues = {}
  let count = 0
  for (const row of rowsOf(edition.form.parts)) {
    const cells = row.cells.map((cell) => {
      count += 1
      const codes = (cell.options ?? []).map((option) => option.code)
      if (cell.kind === 'ticks') return [cell.key, codes.slice(0, 2)] as const
      if (cell.kind === 'choice') return [cell.key, codes[0] ?? ''] as const
      if (cell.kind === 'decimal') return [cell.key, `${70_000 + count}.50`] as const
      if (cell.kind === 'integer') return [cell.key, String(80_000 + count)] as const
      return [cell.key, `填写${90_000 + count}`] as const
    })
    values[row.key] = Object.fromEntries(cells)
  }
  return values
}

function content(more: Partial<FormContent> = {}): FormContent {
  return {
    edition,
    batch: batch2022,
    region: { province: '广东省', city: '佛山市', county: '顺德区' },
    authorityName: '佛山市顺德区经济促进局',
    values: {},
    opinions: { province: null },
    submittedOn: null,
    demonstration: false,
    ...more,
  }
}

const bodyOf = async (more: Partial<FormContent> = {}): Promise<string> =>
  bodyXml(await declarationForm(content(more)))
const allText = (body: string): string =>
  paragraphs(body)
    .map((each) => each.text)
    .join('\n')

describe('a filled form of batch 2022', () => {
  const values = filled()
  let body = ''
  let text = ''

  beforeAll(async () => {
    body = await bodyOf({ values, opinions: { province: '同意推荐。' }, submittedOn: '2022-09-30' })
    text = allText(body)
  })

  test('every label, hint, title, wording, note and box of the printed form stands in it', () => {
    const blocks = printedParts.flatMap((part) => part.blocks)
    const wordings = [
      edition.form.title,
      edition.form.cover_note ?? '',
      ...edition.form.instructions,
      ...printedParts.filter((part) => part.number !== '').map((part) => part.title),
      ...printedParts.map((part) => part.note ?? ''),
      ...blocks.flatMap((block) => [block.title ?? '', ...(block.note ?? '').split('\n')]),
      ...rowsOf(printedParts).flatMap((row) => [row.label, row.hint ?? '']),
      ...cellsOf(rowsOf(printedParts), true).flatMap(({ cell }) => [
        cell.label ?? '',
        ...(cell.options ?? []).map((option) => option.label),
      ]),
      ...blocks
        .filter((block) => block.title !== undefined)
        .flatMap((block) => block.wording ?? []),
    ]
    expect(wordings.length).toBeGreaterThan(250)
    const missing = wordings.filter((each) => !text.includes(fillYears(each, 2021)))
    expect(missing).toEqual([])
  })

  test('every printed value stands in it as saved, and no value that is not printed', () => {
    const plain = ['text', 'statement', 'decimal', 'integer']
    const printed = cellsOf(rowsOf(printedParts), true).filter(({ cell }) =>
      plain.includes(cell.kind),
    )
    expect(printed.length).toBeGreaterThan(100)
    const absent = printed.filter(
      ({ row, cell }) => !text.includes(String(values[row.key]?.[cell.key])),
    )
    expect(absent).toEqual([])
    const hidden = [
      ...cellsOf(rowsOf(printedParts), false),
      ...cellsOf(rowsOf(edition.form.parts.filter((part) => !part.printed)), false),
    ]
    expect(hidden.length).toBeGreaterThan(8)
    expect(
      hidden.filter(({ row, cell }) => text.includes(String(values[row.key]?.[cell.key]))),
    ).toEqual([])
    expect(text).not.toContain('系统附加信息')
  })

  test('all 46 boxes of the tick groups and those of the choices are drawn, two of each group ticked', () => {
    const cells = cellsOf(rowsOf(printedParts), true).map(({ cell }) => cell)
    const groups = cells.filter((cell) => cell.kind === 'ticks')
    const choices = cells.filter((cell) => cell.kind === 'choice')
    const boxes = (some: Cell[]): number => some.flatMap((cell) => cell.options ?? []).length
    expect([groups.length, boxes(groups)]).toEqual([11, 46])
    expect(text.match(/☑/g)).toHaveLength(groups.length * 2 + choices.length)
    expect(text.match(/[☑☐]/g)).toHaveLength(46 + boxes(choices))
    expect(text).toContain('☑建有产业链上下游产供销一体化协同协作机制')
    expect(text).toContain('☐建立了共享车间、共享工厂')
  })

  test('填报说明 11: 填报说明 and each of the nine parts begin a new page, and nothing else does', () => {
    const starts = paragraphs(body).filter((each) => each.newPage)
    expect(starts.map((each) => each.text)).toEqual([
      '填报说明',
      '一、基本情况',
      '二、主导产业情况',
      '三、创新能力情况',
      '四、数字化升级情况',
      '五、绿色化转型情况',
      '六、开放合作情况',
      '七、治理和服务水平',
      '八、未来三年中小企业特色产业集群发展规划',
      '九、真实性声明及推荐意见',
    ])
  })

  test('no row of any table splits, and its cells are exactly as wide as the columns they span', () => {
    const all = tables(body)
    expect(all).toHaveLength(9)
    for (const { columns, rows } of all) {
      for (const row of rows) {
        expect(row.whole).toBe(true)
        let from = 0
        for (const cell of row.cells) {
          const spanned = columns.slice(from, from + cell.span)
          expect(spanned.reduce((sum, width) => sum + width, 0)).toBe(cell.width)
          from += cell.span
        }
        expect(from).toBe(columns.length)
      }
    }
  })

  test('the cover takes name, place, authority, operator, date and the county’s contact', () => {
    const held = (row: string, cell: string): string => String(values[row]?.[cell])
    const phone = held('authority_contact', 'phone')
    expect(text.slice(0, text.indexOf('填报说明')).split('\n')).toEqual([
      '中小企业特色产业集群申报表',
      `集群名称：${held('cluster_name', 'name')}`,
      '（中小企业特色产业集群（XX产业））',
      '所属地区： 广东省 省（区、市） 佛山市 市（区） 顺德区 县（市、区）',
      `县（市、区）中小企业主管部门（盖章）：${held('authority', 'name')}`,
      `集群运营管理机构：${held('operator', 'name')}`,
      '申报时间：2022年9月30日',
      `联系人及联系电话：${held('authority_contact', 'person')}　${phone}`,
      '工业和信息化部 制',
      '',
    ])
  })

  test('the opinion of the province stands above its seal, and both blocks have lines to sign', () => {
    const seals =
      tables(body)
        .at(-1)
        ?.rows.map((row) => row.cells[1]?.text ?? '') ?? []
    expect(seals).toHaveLength(2)
    expect(seals[0]).not.toContain('同意推荐')
    expect(seals[0]).toMatch(
      /单位负责人（签字）：\n县（市、区）中小企业主管部门（公章）：\n年　　月　　日$/,
    )
    expect(seals[1]).toMatch(/^同意推荐。\n+推荐单位（公章）：\n年　　月　　日$/)
  })
})

test('a form of batch 2023 speaks of 2020 to 2022, targets for 2025 and stages of 2023 to 2025, never of 2019', async () => {
  const body = await bodyOf({ batch: batch2023, values: filled() })
  const text = allText(body)
  const heading = tables(body)[1]?.rows[0]?.cells.map((cell) => cell.text)
  expect(heading).toEqual(['主导产业情况（近三年）', '2020年', '2021年', '2022年'])
  for (const wording of ['2022年基准值', '2025年目标值', '（1）2023年度', '（3）2025年度']) {
    expect(text).toContain(wording)
  }
  expect(text).toContain('截止到2022年底')
  expect(text).not.toMatch(/2019|\{Y/)
})

test('parts 三, 四 and 五 have the columns of the paper form', async () => {
  const all = tables(await bodyOf())
  const texts = (table: number): string[][] =>
    (all[table]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text))
  expect(texts(2)[3]?.slice(1)).toEqual(Array(3).fill(['类别', '主持数量', '参与数量']).flat())
  expect(texts(2)[4]?.slice(1)).toEqual(['国际', '', '', '国际', '', '', '国际', '', ''])
  expect(texts(2)[8]?.slice(2)).toEqual(['数量：　　个\n名称：'])
  expect(texts(3)[3]).toEqual(['工业软件采购金额（万元）', '2019年', '2020年', '2021年'])
  expect(texts(3)[4]).toEqual(['', '', '', ''])
  expect(texts(4)[1]?.slice(1)).toEqual(['2019年', ''])
  expect(texts(4)[4]?.slice(1)).toEqual(['（注：单位产值二氧化碳排放量需提供计算公式）'])
})

test('an own indicator stands behind the others of its direction, and 其它 keeps its empty row', async () => {
  const body = await bodyOf({
    values: {
      'target_own#2': { direction: 'innovation', indicator: '创新平台', Y: '12家', 'Y+3': '20家' },
      'target_own#10': { direction: 'other', indicator: '后一项', Y: '1', 'Y+3': '2' },
      'target_own#9': { direction: 'other', indicator: '前一项', Y: '1', 'Y+3': '2' },
    },
  })
  const targets = tables(body)[7]?.rows.map((row) => row.cells.map((cell) => cell.text)) ?? []
  expect(targets[0]).toEqual(['方向', '指标', '2021年基准值', '2024年目标值'])
  const names = targets.map((row) => row[1])
  expect(names.slice(3, 7)).toEqual([
    '研发经费投入',
    '有效发明专利数量',
    '创新平台',
    '工业互联网普及率',
  ])
  expect(names.slice(-2)).toEqual(['前一项', '后一项'])
  const empty = tables(await bodyOf())[7]
    ?.rows.at(-1)
    ?.cells.map((cell) => cell.text)
  expect(empty).toEqual(['其它', '', '', ''])
})

test('«无» is printed as entered, with all boxes of its group left open and no unit behind it', async () => {
  const values = {
    international_work: { boxes: '无' },
    branches: { value: '无' },
    target_energy: { Y: '无', 'Y+3': '无' },
  }
  const text = allText(await bodyOf({ values }))
  expect(text).not.toContain('☑')
  expect(text).toContain('☐承办主导产业国际研讨会或技术交流会　\n无\n（注：勾选需提供佐证材料）')
  expect(text).toContain('无（需提供相关佐证材料）')
  expect(text).not.toContain('无千克')
})

test('an empty form has no value, no ticked box, the authority on the cover and blanks for what is not known', async () => {
  const text = allText(await bodyOf({ region: { province: '湖北省', city: '', county: '仙桃市' } }))
  expect(text).toContain('所属地区： 湖北省 省（区、市）　　　市（区） 仙桃市 县（市、区）')
  expect(text).toContain('（盖章）：佛山市顺德区经济促进局')
  expect(text).toContain('申报时间：\n')
  expect(text).not.toMatch(/☑|undefined|null|NaN/)
})

const NASTY = '甲<b>&amp;&#1;]]>"\'\u0000\u0007\u000B\uFFFE\uD800乙\r\n丙\t丁\u2028戊😀'

test.each([
  ['a statement', { supply_risk: { text: NASTY } }, '甲<b>&amp;&#1;]]>"\'乙\n丙 丁\n戊😀'],
  ['running text', { plan_tasks: { text: NASTY } }, '甲<b>&amp;&#1;]]>"\'乙\n丙 丁\n戊😀'],
  ['a name', { operator: { name: NASTY } }, '甲<b>&amp;&#1;]]>"\'乙\n丙 丁\n戊😀'],
])(
  '%s with markup, control characters and line ends is data and stays readable',
  async (_, values, read) => {
    const bytes = await declarationForm(
      content({ values, authorityName: NASTY, opinions: { province: NASTY } }),
    )
    const xmlParts = [...unzipText(bytes)].filter(([name]) => /\.(xml|rels)$/.test(name))
    expect(xmlParts.length).toBeGreaterThan(8)
    expect(
      xmlParts.map(([name, xml]) => [name, xmlFault(xml)]).filter(([, fault]) => fault !== null),
    ).toEqual([])
    expect(allText(bodyXml(bytes))).toContain(read)
  },
)

test('a text of 20,000 characters is printed whole', async () => {
  const long = '长'.repeat(20_000)
  const text = allText(
    await bodyOf({ values: { plan_tasks: { text: long }, sharing: { text: long } } }),
  )
  expect(text.split(long)).toHaveLength(3)
})

test('«演示数据» stands at the head of a demonstration, and nowhere in a real form', async () => {
  const parts = async (more: Partial<FormContent>): Promise<string> =>
    [...unzipText(await declarationForm(content(more))).values()].join('')
  expect(await parts({ demonstration: true })).toContain('演示数据')
  expect(await parts({ batch: { ...batch2022, demonstration: true } })).toContain('演示数据')
  expect(await parts({})).not.toContain('演示数据')
})

test('the 佐证材料清单 follows with each item, its files and their kinds, only when files are handed in', async () => {
  const evidence = [
    { item: 8, originalName: '共享协议 <终稿>.pdf', kind: 'third_party' },
    { item: 8, originalName: '车间照片.jpg', kind: 'self_declaration' },
  ]
  const list = tables(await bodyOf({ evidence }))
    .at(-1)
    ?.rows.map((row) => row.cells.map((cell) => cell.text))
  expect(list?.filter((row) => row.length === 4)).toHaveLength(26)
  expect(list).toContainEqual([
    '8',
    '提供集群已开展的制造资源共享工作佐证材料',
    '共享协议 <终稿>.pdf\n车间照片.jpg',
    '第三方证明\n自我声明',
  ])
  expect(list?.at(-1)?.[1]).toBe('提供中小企业特色产业集群发展规划（2023—2025年）')
  expect(await bodyOf()).not.toContain('佐证材料清单')
})
