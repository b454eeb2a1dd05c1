// Saving one printed row, the most frequent act: three writes to the database, and what to say when the last is refused.
import { hash } from 'node:crypto'
import type { CompiledQuery, Kysely } from 'kysely'
import type { SavedRow } from '#contract/declaration.ts'
import { deferred, statement } from '#db/driver.ts'
import type { Tables } from '#db/tables.ts'
import { checkPart, checkRow } from '#domain/declaration/check-value.ts'
import { findRow, labelOf, splitRef } from '#domain/declaration/resolve.ts'
import type { DeclarationValues, RowValues } from '#domain/declaration/values.ts'
import type { Edition, Part, Row } from '#domain/edition.ts'
import type { State } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { type Action, action, type App, type Done, type Work } from '../action.ts'
import { getBatchContent, getEdition } from '../policy/queries.ts'
import { refuseUneditable } from './actions.ts'
import { findAnswer, keepAnswer } from './idempotency.ts'
import { knownCodes } from './known-codes.ts'
import { findSavedRow } from './queries.ts'

type Db = Kysely<Tables>

export interface SaveRow {
  readonly clusterId: string
  readonly id: string
  readonly row: string
  readonly revision: number
  readonly key: string
  readonly cells: RowValues
}

/**
 * Saves one printed row. The page names the revision that it saw: if another has saved since, it gets both texts.
 * The key makes a repeat harmless: same key and content, same answer, even if the file has moved on meanwhile.
 */
export const saveRow: Action<SaveRow, SavedRow> = async (app, actor, input) => {
  try {
    return await save(app, actor, input)
  } catch (error) {
    if (!isConflict(error)) throw error
    return explainConflict(app, actor, input)
  }
}

/** Key, row and event go with the commit: a key or a revision that is taken fails there, and nothing is written. */
const save = action<SaveRow, SavedRow, Draft>(
  'declaration.save',
  async (work, input, [draft]) => {
    if (!draft) throw new Problem('not_found', { words: { what: '该申报' } })
    const checked = await check(work, input, draft)
    if (checked instanceof Problem) return repeat(work, input, checked)
    const { values: cells, originals, name } = checked
    const [revision, updatedAt] = [input.revision + 1, work.now.toISOString()]
    const answer = {
      row: input.row,
      cells,
      originals,
      revision,
      updatedAt,
      updatedBy: work.actor.name,
    }
    await work.db.executeQuery(deferred(keepAnswer(work, input.key, hashOf(input), answer)))
    await work.db.executeQuery(deferred(writeRow(work, input, answer)))
    if (name !== null) await rename(work, input, name)
    const detail = { declaration: input.id, row: input.row, revision, cells }
    return { answer, event: { stream: 'cluster', streamId: input.clusterId, detail } }
  },
  lockDraft,
)

function hashOf({ id, row, revision, cells }: SaveRow): string {
  return hash('sha256', JSON.stringify([id, row, revision, cells]))
}

/** The answer that this key got before; without one the save is refused. */
async function repeat(
  { db, actor }: Work,
  input: SaveRow,
  problem: Problem,
): Promise<Done<SavedRow>> {
  const answer = await findAnswer(db, actor, input.key, hashOf(input))
  if (!answer) throw problem
  return { answer, event: null }
}

interface Draft {
  readonly now: Date
  readonly state: string
  readonly batch_id: string
  readonly batch_version: number
  readonly edition_code: string
  readonly edition_version: number
}

const draftText = `
  select clock_timestamp() as now, state, batch_id, batch_version, edition_code, edition_version
  from declaration where cluster_id = $1 and id = $2 and authority_id = $3`

/**
 * The draft of the editor's own county, locked until this save is through: it doesn't move on meanwhile, a repeat of
 * the same key waits for the first answer, and two who rename the cluster don't wait for each other in a circle.
 */
function lockDraft(actor: Actor, { clusterId, id }: SaveRow): CompiledQuery<Draft> {
  return statement(`${draftText} for no key update`, [clusterId, id, actor.authorityId])
}

type Checked = ReturnType<typeof checkRow> & { readonly name: string | null }

