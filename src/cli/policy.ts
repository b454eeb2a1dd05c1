// Editions and batches as YAML, out of the database and into it, by the same checks as the screen.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Kysely } from 'kysely'
import { stringify } from 'yaml'
import type { Tables } from '#db/tables.ts'
import { Problem } from '#domain/problem.ts'
import type { App } from '#server/action.ts'
import { systemActor } from '#server/people/actions.ts'
import { uploadPolicy } from '#server/policy/actions.ts'
import { findLatestVersion, getBatchContent, getEdition } from '#server/policy/queries.ts'
import type { Io } from './installation.ts'

export async function exportPolicy(
  db: Kysely<Tables>,
  kind: string,
  code: string,
  io: Io,
): Promise<number> {
  if (kind !== 'edition' && kind !== 'batch') return refuseKind(io)
  const version = await findLatestVersion(db, kind, code)
  const content =
    kind === 'edition'
      ? await getEdition(db, code, version)
      : await getBatchContent(db, code, version)
  await io.write(stringify(content, { lineWidth: 0 }))
  return 0
}

/** Prints the version that was made, or a sentence for each mistake on standard error. */
export async function importPolicy(app: App, kind: string, file: string, io: Io): Promise<number> {
  if (kind !== 'edition' && kind !== 'batch') return refuseKind(io)
  const text = await readFile(resolve(io.folder, file), 'utf8')
  try {
    const made = await uploadPolicy(app, systemActor, { kind, text })
    await io.write(`${made.kind}\t${made.code}\t${made.version}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    io.complain(error.message)
    for (const { message } of error.body.fields ?? []) io.complain(`  ${message}`)
    return 1
  }
}

function refuseKind(io: Io): number {
  io.complain('类别应为 edition（政策版本）或 batch（批次）。')
  return 2
}
