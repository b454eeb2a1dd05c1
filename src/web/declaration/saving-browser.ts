// The save queue in the browser: rows go out through the API, unsaved ones are kept in localStorage.
import { z } from 'zod'
import { SavedRow, saveRow } from '#contract/declaration.ts'
import type { DeclarationPage } from '#contract/declaration.ts'
import { checkRow } from '#domain/declaration/check-value.ts'
import { RowValues } from '#domain/declaration/values.ts'
import { ApiProblem, call } from '../api.ts'
import { RowSaving } from './saving.ts'
import type { Attempt, KeptRow, Outcome } from './saving-row.ts'

/** Only the server knows all codes; the browser checks everything else by the same function. */
const codesUnchecked = { industry: () => true, region: () => true }

/** One person's unsaved rows of one declaration. */
export function createSaving(page: DeclarationPage, personId: string): RowSaving {
  const { clusterId, id, edition, batch } = page
  const prefix = keptPrefix(personId, id)
  return new RowSaving(
    {
      send: (row, attempt) => send({ clusterId, id, row }, attempt),
      check: (row, cells) => checkRow(edition, row, cells, codesUnchecked, batch.base_year),
      timer: {
        set: (run, ms) => window.setTimeout(run, ms),
        clear: (handle) => window.clearTimeout(typeof handle === 'number' ? handle : undefined),
      },
      newKey: () => crypto.randomUUID(),
      keep: {
        put: (row, kept) => write(prefix + row, JSON.stringify(kept)),
        drop: (row) => window.localStorage.removeItem(prefix + row),
      },
    },
    page.rows,
  )
}

async function send(
  where: { clusterId: string; id: string; row: string },
  attempt: Attempt,
): Promise<Outcome> {
  const { key, revision, cells } = attempt
  try {
    const keepalive = document.visibilityState === 'hidden'
    const body = { key, revision, cells }
    return { kind: 'saved', row: await call(saveRow, { params: where, body, keepalive }) }
  } catch (error) {
    return error instanceof ApiProblem ? outcomeOf(error) : { kind: 'lost', message: null }
  }
}

/** What a refusal means for the row. Too many requests and an unavailable server pass: the row is sent again. */
function outcomeOf({ status, code, message, body }: ApiProblem): Outcome {
  if (code === 'stale_version') {
    const theirs = SavedRow.safeParse(body.details?.['theirs'])
    return theirs.success
      ? { kind: 'stale', theirs: theirs.data }
      : { kind: 'refused', message, problems: [] }
  }
  if (code === 'key_reused') return { kind: 'key_reused' }
  if (status === 401) return { kind: 'signed_out', message }
  if (status === 429) return { kind: 'lost', message: '操作过于频繁，将自动重试' }
  if (status >= 500) return { kind: 'lost', message: '系统暂时不可用，将自动重试' }
  if (status === 400 || status === 413 || status === 422) {
    return { kind: 'refused', message, problems: body.fields ?? [] }
  }
  return { kind: 'closed', message }
}

const Kept = z.object({
  cells: RowValues,
  revision: z.int(),
  attempt: z.object({ key: z.string(), revision: z.int(), cells: RowValues }).nullable(),
})

const keptPrefix = (personId: string, id: string) => `jiqun.unsaved.${personId}.${id}.`

/** Rows of this declaration that this person's last visit could not save. What can't be read is left alone. */
export function readKept(personId: string, id: string): ReadonlyMap<string, KeptRow> {
  const prefix = keptPrefix(personId, id)
  const kept = new Map<string, KeptRow>()
  for (const name of Object.keys(window.localStorage)) {
    if (!name.startsWith(prefix)) continue
    const read = Kept.safeParse(parse(window.localStorage.getItem(name)))
    if (read.success) kept.set(name.slice(prefix.length), read.data)
  }
  return kept
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

/** A full store must not stop typing: the row is then held by the open page alone. */
function write(name: string, text: string): void {
  try {
    window.localStorage.setItem(name, text)
  } catch {
    window.localStorage.removeItem(name)
  }
}
