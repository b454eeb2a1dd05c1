// The checks of an edition as rules of json-rules-engine with plain numbers: the floor of the measure `evaluate`.
// It answers yes or no; what needs arithmetic is given to it as a finished fact.
import { Engine, type NestedCondition } from 'json-rules-engine'
import type { Batch } from '#domain/batch.ts'
import { requiredCells } from '#domain/declaration/missing.ts'
import { findCell } from '#domain/declaration/resolve.ts'
import { type DeclarationValues, NONE } from '#domain/declaration/values.ts'
import type { Bound, Check, Edition } from '#domain/edition.ts'

export type Facts = Record<string, number | string | readonly string[] | null>

const words = {
  above: 'greaterThan',
  at_least: 'greaterThanInclusive',
  at_most: 'lessThanInclusive',
} as const

/** An engine with one rule a check; the keys of the checks that hold come back as events. */
export function rulesOf(edition: Edition, batch: Pick<Batch, 'base_year'>): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const check of edition.checks) {
    const conditions = conditionsOf(edition, batch.base_year, check)
    engine.addRule({ conditions, event: { type: check.key } })
  }
  return engine
}

const within = (fact: string, { than, value }: Pick<Bound, 'than' | 'value'>): NestedCondition => ({
  fact,
  operator: words[than],
  value: Number(value),
})

const over = (fact: string, other: string): NestedCondition => ({
  fact,
  operator: 'greaterThan',
  value: { fact: other },
})

const filled = (fact: string): NestedCondition => ({ fact, operator: 'notEqual', value: null })

type All = { all: NestedCondition[] }

function all(...conditions: NestedCondition[]): All {
  return { all: conditions }
}

function conditionsOf(
  edition: Edition,
  baseYear: number,
  check: Check,
): All | { any: NestedCondition[] } {
  switch (check.operator) {
    case 'answer':
      return all({ fact: check.field, operator: 'in', value: check.met })
    case 'generally':
    case 'figure':
      return all(within(check.field, check.bound))
    case 'each_year':
    case 'latest_year':
      return all(...['Y-2', 'Y-1', 'Y'].map((year) => within(`${check.row}/${year}`, check.bound)))
    case 'average_growth':
      return all(within(check.key, growth(check.bound, 3)))
    case 'quality_count':
      return {
        any: [
          within(check.key, { than: 'at_least', value: String(check.elite_at_least) }),
          ...check.quality.map((field) =>
            within(field, { than: 'at_least', value: String(check.quality_at_least) }),
          ),
        ],
      }
    case 'falling':
      return all(
        over(`${check.row}/Y-2`, `${check.row}/Y-1`),
        over(`${check.row}/Y-1`, `${check.row}/Y`),
      )
    case 'claims':
      return { any: check.fields.map(filled) }
    case 'given':
      return all(filled(check.field), { fact: check.field, operator: 'notEqual', value: NONE })
    case 'complete':
      return all(
        ...requiredCells(edition, baseYear)
          .filter(({ part }) => part === check.part)
          .map(({ field }) => filled(field)),
      )
    default:
      return targetConditions(check)
  }
}

type Target = Extract<
  Check,
  {
    operator:
      | 'target_rate'
      | 'target_rising'
      | 'target_growth'
      | 'target_about'
      | 'target_reduction'
  }
>

function targetConditions(check: Target): All {
  const [base, target] = [`${check.row}/Y`, `${check.row}/Y+3`]
  const least = (value: string, tolerance: string): Pick<Bound, 'than' | 'value'> => ({
    than: 'at_least',
    value: String(Number(value) - Number(tolerance)),
  })
  switch (check.operator) {
    case 'target_rate':
      return all(within(target, check.bound), ...(check.base ? [within(base, check.base)] : []))
    case 'target_rising':
      return all(
        over(`${check.row}/Y+1`, base),
        over(`${check.row}/Y+2`, `${check.row}/Y+1`),
        over(target, `${check.row}/Y+2`),
      )
    case 'target_growth':
      return all(within(check.key, growth(check.yearly, check.years)))
    case 'target_about':
      return all(
        within(target, least(check.value, check.tolerance)),
        ...(check.base ? [within(base, check.base)] : []),
      )
    case 'target_reduction':
      return all(within(check.key, least(check.value, check.tolerance)))
  }
}

function growth({ than, value }: Bound, years: number): Pick<Bound, 'than' | 'value'> {
  return { than, value: String((100 + Number(value)) ** years) }
}

/** Everything that the rules read of one declaration, as plain numbers and texts. */
export function factsOf(edition: Edition, baseYear: number, values: DeclarationValues): Facts {
  const facts: Facts = {}
  for (const check of edition.checks) {
    for (const field of fieldsOf(edition, baseYear, check))
      facts[field] = plain(edition, field, values)
    const known = (field: string) => {
      const held = facts[field] ?? plain(edition, field, values)
      return typeof held === 'number' ? held : Number.NaN
    }
    const derived = derive(check, known)
    if (derived !== null) facts[check.key] = derived
  }
  return facts
}

function plain(edition: Edition, field: string, values: DeclarationValues): Facts[string] {
  const [row = '', cell = ''] = field.split('/')
  const held = values[row]?.[cell]
  if (held === undefined || held.length === 0) return null
  if (typeof held !== 'string') return held
  const kind = findCell(edition, field)?.cell.kind
  if (kind === 'integer' && held === NONE) return 0
  const isFigure = kind === 'integer' || kind === 'decimal'
  return isFigure && held !== NONE ? Number(held) : held
}

function fieldsOf(edition: Edition, baseYear: number, check: Check): string[] {
  const conditions = conditionsOf(edition, baseYear, check)
  const list = 'all' in conditions ? conditions.all : conditions.any
  const named = list.flatMap((condition) => {
    if (!('fact' in condition)) return []
    const other: unknown = condition.value
    const second =
      typeof other === 'object' && other !== null && 'fact' in other ? [String(other.fact)] : []
    return [condition.fact, ...second]
  })
  return named.filter((field) => field.includes('/'))
}

/** The one number that a rule can't compute itself; null where none is needed. */
function derive(check: Check, known: (field: string) => number): number | null {
  const at = (row: string, year: string) => known(`${row}/${year}`)
  switch (check.operator) {
    case 'average_growth':
      return ['Y-2', 'Y-1', 'Y'].reduce((product, y) => product * (100 + at(check.row, y)), 1)
    case 'quality_count':
      return check.elite.reduce((sum, field) => sum + known(field), 0)
    case 'target_growth':
      return (at(check.row, 'Y+3') * 100 ** check.years) / at(check.row, 'Y')
    case 'target_reduction':
      return ((at(check.row, 'Y') - at(check.row, 'Y+3')) * 100) / at(check.row, 'Y')
    default:
      return null
  }
}
