// Judges a declaration kept in a file by the same engine and the same checks of entry as the page.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '#db/tables.ts'
import { checkRow } from '#domain/declaration/check-value.ts'
import { DeclarationFile, type DeclarationValues } from '#domain/declaration/values.ts'
import type { Edition } from '#domain/edition.ts'
import { evaluate } from '#domain/indicators/evaluate.ts'
import { knownCodes } from '#server/declaration/known-codes.ts'
import { readExample } from '#server/demonstration/fill.ts'
import { getBatch, getBatchContent, getEdition } from '#server/policy/queries.ts'
import type { Io } from './installation.ts'

export async function printExample(io: Io): Promise<number> {
  await io.write(`${JSON.stringify(readExample(), null, 2)}\n`)
  return 0
}

/** A figure may stand in the file as a JSON number; it is read as the text that a person would type. */
function numbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(numbersAsText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      key === 'evidence' ? held : numbersAsText(held),
    ]),
  )
}

const Input = z.preprocess(numbersAsText, DeclarationFile)

/** Prints the Evaluation as JSON. Entries that the page would refuse are named on standard error, and nothing is printed (1). */
export async function evaluateFile(db: Kysely<Tables>, file: string, io: Io): Promise<number> {
  const held = await read(file, io)
  if (held === null) return 1
  const batchRow = await getBatch(db, held.batch)
  const batch = await getBatchContent(db, batchRow.code, batchRow.version)
  const edition = await getEdition(db, batchRow.edition_code, batchRow.edition_version)
  const { values, originals, problems } = await normalise(db, edition, batch.base_year, held)
  if (problems.length > 0) {
    for (const { field, message } of problems) io.complain(`${field}：${message}`)
    return 1
  }
  const evaluation = evaluate(edition, batch, values, originals, held.evidence)
  await io.write(`${JSON.stringify(evaluation, null, 2)}\n`)
  return 0
}

async function read(file: string, io: Io): Promise<DeclarationFile | null> {
  const content =
    file === '-'
      ? await text(process.stdin)
      : await readFile(resolve(io.folder, file), 'utf8').catch(() => null)
  if (content === null) {
    io.complain(`读不到文件“${file}”，请核对路径。`)
    return null
  }
  const parsed = Input.safeParse(parseJson(content))
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues.slice(0, 20))
    io.complain(`${issue.path.join('/') || '文件'}：${issue.message}`)
  return null
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

async function normalise(
  db: Kysely<Tables>,
  edition: Edition,
  baseYear: number,
  held: DeclarationFile,
) {
  const values: DeclarationValues = {}
  const originals: DeclarationValues = { ...held.originals }
  const problems: { field: string; message: string }[] = []
  const known = await knownCodes(db)
  for (const [row, cells] of Object.entries(held.values)) {
    const checked = checkRow(edition, row, cells, known, baseYear)
    problems.push(...checked.problems)
    values[row] = checked.values
    if (Object.keys(checked.originals).length > 0)
      originals[row] = { ...originals[row], ...checked.originals }
  }
  return { values, originals, problems }
}
