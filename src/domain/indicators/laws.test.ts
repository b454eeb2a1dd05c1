// Laws that hold over all figures: more is never worse, gaps decide nothing that filling could undo, reruns agree.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeclarationValues } from '../declaration/values.ts'
import { edition, evaluateAll, judge, row, years } from '#test/edition-2022.ts'

const percent = fc.integer({ min: -10_000, max: 20_000 }).map((units) => (units / 100).toFixed(2))
const share = fc.integer({ min: 6_900, max: 7_100 }).map((units) => (units / 100).toFixed(2))
const output = fc.integer({ min: 3_900, max: 4_100 }).map((units) => (units / 100).toFixed(2))
const count = fc.integer({ min: 0, max: 12 }).map(String)

type Shape = { check: string; cells: number; value: fc.Arbitrary<string>; fill: Fill }
type Fill = (cells: readonly (string | undefined)[]) => DeclarationValues

const three = (check: string, value: fc.Arbitrary<string>): Shape => ({
  check,
  cells: 3,
  value,
  fill: (cells) => years(check, cells),
})

/** Checks in which a higher figure is better. */
const RISING: readonly Shape[] = [
  three('total_output', output),
  three('sme_share', share),
  three('leading_share', share),
  three('leading_growth', percent),
  three('rd_growth', percent),
  {
    check: 'quality_smes',
    cells: 4,
    value: count,
    fill: ([champion, giant, srdi, hightech]) => ({
      ...row('champion_count', { Y: champion }),
      ...row('little_giant_count', { Y: giant }),
      ...row('srdi_count', { Y: srdi }),
      ...row('hightech_innovative_count', { Y: hightech }),
    }),
  },
  {
    check: 'target_internet',
    cells: 2,
    value: fc.integer({ min: 1_400, max: 4_600 }).map((units) => (units / 100).toFixed(2)),
    fill: ([base, target]) => row('target_internet', { Y: base, 'Y+3': target }),
  },
  {
    check: 'target_output_growth',
    cells: 2,
    value: fc.integer({ min: 900, max: 1_100 }).map((units) => (units / 100).toFixed(2)),
    fill: ([base, target]) => row('target_output_growth', { Y: base, 'Y+3': target }),
  },
]

const ORDER = { not_met: 0, judgement: 1, met: 2, unknown: Number.NaN }

describe.each(RISING)('$check', ({ check, cells, value, fill }) => {
  const full = fc.array(value, { minLength: cells, maxLength: cells })
  const gappy = fc.array(fc.option(value, { nil: undefined }), {
    minLength: cells,
    maxLength: cells,
  })

  test('raising a figure never makes the verdict worse', () => {
    fc.assert(
      fc.property(full, fc.nat({ max: cells - 1 }), value, (before, index, higher) => {
        fc.pre(Number(higher) >= Number(before[index]))
        const after = before.with(index, higher)
        const [low, high] = [judge(check, fill(before)), judge(check, fill(after))]
        expect(ORDER[high.verdict]).toBeGreaterThanOrEqual(ORDER[low.verdict])
      }),
    )
  })

  test('a verdict given over a gap stays, whatever the gap is filled with', () => {
    fc.assert(
      fc.property(gappy, full, (known, filler) => {
        const early = judge(check, fill(known))
        fc.pre(early.verdict !== 'unknown')
        const later = judge(check, fill(known.map((cell, index) => cell ?? filler[index])))
        expect(later.verdict).toBe(early.verdict)
      }),
    )
  })

  test('unknown names what is missing, and a full row is never unknown', () => {
    fc.assert(
      fc.property(gappy, (known) => {
        const result = judge(check, fill(known))
        const gaps = known.filter((cell) => cell === undefined).length
        const unknown = result.verdict === 'unknown'
        expect(result.missing.length).toBeLessThanOrEqual(gaps)
        expect(result.missing.length).toBeGreaterThanOrEqual(unknown ? 1 : 0)
        expect(gaps === 0 && unknown).toBe(false)
      }),
    )
  })
})

test('认定标准 六: a verdict over an empty year stays, whatever the year is filled with', () => {
  const cell = fc.integer({ min: 48, max: 54 }).map((units) => (units / 100).toFixed(2))
  const known = fc.array(fc.option(cell, { nil: undefined }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(known, fc.tuple(cell, cell, cell), (cells, filler) => {
      const early = judge('co2_intensity', years('co2_intensity', cells))
      fc.pre(early.verdict !== 'unknown')
      const filled = cells.map((held, index) => held ?? filler[index])
      expect(judge('co2_intensity', years('co2_intensity', filled)).verdict).toBe(early.verdict)
    }),
  )
})

test('认定标准 一: the average growth agrees with whole-number arithmetic', () => {
  fc.assert(
    fc.property(percent, percent, percent, (first, second, third) => {
      const scaled = [first, second, third].map((rate) => 10_000n + BigInt(rate.replace('.', '')))
      const product = scaled.reduce((sum, factor) => sum * factor, 1n)
      const met = product > 11_000n ** 3n
      const result = judge('leading_growth', years('leading_growth', [first, second, third]))
      expect(result.verdict).toBe(met ? 'met' : 'not_met')
    }),
  )
})

test('申报表 八 c: the growth to the target agrees with whole-number arithmetic', () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 })
  fc.assert(
    fc.property(amount, fc.integer({ min: -2, max: 2 }), (base, off) => {
      const target = Math.ceil(base * 1.331) + off
      const met = BigInt(target) * 1000n >= BigInt(base) * 1331n
      const cells = { Y: (base / 100).toFixed(2), 'Y+3': (target / 100).toFixed(2) }
      expect(judge('target_rd', row('target_rd', cells)).verdict).toBe(met ? 'met' : 'not_met')
    }),
  )
})

test('an empty form has no verdict but unknown, and the counts add up', () => {
  const { checks, counts } = evaluateAll({})
  expect(counts).toEqual({ met: 0, not_met: 0, judgement: 0, unknown: edition.checks.length })
  expect(checks.map(({ key }) => key)).toEqual(edition.checks.map(({ key }) => key))
})

test('the same declaration is judged the same twice, and is not changed by it', () => {
  const values = {
    ...years('sme_share', ['69.00', '70.00', '71.00']),
    ...row('area', { value: '无' }),
  }
  const before = structuredClone(values)
  expect(evaluateAll(values)).toEqual(evaluateAll(values))
  expect(values).toEqual(before)
})

test('another base year moves the labels and nothing else', () => {
  const values = years('total_output', ['40.00', '39.99', '41.00'])
  const reason = (baseYear: number) =>
    evaluateAll(values, baseYear).checks.find(({ key }) => key === 'total_output')?.reason
  expect(reason(2021)).toBe('2020年 39.99 亿元，不符合“不低于 40 亿元”。')
  expect(reason(2022)).toBe('2021年 39.99 亿元，不符合“不低于 40 亿元”。')
})
