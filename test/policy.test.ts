// The policy that is loaded first: every document parses, refers only to what exists, and holds all that the form holds.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CalendarContent } from '#contract/policy.ts'
import { Batch, BodyNotice } from '#domain/batch.ts'
import { workingDaysBetween } from '#domain/calendar.ts'
import { checkPart, checkRow } from '#domain/declaration/check-value.ts'
import { evidenceDue, findMissing, titleOf } from '#domain/declaration/missing.ts'
import { findCell, findRow, rowsOf } from '#domain/declaration/resolve.ts'
import { DeclarationFile } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import type { Cell, Check } from '#domain/edition.ts'

const YEARS = ['Y-2', 'Y-1', 'Y']

function read(path: string): string {
  return readFileSync(new URL(`../policy/${path}`, import.meta.url), 'utf8')
}

const load = (path: string): unknown => parse(read(path))
const miit = Edition.parse(load('editions/miit-2022.yaml'))
const yunnan = Edition.parse(load('examples/yunnan-edition.yaml'))
const editions = [miit, yunnan]
const years = [2022, 2023, 2024, 2025]
const batches = years.map((year) => Batch.parse(load(`batches/miit-${year}.yaml`)))
const example = DeclarationFile.parse(JSON.parse(read('examples/declaration.json')))
const cellsOf = (edition: Edition): Cell[] => rowsOf(edition).flatMap(({ row }) => row.cells)

function batchOf(year: number): Batch {
  const batch = batches.find((candidate) => candidate.year === year)
  if (!batch) throw new Error(`no batch ${year}`)
  return batch
}

/** Every FieldRef and row key that a check names. */
function namedBy(check: Check): { fields: string[]; rows: string[] } {
  const row = 'row' in check ? [check.row] : []
  switch (check.operator) {
    case 'answer':
    case 'generally':
    case 'given':
      return { fields: [check.field], rows: [] }
    case 'figure': {
      const from = check.computed_from
      return {
        fields: [check.field, ...(from ? [from.numerator, from.denominator] : [])],
        rows: [],
      }
    }
    case 'average_growth': {
      const levels = check.levels ? [check.levels.total, check.levels.share] : []
      return { fields: check.declared ? [check.declared] : [], rows: [...row, ...levels] }
    }
    case 'quality_count':
      return { fields: [...check.elite, ...check.quality], rows: [] }
    case 'claims':
      return { fields: check.fields, rows: [] }
    default:
      return { fields: [], rows: row }
  }
}

