// What a county does with its draft: makes it, saves it row by row.
import { createHash } from 'node:crypto'
import { type CompiledQuery, type Kysely, sql } from 'kysely'
import type { SavedRow } from '#contract/declaration.ts'
import { prepared } from '#db/driver.ts'
import type { Tables } from '#db/tables.ts'
import type { Edition, Part, Row, Step } from '#domain/edition.ts'
import { checkPart, checkRow } from '#domain/declaration/check-value.ts'
import { findRow, labelOf, splitRef } from '#domain/declaration/resolve.ts'
import type { DeclarationValues, RowValues } from '#domain/declaration/values.ts'
import { actNames, stateNames, type State } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type Done, type Work } from '../action.ts'
import { dateInChina, getBatch, getBatchContent, getEdition } from '../policy/queries.ts'
import { findAnswer } from './idempotency.ts'
import { knownCodes } from './known-codes.ts'
import { refuseStale, rename, writeRow } from './write-row.ts'

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
    (content.opens.value !== null && dateInChina(now) < content.opens.value) ||
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
 * The key makes a repeat harmless: same key and content, same answer, even if the file has moved on meanwhile.
 */
export const saveRow = action<SaveRow, SavedRow, Draft>(
  'declaration.save',
  async (work, input, [draft]) => {
    if (!draft) throw new Problem('not_found', { words: { what: '该申报' } })
    const hash = createHash('sha256')
      .update(JSON.stringify([input.id, input.row, input.revision, input.cells]))
      .digest('hex')
    const checked = await check(work.db, input, draft)
    if (checked instanceof Problem) return repeat(work, input, hash, checked)
    const { answer, kept, wrote } = await writeRow(work, input, checked, { key: input.key, hash })
    if (!kept && !wrote) return repeat(work, input, hash, new Problem('key_reused'))
    if (!kept) throw new Problem('key_reused')
    if (!wrote) await refuseStale(work.db, input, input.cells, checked.label)
    if (checked.name !== null) await rename(work, input, checked.name)
    const { row, revision, cells } = answer
    const detail = { declaration: input.id, row, revision, cells }
    return { answer, event: { stream: 'cluster', streamId: input.clusterId, detail } }
  },
  lockDraft,
)

/** The answer that this key got before; without one the save is refused. */
async function repeat(
  { db, actor }: Work,
  input: SaveRow,
  hash: string,
  problem: Problem,
): Promise<Done<SavedRow>> {
  const answer = await findAnswer(db, actor, input.key, hash)
  if (!answer) throw problem
  return { answer, event: null }
}

type Checked = ReturnType<typeof checkRow> & {
  readonly label: string
  readonly name: string | null
}

async function check(db: Db, input: SaveRow, draft: Draft): Promise<Checked | Problem> {
  try {
    return await getChecked(db, input, draft)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

async function getChecked(db: Db, input: SaveRow, draft: Draft): Promise<Checked> {
  refuseUneditable(draft.state as State)
  const { edition_code, edition_version, edition_sha256, batch_code, batch_version } = draft
  const edition = await getEdition(db, edition_code, edition_version, edition_sha256)
  const batch = await getBatchContent(db, batch_code, batch_version, draft.batch_sha256)
  const place = findRow(edition, input.row)
  if (!place) throw new Problem('not_found', { words: { what: `申报表栏目“${input.row}”` } })
  const checked = checkRow(edition, input.row, input.cells, await knownCodes(db), batch.base_year)
  refuseProblems(checked.problems)
  if (place.part.limit !== undefined && hasWords(place.row)) {
    const values = { ...(await getPart(db, input, place.part)), [input.row]: checked.values }
    refuseProblems(checkPart(edition, place.part.key, values, batch.base_year).problems)
  }
  const label = labelOf(`${input.row}/${place.row.cells[0]?.key ?? ''}`, edition, batch.base_year)
  return { ...checked, label, name: nameIn(edition, input.row, checked.values) }
}

/** Figures and boxes leave the 字数 of their part as it is. */
function hasWords(row: Row): boolean {
  return row.cells.some((cell) => cell.kind === 'text' || cell.kind === 'statement')
}

/** What is filled in one part of the form, own rows included. */
async function getPart(db: Db, input: SaveRow, part: Part): Promise<DeclarationValues> {
  const keys = part.blocks.flatMap((block) => [...block.rows, ...(block.own ? [block.own] : [])])
  const rows = await db
    .selectFrom('declaration_row')
    .select(['row_key', 'cells'])
    .where('cluster_id', '=', input.clusterId)
    .where('declaration_id', '=', input.id)
    .where(sql<boolean>`split_part(row_key, '#', 1) = any(${keys.map((row) => row.key)})`)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.row_key, row.cells as RowValues]))
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

interface Draft {
  readonly state: string
  readonly edition_code: string
  readonly edition_version: number
  readonly edition_sha256: string
  readonly batch_code: string
  readonly batch_version: number
  readonly batch_sha256: string
}

/**
 * The draft of the editor's own county, locked until this save is through: it doesn't move on meanwhile, a repeat of
 * the same key waits for the first answer, and two who rename the cluster don't wait for each other in a circle.
 */
function lockDraft(db: Db, actor: Actor, input: SaveRow): CompiledQuery<Draft> {
  const query = db
    .selectFrom('declaration as d')
    .innerJoin('batch as b', 'b.id', 'd.batch_id')
    .innerJoin('policy_version as e', (join) =>
      join
        .on('e.kind', '=', 'edition')
        .onRef('e.code', '=', 'd.edition_code')
        .onRef('e.version', '=', 'd.edition_version'),
    )
    .innerJoin('policy_version as v', (join) =>
      join
        .on('v.kind', '=', 'batch')
        .onRef('v.code', '=', 'b.code')
        .onRef('v.version', '=', 'd.batch_version'),
    )
    .select([
      'd.state',
      'd.edition_code',
      'd.edition_version',
      'e.sha256 as edition_sha256',
      'b.code as batch_code',
      'd.batch_version',
      'v.sha256 as batch_sha256',
    ])
    .where('d.cluster_id', '=', input.clusterId)
    .where('d.id', '=', input.id)
    .where('d.authority_id', '=', actor.authorityId)
    .forNoKeyUpdate('d')
    .compile()
  return prepared(query)
}

/** The county may write while the file is its own: being filled or returned to it. */
export function refuseUneditable(state: State): void {
  if (state !== 'draft' && state !== 'returned')
    throw new Problem('out_of_turn', { words: { state: stateNames[state], act: actNames.edit } })
}
