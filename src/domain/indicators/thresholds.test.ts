// Every check of the 认定标准 at its threshold: just under, exactly at, just over, missing.
import { describe, expect, test } from 'vitest'
import type { DeclarationValues } from '../declaration/values.ts'
import { edition, judge, row, years } from '#test/edition-2022.ts'
import type { Verdict } from './result.ts'

type Cells = readonly (string | undefined)[]
type Fill = (cells: Cells) => DeclarationValues
type Case = readonly [cells: Cells, verdict: Verdict]
type Table = { check: string; fill: Fill; cases: readonly Case[] }

const _ = undefined
const fillYears =
  (key: string): Fill =>
  (cells) =>
    years(key, cells)
const fillOne =
  (key: string, cell = 'value'): Fill =>
  (cells) =>
    row(key, { [cell]: cells[0] })
const fillTarget =
  (key: string): Fill =>
  (cells) =>
    row(key, { Y: cells[0], 'Y+3': cells[1] })
const fillRising: Fill = ([base, first, second, target]) =>
  row('target_quality', { Y: base, 'Y+1': first, 'Y+2': second, 'Y+3': target })
const fillQuality: Fill = ([champion, giant, srdi, hightech]) => ({
  ...row('champion_count', { Y: champion }),
  ...row('little_giant_count', { Y: giant }),
  ...row('srdi_count', { Y: srdi }),
  ...row('hightech_innovative_count', { Y: hightech }),
})

const yesNo = (no: Verdict): readonly Case[] => [
  [['yes'], 'met'],
  [['no'], no],
  [[_], 'unknown'],
]