test('the 申报表 has a cover, nine parts and the part that is not printed', () => {
  const numbers = miit.form.parts.map((part) => part.number)
  expect(numbers).toEqual(['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '附'])
  expect(miit.form.parts.filter((part) => !part.printed).map((part) => part.key)).toEqual(['extra'])
  expect(miit.form.instructions).toHaveLength(11)
})

test('the 申报表 has 13 statements of 200 characters and 11 tick groups with 46 boxes', () => {
  const cells = cellsOf(miit)
  const statements = cells.filter((cell) => cell.kind === 'statement' && cell.limit === 200)
  const ticks = cells.filter((cell) => cell.kind === 'ticks')
  expect(statements).toHaveLength(13)
  expect(ticks.map((cell) => cell.options?.length)).toEqual([4, 4, 5, 4, 3, 3, 5, 5, 3, 7, 3])
})

test.each([
  ['leading', 10],
  ['innovation', 2],
  ['digital', 1],
  ['green', 1],
  ['opening', 2],
])('part %s has %i rows of three years', (part, count) => {
  const rows = rowsOf(miit).filter(
    (place) => place.part.key === part && place.block.layout === 'years',
  )
  const threeYears = rows.filter(({ row }) => row.cells.length === 3)
  expect(threeYears).toHaveLength(count)
  for (const { row } of threeYears) expect(row.cells.map((cell) => cell.key)).toEqual(YEARS)
})

test('standards are counted in four kinds, led and joined, in three years', () => {
  const rows = rowsOf(miit).filter(({ block }) => block.layout === 'standards')
  expect(rows.map(({ row }) => row.label)).toEqual(['国际', '国家', '行业', '团体'])
  for (const { row } of rows) {
    expect(row.cells.map((cell) => [cell.label, cell.year])).toEqual(
      YEARS.flatMap((year) => [
        ['主持数量', year],
        ['参与数量', year],
      ]),
    )
  }
})

test('three kinds of platform, three stages and nine target rows with base and target', () => {
  const of = (layout: string) => rowsOf(miit).filter(({ block }) => block.layout === layout)
  expect(of('platforms').map(({ row }) => row.cells.map((cell) => cell.key))).toEqual(
    Array.from({ length: 3 }, () => ['count', 'names']),
  )
  expect(of('stages')).toHaveLength(3)
  const targets = of('targets').map(({ row }) =>
    row.cells.filter((cell) => cell.printed).map((cell) => cell.key),
  )
  expect(targets).toEqual(Array.from({ length: 9 }, () => ['Y', 'Y+3']))
})

test('the 佐证材料清单 has 25 items, three of them always due', () => {
  expect(miit.evidence.map((item) => item.number)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  )
  expect(miit.evidence.filter((item) => item.always).map((item) => item.number)).toEqual([1, 2, 25])
  const printed = miit.evidence.filter((item) => item.from_enterprise_table)
  expect(printed.map((item) => item.number)).toEqual([1, 3, 4, 5, 6])
  expect(miit.evidence.filter((item) => !item.always && item.claims.length === 0)).toEqual([])
})

test('item 25 is titled with the years as the batch prints them', () => {
  const [item] = miit.evidence.slice(-1)
  if (!item) throw new Error('no evidence')
  expect(titleOf(item, batchOf(2022))).toBe('提供中小企业特色产业集群发展规划（2023—2025年）')
})

test('every box that can be ticked makes exactly one item of evidence due', () => {
  const boxes = rowsOf(miit).flatMap(({ row }) =>
    row.cells
      .filter((cell) => cell.kind === 'ticks')
      .flatMap((cell) => cell.options?.map((box) => `${row.key}/${cell.key}/${box.code}`) ?? []),
  )
  const claimed = miit.evidence.flatMap((item) =>
    item.claims.filter((claim) => claim.when === 'ticked').map((claim) => claim.field),
  )
  expect(claimed.toSorted()).toEqual(boxes.toSorted())
})

test.each(editions)('$code: keys are unique', (edition) => {
  const places = rowsOf(edition)
  const lists = [
    edition.form.parts.map((part) => part.key),
    places.map((place) => place.key),
    edition.checks.map((check) => check.key),
    edition.evidence.map((item) => item.number),
    edition.steps.map((step) => step.key),
    ...places.map(({ row }) => row.cells.map((cell) => cell.key)),
    ...cellsOf(edition).map((cell) => cell.options?.map((option) => option.code) ?? []),
  ]
  for (const list of lists) expect(list).toEqual([...new Set<string | number>(list)])
})

test.each(editions)(
  '$code: every field that a check, a claim or a fact names is on the form',
  (edition) => {
    const named = edition.checks.map(namedBy)
    const fields = [
      ...named.flatMap((names) => names.fields),
      ...edition.evidence.flatMap((item) => item.claims.map((claim) => claim.field)),
      ...Object.values(edition.facts).filter((field) => field !== undefined),
    ]
    expect(fields.filter((field) => !findCell(edition, field))).toEqual([])
    expect(named.flatMap((names) => names.rows).filter((row) => !findRow(edition, row))).toEqual([])
    const parts = edition.checks.flatMap((check) =>
      check.operator === 'complete' ? [check.part] : [],
    )
    expect(parts.filter((key) => !edition.form.parts.some((part) => part.key === key))).toEqual([])
  },
)

test.each(editions)(
  '$code: every answer that a check or a claim waits for is an option of its cell',
  (edition) => {
    const answers = [
      ...edition.checks.flatMap((check) =>
        check.operator === 'answer'
          ? [...check.met, ...check.judgement].map((code) => ({ field: check.field, code }))
          : [],
      ),
      ...edition.evidence.flatMap((item) =>
        item.claims.flatMap(({ field, answer }) =>
          answer === undefined ? [] : [{ field, code: answer }],
        ),
      ),
    ]
    const unknown = answers.filter(
      ({ field, code }) =>
        !findCell(edition, field)?.cell.options?.some((option) => option.code === code),
    )
    expect(unknown).toEqual([])
  },
)

test.each(editions)(
  '$code: a row of three years that a check reads has the three years',
  (edition) => {
    const operators = ['each_year', 'latest_year', 'average_growth', 'falling']
    const read = edition.checks.flatMap((check) =>
      operators.includes(check.operator) && 'row' in check ? [check.row] : [],
    )
    for (const row of read)
      expect(findRow(edition, row)?.row.cells.map((cell) => cell.key)).toEqual(YEARS)
  },
)

test.each(editions)(
  '$code: no year is written into the form or the evidence list, document names aside',
  (edition) => {
    const text = JSON.stringify([edition.form, edition.evidence])
    const documents = /财税\[2015\]119号|〔\d{4}〕\d+号/g
    expect(text.replaceAll(documents, '').match(/20\d\d/g)).toBeNull()
  },
)

test.each(editions)(
  '$code: the chain begins with the declaration and ends with who recognises',
  (edition) => {
    expect(edition.steps.at(0)?.kind).toBe('declare')
    expect(edition.steps.at(-1)).toMatchObject({ kind: 'decide', level: edition.recognised_by })
    expect(edition.steps.slice(1, -1).every((step) => step.kind === 'review')).toBe(true)
  },
)

test.each([
  ['total_output', 'at_least', '40'],
  ['sme_share', 'at_least', '70'],
  ['leading_share', 'above', '70'],
  ['leading_growth', 'above', '10'],
  ['rd_growth', 'above', '10'],
  ['patents_growth', 'at_least', '15'],
  ['patents_per_10000', 'at_least', '15'],
  ['internet_platform_rate', 'at_least', '15'],
  ['area', 'at_most', '100'],
])('认定标准: %s is compared with «%s %s», as its clause says', (key, than, value) => {
  const check = miit.checks.find((candidate) => candidate.key === key)
  expect(check).toMatchObject({ bound: { than, value } })
  expect(check?.clause).toContain(value)
})

test.each(batches)('$code uses an edition that is there and slides with its year', (batch) => {
  expect(batch.edition).toBe(miit.code)
  expect(batch.programme).toBe(miit.programme)
  expect(batch.base_year).toBe(batch.year - 1)
  expect(batch.plan_years).toBe(`${batch.year + 1}—${batch.year + 3}年`)
})

test('only batch 2022 was read in the documents themselves; later ones say that they were not', () => {
  const standings = (batch: Batch) =>
    Object.values({ ...batch, ...batch.quota }).flatMap((held) =>
      typeof held === 'object' && 'standing' in held ? [held.standing] : [],
    )
  expect(new Set(standings(batchOf(2022)))).toEqual(new Set(['original', 'unknown']))
  for (const year of [2023, 2024, 2025]) expect(standings(batchOf(year))).not.toContain('original')
})

test.each([
  [2022, 5, 3, '2022-10-31', '04-30'],
  [2023, 6, 2, '2023-07-31', '04-30'],
  [2024, 8, 2, '2024-07-31', '03-31'],
  [2025, 8, 2, null, null],
])(
  'batch %i: quota %i and %i, deadline %s, return due %s',
  (year, ordinary, other, deadline, due) => {
    const batch = batchOf(year)
    expect(batch.quota).toMatchObject({
      ordinary: { value: ordinary },
      separately_planned: { value: other },
      corps: { value: other },
    })
    expect(batch.deadline.value).toBe(deadline)
    expect(batch.annual_return_due.value).toBe(due)
  },
)

test('the example programme of a province parses with its batch and ends at the province', () => {
  const batch = Batch.parse(load('examples/yunnan-batch.yaml'))
  expect(batch).toMatchObject({
    edition: yunnan.code,
    programme: yunnan.programme,
    region: '530000',
  })
  expect(yunnan.steps.map((step) => step.level)).toEqual(['county', 'city', 'province'])
})

test("Guangdong's notice gives a city two places, the province five, and visits each", () => {
  expect(BodyNotice.parse(load('notices/guangdong-2022.yaml'))).toMatchObject({
    batch: 'miit-2022',
    authority: '440000',
    places_below: 2,
    places_own: 5,
    deadline: '2022-10-14',
    copies: 4,
    discs: 2,
    inspection: 'each',
  })
})

test.each([
  ['2022-12-29', '2023-01-05'],
  ['2023-09-28', '2023-10-10'],
  ['2024-11-18', '2024-11-22'],
])('by the calendar %s to %s are five working days', (first, last) => {
  const content = CalendarContent.parse(load('calendar.yaml'))
  const dates = (kind: string) =>
    new Set(content.days.filter((day) => day.kind === kind).map((day) => day.date))
  const calendar = {
    holidays: dates('holiday'),
    workdays: dates('workday'),
    announcedYears: new Set(content.announced),
  }
  expect(workingDaysBetween(first, last, calendar)).toBe(5)
})

test('the calendar holds each day once, working days only on weekends, and only announced years', () => {
  const { days, announced } = CalendarContent.parse(load('calendar.yaml'))
  expect(new Set(days.map((day) => day.date)).size).toBe(days.length)
  const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()
  const working = days.filter((day) => day.kind === 'workday')
  expect(working.filter((day) => ![0, 6].includes(weekday(day.date)))).toEqual([])
  expect([...new Set(days.map((day) => Number(day.date.slice(0, 4))))]).toEqual(announced)
  expect(announced).not.toContain(2027)
})

test('the example declaration is complete, has no mistake, and proves every claim', () => {
  const known = { industry: () => true, region: () => true }
  const batch = batchOf(2022)
  for (const [row, entered] of Object.entries(example.values)) {
    const checked = checkRow(miit, row, entered, known, batch.base_year)
    expect(checked.problems).toEqual([])
    expect(checked.values).toEqual(entered)
  }
  expect(checkPart(miit, 'plan', example.values).problems).toEqual([])
  expect(findMissing(miit, batch, example.values, example.evidence)).toEqual([])
  const due = new Set(evidenceDue(miit, example.values).map((entry) => entry.item))
  expect(due.size).toBe(25)
})

test('«无» in a statement and a count of 0 make no evidence due', () => {
  const values = {
    ...example.values,
    collaboration: { text: '无' },
    branches: { value: '0' },
    champion_count: { 'Y-2': '无', 'Y-1': '无', Y: '无' },
    chain_chart: { answer: 'no' },
  }
  const due = new Set(evidenceDue(miit, values).map((entry) => entry.item))
  expect([5, 7, 9, 21].filter((item) => due.has(item))).toEqual([])
})
