// Working days with 调休, the end of a public notice, and validity as of a day.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import {
  addDays,
  addYears,
  isWorkingDay,
  lastDayOfNotice,
  validityOf,
  workingDaysBetween,
} from './calendar.ts'

/** State Council arrangements as far as the tests reach: 元旦 2023; 中秋、国庆 2023; nothing in November 2024. */
const calendar: Calendar = {
  holidays: new Set(
    (
      '2022-12-31 2023-01-01 2023-01-02 2023-09-29 2023-09-30 2023-10-01 2023-10-02 ' +
      '2023-10-03 2023-10-04 2023-10-05 2023-10-06'
    ).split(' '),
  ),
  workdays: new Set(['2023-10-07', '2023-10-08']),
  announcedYears: new Set([2022, 2023, 2024]),
}

describe('公示 of five working days, first day counted', () => {
  test.each([
    ['2022-12-29', '2023-01-05'],
    ['2023-09-28', '2023-10-10'],
    ['2024-11-18', '2024-11-22'],
  ])('from %s it lasts until %s', (first, last) => {
    expect(lastDayOfNotice(first, 5, true, calendar)).toEqual({ last, warnings: [] })
    expect(workingDaysBetween(first, last, calendar)).toBe(5)
    expect(workingDaysBetween(first, addDays(last, -1), calendar)).toBe(4)
  })

  test('a first day that is no working day is not one of the five', () => {
    expect(lastDayOfNotice('2024-11-16', 5, true, calendar).last).toBe('2024-11-22')
  })

  test('counting from the next day moves the end by one working day', () => {
    expect(lastDayOfNotice('2024-11-18', 5, false, calendar).last).toBe('2024-11-25')
  })

  test('a year without an announced arrangement warns and counts Monday to Friday', () => {
    const { last, warnings } = lastDayOfNotice('2024-12-30', 5, true, calendar)
    expect(last).toBe('2025-01-03')
    expect(warnings).toEqual([
      '2025年放假安排尚未公布，该年工作日暂按周一至周五推算，公布后请复核。',
    ])
  })

  test.each([0, -1, 1.5])('a notice of %s days is refused', (days) => {
    expect(() => lastDayOfNotice('2024-11-18', days, true, calendar)).toThrow('不少于 1 个工作日')
  })
})

test('a 调休 Saturday works and a holiday Friday does not', () => {
  expect(isWorkingDay('2023-10-07', calendar)).toBe(true)
  expect(isWorkingDay('2023-10-06', calendar)).toBe(false)
  expect(isWorkingDay('2024-11-16', calendar)).toBe(false)
})

test('the last day of a notice is always its last working day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (offset, days, firstDayCounts) => {
        const first = addDays('2022-06-01', offset)
        const { last } = lastDayOfNotice(first, days, firstDayCounts, calendar)
        const from = firstDayCounts ? first : addDays(first, 1)
        expect(isWorkingDay(last, calendar)).toBe(true)
        expect(workingDaysBetween(from, last, calendar)).toBe(days)
      },
    ),
  )
})

test('dates are counted over months, leap years and year ends', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
  expect(addDays('2022-12-31', 1)).toBe('2023-01-01')
  expect(addYears('2024-02-29', 3)).toBe('2027-02-28')
  expect(() => addDays('2024-2-1', 1)).toThrow('YYYY-MM-DD')
  expect(() => addDays('2023-02-30', 1)).toThrow('不存在')
})

describe('有效期 (暂行办法 第十五条)', () => {
  const batch2022 = {
    kind: 'calendar',
    from: '2023-01-01',
    to: '2025-12-31',
    worded: '2023年至2025年',
  } as const
  const unstated = { kind: 'start_unstated', years: 3, worded: '三年' } as const

  test.each([
    ['2025-12-31', 'valid', '有效'],
    ['2026-01-01', 'expired', '有效期已届满'],
  ])('2023年至2025年 is on %s %s', (today, state, label) => {
    const now = validityOf(batch2022, '2023-01-11', today)
    expect(now).toMatchObject({ state, label })
    expect(now.ends).toEqual([{ from: '2023-01-01', to: '2025-12-31', reading: '2023年至2025年' }])
  })

  test.each([
    ['2027-09-19', 'valid'],
    ['2027-09-20', 'expired'],
  ])('three years from a list of 2024-09-19 are on %s %s', (today, state) => {
    const validity = { kind: 'years_from_list', years: 3, worded: '三年' } as const
    expect(validityOf(validity, '2024-09-19', today).state).toBe(state)
  })

  test('三年 without a start shows both possible ends and is never 已届满', () => {
    const now = validityOf(unstated, '2023-10-17', '2031-01-01')
    expect(now).toMatchObject({ state: 'start_unstated', label: '有效期起算未载明' })
    expect(now.ends.map((end) => end.to)).toEqual(['2026-10-17', '2026-12-31'])
  })

  test('without the date of the list no end is made up', () => {
    const fromList = { kind: 'years_from_list', years: 3, worded: '三年' } as const
    expect(validityOf(unstated, null, '2031-01-01').ends).toEqual([])
    expect(validityOf(fromList, null, '2031-01-01').state).toBe('start_unstated')
  })

  test('a list without a term says so', () => {
    expect(validityOf(null, '2023-10-17', '2031-01-01')).toEqual({
      state: 'unstated',
      label: '名单未载明有效期',
      ends: [],
    })
  })
})