const TABLES: readonly Table[] = [
  { check: 'no_accidents', fill: fillOne('no_accidents', 'answer'), cases: yesNo('not_met') },
  { check: 'no_dishonesty', fill: fillOne('no_dishonesty', 'answer'), cases: yesNo('not_met') },
  { check: 'not_restricted', fill: fillOne('not_restricted', 'answer'), cases: yesNo('not_met') },
  { check: 'provincial', fill: fillOne('provincial', 'answer'), cases: yesNo('judgement') },
  {
    check: 'area',
    fill: fillOne('area'),
    cases: [
      [['99.99'], 'met'],
      [['100.00'], 'met'],
      [['100.01'], 'judgement'],
      [[_], 'unknown'],
    ],
  },
  {
    check: 'total_output',
    fill: fillYears('total_output'),
    cases: [
      [['39.99', '40.00', '40.01'], 'not_met'],
      [['40.00', '39.99', '40.01'], 'not_met'],
      [['40.01', '40.00', '39.99'], 'not_met'],
      [['40.00', '40.00', '40.00'], 'met'],
      [['40.01', '40.01', '40.01'], 'met'],
      [['40.00', '40.00', _], 'unknown'],
      [['39.99', _, _], 'not_met'],
      [[_, _, _], 'unknown'],
    ],
  },
  {
    check: 'sme_share',
    fill: fillYears('sme_share'),
    cases: [
      [['70.00', '70.00', '69.99'], 'not_met'],
      [['70.00', '70.00', '70.00'], 'met'],
      [['70.01', '70.01', '70.01'], 'met'],
      [['69.99', '70.00', '70.00'], 'judgement'],
      [['70.00', '69.99', '70.01'], 'judgement'],
      [['70.00', '70.00', _], 'unknown'],
      [[_, _, '70.00'], 'unknown'],
      [[_, '69.99', '70.00'], 'judgement'],
      [[_, _, '69.99'], 'not_met'],
      [[_, _, _], 'unknown'],
    ],
  },
  {
    check: 'leading_share',
    fill: fillYears('leading_share'),
    cases: [
      [['70.01', '70.01', '69.99'], 'not_met'],
      [['70.01', '70.01', '70.00'], 'not_met'],
      [['70.01', '70.01', '70.01'], 'met'],
      [['70.00', '70.01', '70.01'], 'judgement'],
      [['70.01', '70.01', _], 'unknown'],
      [[_, _, _], 'unknown'],
    ],
  },
  ...['leading_growth', 'rd_growth'].map((check) => ({
    check,
    fill: fillYears(check),
    cases: [
      [['10.00', '10.00', '9.99'], 'not_met'],
      [['10.00', '10.00', '10.00'], 'not_met'],
      [['10.00', '10.00', '10.01'], 'met'],
      [['0.00', '0.00', '33.10'], 'not_met'],
      [['0.00', '0.00', '33.11'], 'met'],
      [['21.00', '10.00', '0.00'], 'not_met'],
      [['-50.00', '100.00', '33.10'], 'not_met'],
      [['-50.00', '100.00', '33.11'], 'met'],
      [['-100.00', '500.00', '500.00'], 'not_met'],
      [['20.00', '20.00', _], 'unknown'],
      [['20.00', '20.00', '无'], 'judgement'],
      [['无', '20.00', _], 'unknown'],
      [[_, _, _], 'unknown'],
    ] satisfies readonly Case[],
  })),
  {
    check: 'quality_smes',
    fill: fillQuality,
    cases: [
      [['0', '0', '9', '0'], 'not_met'],
      [['0', '0', '10', '0'], 'met'],
      [['0', '0', '0', '10'], 'met'],
      [['0', '0', '5', '4'], 'not_met'],
      [['0', '0', '5', '5'], 'judgement'],
      [['0', '0', '9', '9'], 'judgement'],
      [['1', '0', '0', '0'], 'met'],
      [['0', '1', '0', '0'], 'met'],
      [['无', '无', '无', '无'], 'not_met'],
      [['无', '无', '10', '无'], 'met'],
      [['1', _, _, _], 'met'],
      [[_, '1', _, _], 'met'],
      [['0', _, '10', _], 'met'],
      [['0', '0', '9', _], 'unknown'],
      [['0', _, '5', '4'], 'unknown'],
      [['0', _, '5', '5'], 'unknown'],
      [[_, _, _, _], 'unknown'],
    ],
  },
  {
    check: 'patents_growth',
    fill: fillOne('patents_growth'),
    cases: [
      [['14.99'], 'not_met'],
      [['15.00'], 'met'],
      [['15.01'], 'met'],
      [['无'], 'judgement'],
      [[_], 'unknown'],
    ],
  },
  {
    check: 'patents_per_10000',
    fill: fillOne('patents_per_10000'),
    cases: [
      [['14.99'], 'not_met'],
      [['15.00'], 'met'],
      [['15.01'], 'met'],
      [[_], 'unknown'],
    ],
  },
  {
    check: 'internet_platform_rate',
    fill: fillOne('internet_platform_rate'),
    cases: [
      [['14.99'], 'not_met'],
      [['15.00'], 'met'],
      [['15.01'], 'met'],
      [[_], 'unknown'],
    ],
  },
  {
    check: 'software_use',
    fill: fillOne('software_use_rising', 'answer'),
    cases: yesNo('not_met'),
  },
  {
    check: 'co2_intensity',
    fill: fillYears('co2_intensity'),
    cases: [
      [['0.52', '0.51', '0.50'], 'met'],
      [['0.52', '0.51', '0.51'], 'judgement'],
      [['0.51', '0.51', '0.50'], 'judgement'],
      [['0.52', '0.51', '0.52'], 'not_met'],
      [['0.51', '0.52', '0.50'], 'not_met'],
      [['0.52', _, '0.50'], 'unknown'],
      [['0.51', _, '0.52'], 'not_met'],
      [['0.51', '0.52', _], 'not_met'],
      [['0.51', _, '0.51'], 'unknown'],
      [[_, _, _], 'unknown'],
    ],
  },
  ...['energy', 'water'].map((kind) => ({
    check: `${kind}_efficiency`,
    fill: fillOne(`${kind}_intensive`, 'answer'),
    cases: [...yesNo('not_met'), [['not_involved'], 'met']] satisfies readonly Case[],
  })),
  {
    check: 'operator',
    fill: fillOne('operator', 'name'),
    cases: [
      [['高新区管委会'], 'met'],
      [['无'], 'not_met'],
      [[_], 'unknown'],
    ],
  },
  {
    check: 'target_output_growth',
    fill: fillTarget('target_output_growth'),
    cases: [
      [['10.01', '9.99'], 'not_met'],
      [['10.01', '10.00'], 'met'],
      [['10.01', '10.01'], 'met'],
      [['10.00', '10.00'], 'not_met'],
      [['9.99', '12.00'], 'not_met'],
      [[_, '12.00'], 'unknown'],
      [['12.00', _], 'unknown'],
      [[_, '9.99'], 'unknown'],
      [[_, _], 'unknown'],
    ],
  },
  {
    check: 'target_quality',
    fill: fillRising,
    cases: [
      [['10', '11', '12', '13'], 'met'],
      [['10', '10', '12', '13'], 'not_met'],
      [['10', '11', '11', '13'], 'not_met'],
      [['10', '11', '12', '12'], 'not_met'],
      [['10', '11', '12', '10'], 'not_met'],
      [['10', _, _, '11'], 'judgement'],
      [['10', '11', _, '13'], 'judgement'],
      [['10', '9', _, '13'], 'not_met'],
      [['10', _, _, '10'], 'not_met'],
      [['10', _, _, '9'], 'not_met'],
      [[_, '11', '12', '13'], 'unknown'],
      [['10', '11', '12', _], 'unknown'],
      [[_, _, _, _], 'unknown'],
    ],
  },
  {
    check: 'target_rd',
    fill: fillTarget('target_rd'),
    cases: [
      [['1000.00', '1330.99'], 'not_met'],
      [['1000.00', '1331.00'], 'met'],
      [['1000.00', '1331.01'], 'met'],
      [['0.00', '1331.00'], 'judgement'],
      [[_, '1331.00'], 'unknown'],
      [['1000.00', _], 'unknown'],
    ],
  },
  {
    check: 'target_patents',
    fill: fillTarget('target_patents'),
    cases: [
      [['8000', '12166'], 'not_met'],
      [['8000', '12167'], 'met'],
      [['8000', '12168'], 'met'],
      [['0', '12'], 'judgement'],
      [[_, '12167'], 'unknown'],
      [['8000', _], 'unknown'],
    ],
  },
  {
    check: 'target_internet',
    fill: fillTarget('target_internet'),
    cases: [
      [['15.00', '42.99'], 'not_met'],
      [['15.00', '43.00'], 'met'],
      [['15.00', '44.99'], 'met'],
      [['15.00', '45.00'], 'met'],
      [['15.00', '90.00'], 'met'],
      [['14.99', '45.00'], 'not_met'],
      [[_, '45.00'], 'unknown'],
      [['15.00', _], 'unknown'],
    ],
  },
  {
    check: 'target_co2',
    fill: fillTarget('target_co2'),
    cases: [
      [['1000.00', '830.01'], 'not_met'],
      [['1000.00', '830.00'], 'met'],
      [['1000.00', '820.01'], 'met'],
      [['1000.00', '820.00'], 'met'],
      [['1000.00', '0.00'], 'met'],
      [['1000.00', '1100.00'], 'not_met'],
      [['0.00', '0.00'], 'judgement'],
      [[_, '820.00'], 'unknown'],
      [['1000.00', _], 'unknown'],
    ],
  },
  {
    check: 'target_energy',
    fill: fillTarget('target_energy'),
    cases: [
      [['100.00', '87.01'], 'not_met'],
      [['100.00', '87.00'], 'met'],
      [['100.00', '86.51'], 'met'],
      [['100.00', '86.50'], 'met'],
      [['100.00', '50.00'], 'met'],
      [['无', '无'], 'judgement'],
      [[_, '86.50'], 'unknown'],
      [['100.00', _], 'unknown'],
    ],
  },
]

