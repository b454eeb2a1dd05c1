// Dates as 'YYYY-MM-DD': working days by the State Council calendar with 调休, and how long a recognition holds.
import type { Validity } from './batch.ts'

/** Holidays and 调休 working weekends, and the years whose arrangement has been announced. */
export type Calendar = {
  holidays: ReadonlySet<string>
  workdays: ReadonlySet<string>
  announcedYears: ReadonlySet<number>
}

const DAY = 86_400_000

function toDays(date: string): number {
  const days = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY : Number.NaN
  // 30 February parses as 2 March: only a date that reads back as itself is one.
  if (Number.isNaN(days) || fromDays(days) !== date) {
    throw new RangeError(`日期“${date}”不存在，须为 YYYY-MM-DD`)
  }
  return days
}

function fromDays(days: number): string {
  return new Date(days * DAY).toISOString().slice(0, 10)
}

/** The date so many days later (earlier, if negative). Throws RangeError for text that is no date. */
export function addDays(date: string, days: number): string {
  return fromDays(toDays(date) + days)
}

/** The corresponding day so many years later; the month's last day where there is none (民法典 第二百零二条). */
export function addYears(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = fromDays(toDays(date)).split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year + years, month, 0)).getUTCDate()
  return fromDays(Date.UTC(year + years, month - 1, Math.min(day, lastOfMonth)) / DAY)
}

/** A 调休 working weekend works, a holiday does not, otherwise Monday to Friday. */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  if (calendar.workdays.has(date)) return true
  if (calendar.holidays.has(date)) return false
  const weekday = new Date(toDays(date) * DAY).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/** Working days from first to last, both counted; 0 when last is before first. */
export function workingDaysBetween(first: string, last: string, calendar: Calendar): number {
  const end = toDays(last)
  let count = 0
  for (let day = toDays(first); day <= end; day += 1) {
    if (isWorkingDay(fromDays(day), calendar)) count += 1
  }
  return count
}

/**
 * The last day of a public notice of so many working days. With `firstDayCounts` the day of publication is the first
 * of them if it is a working day; otherwise counting starts the day after. Warns for each year not yet announced.
 */
export function lastDayOfNotice(
  first: string,
  workingDays: number,
  firstDayCounts: boolean,
  calendar: Calendar,
): { last: string; warnings: string[] } {
  if (!Number.isInteger(workingDays) || workingDays < 1) {
    throw new RangeError('公示期须为不少于 1 个工作日的整数')
  }
  let last = addDays(first, firstDayCounts ? 0 : 1)
  let left = workingDays - (isWorkingDay(last, calendar) ? 1 : 0)
  while (left > 0) {
    last = addDays(last, 1)
    if (isWorkingDay(last, calendar)) left -= 1
  }
  return { last, warnings: unannounced(first, last, calendar) }
}

function unannounced(first: string, last: string, calendar: Calendar): string[] {
  const warnings: string[] = []
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    if (calendar.announcedYears.has(year)) continue
    warnings.push(`${year}年放假安排尚未公布，该年工作日暂按周一至周五推算，公布后请复核。`)
  }
  return warnings
}

export type ValidityState = 'valid' | 'expired' | 'start_unstated' | 'unstated'

/** One reading of when a recognition ends. `from` and `to` are the first and last day that count. */
export type ValidityEnd = { from: string; to: string; reading: string }

/** What a recognition's validity is today. `ends` has one entry when it is known, two when the start is not stated, none without a term. */
export type ValidityNow = { state: ValidityState; label: string; ends: ValidityEnd[] }

const LABELS: Record<ValidityState, string> = {
  valid: '有效',
  expired: '有效期已届满',
  start_unstated: '有效期起算未载明',
  unstated: '名单未载明有效期',
}

function stated(end: ValidityEnd, today: string): ValidityNow {
  const state = today > end.to ? 'expired' : 'valid'
  return { state, label: LABELS[state], ends: [end] }
}

/** Years run from the day after the list and end on its corresponding day (民法典 第二百零一条、第二百零二条). */
function fromList(listDate: string, years: number): ValidityEnd {
  const to = addYears(listDate, years)
  return { from: listDate, to, reading: `自名单公布之日起${years}年` }
}

/** As batch 2022 was worded («2023年至2025年»), whole calendar years, here those that follow the list. */
function calendarYears(listDate: string, years: number): ValidityEnd {
  const year = Number(listDate.slice(0, 4)) + 1
  return {
    from: `${year}-01-01`,
    to: `${year + years - 1}-12-31`,
    reading: `自名单公布次年起${years}个自然年`,
  }
}

/**
 * The validity as of today (暂行办法 第十五条). `validity` is null for a list that states no term, `listDate` is null
 * where the list's date is in no source. A term without a stated start is never «已届满»: it shows both possible ends.
 */
export function validityOf(
  validity: Validity | null,
  listDate: string | null,
  today: string,
): ValidityNow {
  if (validity === null) return { state: 'unstated', label: LABELS.unstated, ends: [] }
  if (validity.kind === 'calendar') {
    return stated({ from: validity.from, to: validity.to, reading: validity.worded }, today)
  }
  if (validity.kind === 'years_from_list' && listDate !== null) {
    return stated(fromList(listDate, validity.years), today)
  }
  const { years } = validity
  const ends = listDate === null ? [] : [fromList(listDate, years), calendarYears(listDate, years)]
  return { state: 'start_unstated', label: LABELS.start_unstated, ends }
}
