// What a county does with its draft: makes it, saves it row by row.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { SavedRow } from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import type { Edition, Step } from '#domain/edition.ts'
import { checkPart, checkRow } from '#domain/declaration/check-value.ts'
import { findRow, labelOf, splitRef } from '#domain/declaration/resolve.ts'
import type { RowValues } from '#domain/declaration/values.ts'
import { actNames, stateNames, type State } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type Work } from '../action.ts'
import { getBatch, getBatchContent, getEdition } from '../policy/queries.ts'
import { findAnswer, keepAnswer } from './idempotency.ts'
import { knownCodes } from './known-codes.ts'
import { getValues } from './queries.ts'

type Db = Kysely<Tables>

/** Opens a declaration in an open batch for the editor's own county. The route is fixed now; the name and the body are filled in. */
export const createDeclaration = action<
  { batch: string; name: string },
  { clusterId: string; id: string }
>('declaration.create', async (work, input) => {
  const { db, actor, now, newId } = work
  const batch = await getBatch(db, input.batch)
  const content = await getBatchContent(db, batch.code, batch.version)
  const county = await db
    .selectFrom('authority')
    .select(['region_code'])
    .where('id', '=', actor.authorityId)
    .executeTakeFirstOrThrow()
  if (
    batch.state !== 'open' ||
    county.region_code === null ||
    !(await isInside(db, county.region_code, content.region))
  )
    throw new Problem('batch_not_open', { words: { batch: batch.title } })
  const edition = await getEdition(db, batch.edition_code, batch.edition_version)
  const route = await planRoute(db, edition, actor.authorityId, county.region_code)
  const [clusterId, id] = [newId(), newId()]
  const region = await db
    .selectFrom('region')
    .select(['province_code'])
    .where('code', '=', county.region_code)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('cluster')
    .values({
      cluster_id: clusterId,
      canonical_name: input.name,
      province_code: region.province_code,
      place_codes: [county.region_code],
      demonstration: batch.demonstration,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('declaration')
    .values({
      cluster_id: clusterId,
      id,
      batch_id: batch.id,
      batch_version: batch.version,
      edition_code: batch.edition_code,
      edition_version: batch.edition_version,
      region_code: county.region_code,
      authority_id: actor.authorityId,
      name: input.name,
      state: 'draft',
      demonstration: batch.demonstration,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await db
    .insertInto('declaration_step')
    .values(
      route.map(({ step, authorityId }, index) => ({
        cluster_id: clusterId,
        declaration_id: id,
        step: index,
        key: step.key,
        kind: step.kind,
        level: step.level,
        title: step.title,
        quota: step.quota,
        authority_id: authorityId,
        reached_at: index === 0 ? now : null,
      })),
    )
    .execute()
  await prefill(work, edition, clusterId, id, input.name)
  return {
    answer: { clusterId, id },
    event: {
      stream: 'cluster',
      streamId: clusterId,
      detail: { declaration: id, batch: batch.code, name: input.name },
    },
  }
})

/** What the system knows already: the name and the declaring body. */
async function prefill(
  { db, actor, now }: Work,
  edition: Edition,
  clusterId: string,
  id: string,
  name: string,
): Promise<void> {
  const known: readonly (readonly [string | undefined, string])[] = [
    [edition.facts.name, name],
    [edition.facts.authority, actor.authorityName],
  ]
  for (const [ref, text] of known) {
    if (ref === undefined) continue
    const { row, cell } = splitRef(ref)
    await db
      .insertInto('declaration_row')
      .values({
        cluster_id: clusterId,
        declaration_id: id,
        row_key: row,
        cells: JSON.stringify({ [cell]: text }),
        revision: 1,
        updated_at: now,
        updated_by: actor.personId,
        updated_by_name: actor.name,
      })
      .execute()
  }
}

async function isInside(db: Db, regionCode: string, outer: string | undefined): Promise<boolean> {
  if (outer === undefined || outer === regionCode) return true
  const row = await db
    .selectFrom('region')
    .select(['parent_code'])
    .where('code', '=', regionCode)
    .executeTakeFirst()
  return row?.parent_code ? isInside(db, row.parent_code, outer) : false
}

interface RoutePlan {
  readonly step: Step
  readonly authorityId: string
}

/** The bodies over this county, step by step. A level without a body is skipped; the deciding one must exist. */
async function planRoute(
  db: Db,
  edition: Edition,
  countyId: string,
  regionCode: string,
): Promise<RoutePlan[]> {
  const bodies = await db
    .selectFrom('authority as a')
    .innerJoin('authority_region as r', 'r.authority_id', 'a.id')
    .select(['a.id', 'a.level'])
    .where('r.region_code', '=', regionCode)
    .execute()
  return edition.steps.flatMap((step) => {
    const authorityId =
      step.kind === 'declare' ? countyId : bodies.find((body) => body.level === step.level)?.id
    if (authorityId !== undefined) return [{ step, authorityId }]
    if (step.kind === 'decide')
      throw new Problem('not_found', { words: { what: `负责“${step.title}”的单位` } })
    return []
  })
}

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
 * The key makes a repeat harmless: same key and content, same answer.
 */
export const saveRow = action<SaveRow, SavedRow>('declaration.save', async (work, input) => {
  const { db, actor } = work
  const draft = await getDraft(db, actor, input)
  const requestHash = createHash('sha256')
    .update(JSON.stringify([input.id, input.row, input.revision, input.cells]))
    .digest('hex')
  const repeated = await findAnswer(db, actor, input.key, requestHash)
  if (repeated) return { answer: repeated, event: null }
  refuseUneditable(draft.state as State)
  const edition = await getEdition(db, draft.edition_code, draft.edition_version)
  const batch = await getBatchContent(db, draft.batch_code, draft.batch_version)
  const place = findRow(edition, input.row)
  if (!place) throw new Problem('not_found', { words: { what: `申报表栏目“${input.row}”` } })
  const checked = checkRow(edition, input.row, input.cells, await knownCodes(db), batch.base_year)
  refuseProblems(checked.problems)
  if (place.part.limit !== undefined) {
    const { values } = await getValues(db, input.clusterId, input.id)
    refuseProblems(
      checkPart(
        edition,
        place.part.key,
        { ...values, [input.row]: checked.values },
        batch.base_year,
      ).problems,
    )
  }
  const answer = await writeRow(
    work,
    input,
    checked,
    labelOf(`${input.row}/${place.row.cells[0]?.key ?? ''}`, edition, batch.base_year),
  )
  if (edition.facts.name.startsWith(`${input.row}/`))
    await rename(work, input, edition, checked.values)
  await keepAnswer(work, input.key, requestHash, answer)
  return {
    answer,
    event: {
      stream: 'cluster',
      streamId: input.clusterId,
      detail: {
        declaration: input.id,
        row: input.row,
        revision: answer.revision,
        cells: checked.values,
      },
    },
  }
})

function refuseProblems(problems: readonly { field: string; message: string }[]): void {
  const [first] = problems
  if (first)
    throw new Problem('invalid_value', { words: { detail: first.message }, fields: problems })
}

/**
 * The draft of the editor's own county, locked until this save is through: it doesn't move on meanwhile, a repeat of
 * the same key waits for the first answer, and two who rename the cluster don't wait for each other in a circle.
 */
async function getDraft(db: Db, actor: Actor, input: { clusterId: string; id: string }) {
  const draft = await db
    .selectFrom('declaration as d')
    .innerJoin('batch as b', 'b.id', 'd.batch_id')
    .select([
      'd.state',
      'd.edition_code',
      'd.edition_version',
      'd.batch_version',
      'b.code as batch_code',
    ])
    .where('d.cluster_id', '=', input.clusterId)
    .where('d.id', '=', input.id)
    .where('d.authority_id', '=', actor.authorityId)
    .forNoKeyUpdate('d')
    .executeTakeFirst()
  if (!draft) throw new Problem('not_found', { words: { what: '该申报' } })
  return draft
}

/** The county may write while the file is its own: being filled or returned to it. */
export function refuseUneditable(state: State): void {
  if (state !== 'draft' && state !== 'returned')
    throw new Problem('out_of_turn', { words: { state: stateNames[state], act: actNames.edit } })
}

async function writeRow(
  { db, actor, now }: Work,
  input: SaveRow,
  checked: { values: RowValues; originals: RowValues },
  label: string,
): Promise<SavedRow> {
  const written = {
    cells: JSON.stringify(checked.values),
    originals: JSON.stringify(checked.originals),
    revision: input.revision + 1,
    updated_at: now,
    updated_by: actor.personId,
    updated_by_name: actor.name,
  }
  const saved =
    input.revision === 0
      ? await db
          .insertInto('declaration_row')
          .values({
            cluster_id: input.clusterId,
            declaration_id: input.id,
            row_key: input.row,
            ...written,
          })
          .onConflict((conflict) =>
            conflict.columns(['cluster_id', 'declaration_id', 'row_key']).doNothing(),
          )
          .returning('revision')
          .executeTakeFirst()
      : await db
          .updateTable('declaration_row')
          .set(written)
          .where('cluster_id', '=', input.clusterId)
          .where('declaration_id', '=', input.id)
          .where('row_key', '=', input.row)
          .where('revision', '=', input.revision)
          .returning('revision')
          .executeTakeFirst()
  if (!saved) await refuseStale(db, input, label)
  return {
    row: input.row,
    cells: checked.values,
    originals: checked.originals,
    revision: input.revision + 1,
    updatedAt: now.toISOString(),
    updatedBy: actor.name,
  }
}

async function refuseStale(db: Db, input: SaveRow, label: string): Promise<never> {
  const held = await db
    .selectFrom('declaration_row')
    .select(['cells', 'originals', 'revision', 'updated_at', 'updated_by_name'])
    .where('cluster_id', '=', input.clusterId)
    .where('declaration_id', '=', input.id)
    .where('row_key', '=', input.row)
    .executeTakeFirst()
  const theirs: SavedRow | null = held
    ? {
        row: input.row,
        cells: held.cells as RowValues,
        originals: held.originals as RowValues,
        revision: held.revision,
        updatedAt: held.updated_at.toISOString(),
        updatedBy: held.updated_by_name,
      }
    : null
  throw new Problem('stale_version', {
    words: { label, who: held?.updated_by_name ?? '他人' },
    details: { theirs, yours: input.cells },
  })
}

/** The cluster's name stands in the form; lists and desks follow it. */
async function rename(
  { db, now }: Work,
  input: SaveRow,
  edition: Edition,
  values: RowValues,
): Promise<void> {
  const { cell } = splitRef(edition.facts.name)
  const name = values[cell]
  if (typeof name !== 'string' || name === '') return
  await db
    .updateTable('declaration')
    .set({ name, updated_at: now })
    .where('cluster_id', '=', input.clusterId)
    .where('id', '=', input.id)
    .execute()
  await db
    .updateTable('cluster')
    .set({ canonical_name: name })
    .where('cluster_id', '=', input.clusterId)
    .where('listed', '=', false)
    .execute()
}