async function check(
  { db, actor }: Work,
  input: SaveRow,
  draft: Draft,
): Promise<Checked | Problem> {
  try {
    return await getChecked(db, actor, input, draft)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

async function getChecked(db: Db, actor: Actor, input: SaveRow, draft: Draft): Promise<Checked> {
  refuseUneditable(draft.state as State)
  const { edition, baseYear } = await getForm(db, draft)
  const place = findRow(edition, input.row)
  if (!place) throw new Problem('not_found', { words: { what: `申报表栏目“${input.row}”` } })
  const checked = checkRow(edition, input.row, input.cells, await knownCodes(db), baseYear)
  refuseProblems(checked.problems)
  await refuseForeignPlaces(db, actor, edition, input.row, checked.values)
  if (place.part.limit !== undefined && hasWords(place.row)) {
    const values = { ...(await getPart(db, input, place.part)), [input.row]: checked.values }
    refuseProblems(checkPart(edition, place.part.key, values, baseYear).problems)
  }
  return { ...checked, name: nameIn(edition, input.row, checked.values) }
}

interface Form {
  readonly edition: Edition
  readonly baseYear: number
}

const forms = new WeakMap<object, Map<string, Form>>()

/** What the draft is filled in by. Its versions were there before it and never change, so each is read once a process and database. */
async function getForm(db: Db, draft: Draft): Promise<Form> {
  const known = forms.get(db.getExecutor().adapter) ?? new Map<string, Form>()
  forms.set(db.getExecutor().adapter, known)
  const { batch_id, batch_version, edition_code, edition_version } = draft
  const key = [batch_id, batch_version, edition_code, edition_version].join('/')
  const held = known.get(key)
  if (held) return held
  const { code } = await db
    .selectFrom('batch')
    .select('code')
    .where('id', '=', batch_id)
    .executeTakeFirstOrThrow()
  const edition = await getEdition(db, edition_code, edition_version)
  const batch = await getBatchContent(db, code, batch_version)
  const form = { edition, baseYear: batch.base_year }
  known.set(key, form)
  return form
}

/** Figures and boxes leave the 字数 of their part as it is. */
function hasWords(row: Row): boolean {
  return row.cells.some((cell) => cell.kind === 'text' || cell.kind === 'statement')
}

const partText = `
  select row_key, cells from declaration_row
  where cluster_id = $1 and declaration_id = $2 and split_part(row_key, '#', 1) = any($3::text[])`

/** What is filled in one part of the form, own rows included. */
async function getPart(db: Db, input: SaveRow, part: Part): Promise<DeclarationValues> {
  const rows = part.blocks.flatMap((block) => [...block.rows, ...(block.own ? [block.own] : [])])
  // keys are small letters, digits and _
  const keys = `{${rows.map((row) => row.key).join(',')}}`
  const query = statement<{ row_key: string; cells: RowValues }>(partText, [
    input.clusterId,
    input.id,
    keys,
  ])
  const held = (await db.executeQuery(query)).rows
  return Object.fromEntries(held.map((row) => [row.row_key, row.cells]))
}

/** A cluster lies inside the declaring county (暂行办法 第二条, 第十二条). */
async function refuseForeignPlaces(
  db: Db,
  actor: Actor,
  edition: Edition,
  row: string,
  values: RowValues,
): Promise<void> {
  const places = edition.facts.places === undefined ? null : splitRef(edition.facts.places)
  if (places?.row !== row) return
  const codes = [values[places.cell] ?? []].flat()
  const own = await db
    .selectFrom('authority_region')
    .select('region_code')
    .where('authority_id', '=', actor.authorityId)
    .where('region_code', 'in', ['', ...codes])
    .execute()
  const foreign = codes.find((code) => !own.some((held) => held.region_code === code))
  if (foreign === undefined) return
  const detail = `区划代码“${foreign}”不在本单位辖区内，集群应位于本县（市、区）范围内，请核对后重新选择。`
  refuseProblems([{ field: `${row}/${places.cell}`, message: detail }])
}

/** The cluster's name if this row holds it. */
function nameIn(edition: Edition, row: string, values: RowValues): string | null {
  const named = splitRef(edition.facts.name)
  const name = named.row === row ? values[named.cell] : undefined
  return typeof name === 'string' && name !== '' ? name : null
}

function refuseProblems(problems: readonly { field: string; message: string }[]): void {
  const [first] = problems
  if (first)
    throw new Problem('invalid_value', { words: { detail: first.message }, fields: problems })
}

const insertText = `
  insert into declaration_row
    (cluster_id, declaration_id, row_key, revision, cells, originals, updated_at, updated_by, updated_by_name)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

/** Dividing by the number of rows makes an error of a revision that is no longer there; without it the commit would go on. */
const updateText = `
  with written as (
    update declaration_row
    set revision = $4, cells = $5, originals = $6, updated_at = $7, updated_by = $8, updated_by_name = $9
    where cluster_id = $1 and declaration_id = $2 and row_key = $3 and revision = $4 - 1
    returning 1
  )
  select 1 / count(*) from written`

function writeRow({ actor, now }: Work, input: SaveRow, answer: SavedRow): CompiledQuery<unknown> {
  const { clusterId, id, row, revision } = input
  return statement(revision === 0 ? insertText : updateText, [
    clusterId,
    id,
    row,
    answer.revision,
    JSON.stringify(answer.cells),
    JSON.stringify(answer.originals),
    now,
    actor.personId,
    actor.name,
  ])
}

/** The cluster's name stands in the form; lists and desks follow it. */
async function rename({ db, now }: Work, input: SaveRow, name: string): Promise<void> {
  const declaration = db
    .updateTable('declaration')
    .set({ name, updated_at: now })
    .where('cluster_id', '=', input.clusterId)
    .where('id', '=', input.id)
    .compile()
  const cluster = db
    .updateTable('cluster')
    .set({ canonical_name: name })
    .where('cluster_id', '=', input.clusterId)
    .where('listed', '=', false)
    .compile()
  await db.executeQuery(deferred(declaration))
  await db.executeQuery(deferred(cluster))
}

/** A key or a first row that is there already (unique_violation), or a revision that is not (division_by_zero). */
function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '23505' || code === '22012'
}

/** Nothing was written. The key has its answer already, or it was used for something else, or another saved the row. */
async function explainConflict({ db }: App, actor: Actor, input: SaveRow): Promise<SavedRow> {
  const repeated = await findAnswer(db, actor, input.key, hashOf(input))
  if (repeated) return repeated
  const theirs = await findSavedRow(db, input.clusterId, input.id, input.row)
  const query = statement<Draft>(draftText, [input.clusterId, input.id, actor.authorityId])
  const [draft] = (await db.executeQuery(query)).rows
  if (!draft) throw new Problem('not_found', { words: { what: '该申报' } })
  const { edition, baseYear } = await getForm(db, draft)
  const cell = findRow(edition, input.row)?.row.cells[0]?.key ?? ''
  const label = labelOf(`${input.row}/${cell}`, edition, baseYear)
  throw new Problem('stale_version', {
    words: { label, who: theirs?.updatedBy ?? '他人' },
    details: { theirs, yours: input.cells },
  })
}