const WORDS: Record<Verdict, string> = {
  met: 'met',
  not_met: 'not met',
  unknown: 'unknown',
  judgement: 'left to judgement',
}

function nameOf(table: Table, [cells, verdict]: Case): string {
  const check = edition.checks.find(({ key }) => key === table.check)
  const shown = cells.map((cell) => cell ?? 'missing').join(' / ')
  return `${check?.article}: ${check?.title} ${shown} is ${WORDS[verdict]}`
}

describe.each(TABLES)('$check', (table) => {
  test.each(table.cases.map((entry) => [nameOf(table, entry), ...entry] as const))(
    '%s',
    (_name, cells, verdict) => {
      const result = judge(table.check, table.fill(cells))
      expect(result.verdict).toBe(verdict)
      expect(result.reason).toMatch(/。$/)
    },
  )
})

test('every check that compares or counts has its table, with a case for what is missing', () => {
  const judged = edition.checks.filter(({ operator }) => !['claims', 'complete'].includes(operator))
  expect(TABLES.map((table) => table.check).sort()).toEqual(judged.map(({ key }) => key).sort())
  for (const { check, cases } of TABLES) {
    expect([check, cases.some(([, verdict]) => verdict === 'unknown')]).toEqual([check, true])
    expect([check, cases.some(([, verdict]) => verdict === 'met')]).toEqual([check, true])
  }
})
