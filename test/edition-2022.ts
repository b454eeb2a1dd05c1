// The edition of 2022 as the tests judge by it, and short ways to fill its rows.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { DeclarationValues, EvidenceHeld } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import { evaluate } from '#domain/indicators/evaluate.ts'
import type { CheckResult, Evaluation } from '#domain/indicators/result.ts'

const path = new URL('../policy/editions/miit-2022.yaml', import.meta.url)

export const edition = Edition.parse(parse(readFileSync(path, 'utf8')))

export const batch = { code: 'miit-2022', base_year: 2021 }

const nothing: EvidenceHeld = { claims: [], items: [] }

/** One row of cells; an undefined cell stays empty. */
export function row(key: string, cells: Record<string, string | undefined>): DeclarationValues {
  const filled = Object.entries(cells).flatMap(([cell, text]) =>
    text === undefined ? [] : [[cell, text] as const],
  )
  return { [key]: Object.fromEntries(filled) }
}

/** A three-year row, Y-2 first. */
export function years(key: string, cells: readonly (string | undefined)[]): DeclarationValues {
  return row(key, { 'Y-2': cells[0], 'Y-1': cells[1], Y: cells[2] })
}

/** All checks on a form in which only these rows are filled. */
export function evaluateAll(values: DeclarationValues, baseYear = batch.base_year): Evaluation {
  return evaluate(edition, { ...batch, base_year: baseYear }, values, {}, nothing)
}

/** The result of one check on a form in which only these rows are filled. */
export function judge(
  key: string,
  values: DeclarationValues,
  originals: DeclarationValues = {},
  evidence: EvidenceHeld = nothing,
): CheckResult {
  const { checks } = evaluate(edition, batch, values, originals, evidence)
  const found = checks.find((check) => check.key === key)
  if (!found) throw new Error(`no check ${key}`)
  return found
}
