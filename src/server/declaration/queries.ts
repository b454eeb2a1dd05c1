// What people see of declarations: the desk's list and one declaration whole.
import { type Kysely, sql } from 'kysely'
import type {
  DeclarationPage,
  DeclarationSummary,
  EvidenceFile,
  ReturnItem,
  RouteStep,
  SavedRow,
} from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import { rowsOf, splitRef } from '#domain/declaration/resolve.ts'
import type { DeclarationValues, EvidenceHeld, RowValues } from '#domain/declaration/values.ts'
import type { Edition } from '#domain/edition.ts'
import { State, stateNames, waitingStates } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { getBatchContent, getEdition } from '../policy/queries.ts'
import { listHistory } from './history.ts'
import { canDo, getRoute, getVisible, type Route, visibleDeclarations } from './scope.ts'

type Db = Kysely<Tables>

const listLimit = 500

export interface ListFilter {
  readonly batch?: string | undefined
  readonly state?: State | undefined
  readonly mine?: boolean
}

/** Declarations in this person's scope, those that wait for his body first, newest first; at most 500. */
export async function listDeclarations(
  db: Db,
  actor: Actor,
  filter: ListFilter,
): Promise<{ declarations: DeclarationSummary[]; truncated: boolean }> {
  const rows = await visibleDeclarations(db, actor)
    .innerJoin('batch as b', 'b.id', 'd.batch_id')
    .innerJoin('region as r', 'r.code', 'd.region_code')
    .innerJoin('region as p', 'p.code', 'r.province_code')
    .innerJoin('declaration_step as h', (join) =>
      join
        .onRef('h.cluster_id', '=', 'd.cluster_id')
        .onRef('h.declaration_id', '=', 'd.id')
        .onRef('h.step', '=', 'd.step'),
    )
    .innerJoin('authority as a', 'a.id', 'h.authority_id')
    .$if(filter.batch !== undefined, (query) => query.where('b.code', '=', filter.batch ?? ''))
    .$if(filter.state !== undefined, (query) =>
      query.where('d.state', '=', filter.state ?? 'draft'),
    )
    .$if(filter.mine === true, (query) =>
      query.whereRef('own.step', '=', 'd.step').where('d.state', 'in', waitingStates(actor.role)),
    )
    .select([
      'd.cluster_id',
      'd.id',
      'd.name',
      'd.state',
      'd.step',
      'd.demonstration',
      'd.updated_at',
      'own.step as own_step',
      'b.code as batch_code',
      'b.title as batch_title',
      'b.year',
      'r.name as region_name',
      'p.name as province_name',
      'h.title as step_title',
      'a.name as holder_name',
    ])
    .orderBy(sql`own.step = d.step`, 'desc')
    .orderBy('d.updated_at', 'desc')
    .limit(listLimit + 1)
    .execute()
  const waiting = waitingStates(actor.role)
  const declarations = rows.slice(0, listLimit).map((row) => {
    const state = State.parse(row.state)
    return {
      clusterId: row.cluster_id,
      id: row.id,
      name: row.name,
      batchCode: row.batch_code,
      batchTitle: row.batch_title,
      year: row.year,
      regionName: row.region_name,
      provinceName: row.province_name,
      state,
      stateName: stateNames[state],
      stepTitle: row.step_title,
      holderName: row.holder_name,
      mine: row.own_step === row.step && waiting.includes(state),
      demonstration: row.demonstration,
      updatedAt: row.updated_at.toISOString(),
    }
  })
  return { declarations, truncated: rows.length > listLimit }
}

type RowRecord = {
  row_key: string
  cells: unknown
  originals: unknown
  revision: number
  updated_at: Date
  updated_by_name: string
}

export function toSavedRow(row: RowRecord): SavedRow {
  return {
    row: row.row_key,
    cells: row.cells as RowValues,
    originals: row.originals as RowValues,
    revision: row.revision,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by_name,
  }
}

const rowColumns = [
  'row_key',
  'cells',
  'originals',
  'revision',
  'updated_at',
  'updated_by_name',
] as const

export async function listRows(db: Db, clusterId: string, id: string): Promise<SavedRow[]> {
  const rows = await db
    .selectFrom('declaration_row')
    .select(rowColumns)
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', id)
    .orderBy('row_key')
    .execute()
  return rows.map(toSavedRow)
}

/** One row as it stands; null when it was never filled. */
export async function findSavedRow(
  db: Db,
  clusterId: string,
  id: string,
  row: string,
): Promise<SavedRow | null> {
  const held = await db
    .selectFrom('declaration_row')
    .select(rowColumns)
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', id)
    .where('row_key', '=', row)
    .executeTakeFirst()
  return held ? toSavedRow(held) : null
}

/** Rows that others changed after `since`. */
export async function listChangedRows(
  db: Db,
  clusterId: string,
  id: string,
  since: Date,
): Promise<SavedRow[]> {
  const rows = await db
    .selectFrom('declaration_row')
    .select(rowColumns)
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', id)
    .where('updated_at', '>', since)
    .orderBy('row_key')
    .execute()
  return rows.map(toSavedRow)
}

/** The filled form as the engine takes it. */
export async function getValues(
  db: Db,
  clusterId: string,
  id: string,
): Promise<{ values: DeclarationValues; originals: DeclarationValues }> {
  const rows = await listRows(db, clusterId, id)
  return {
    values: Object.fromEntries(rows.map((row) => [row.row, row.cells])),
    originals: Object.fromEntries(
      rows
        .filter((row) => Object.keys(row.originals).length > 0)
        .map((row) => [row.row, row.originals]),
    ),
  }
}

export async function listEvidence(db: Db, clusterId: string, id: string): Promise<EvidenceFile[]> {
  const rows = await db
    .selectFrom('evidence_file')
    .select([
      'id',
      'item',
      'claims',
      'kind',
      'original_name',
      'media_type',
      'size',
      'sha256',
      'uploaded_at',
    ])
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('item')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    item: row.item,
    claims: row.claims,
    kind: row.kind,
    originalName: row.original_name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    uploadedAt: row.uploaded_at.toISOString(),
  }))
}

/** Which claims and items have a file. */
export function evidenceHeld(files: readonly EvidenceFile[]): EvidenceHeld {
  return {
    claims: [...new Set(files.flatMap((file) => file.claims))],
    items: [...new Set(files.map((file) => file.item))],
  }
}

/** Return by return, each in the order of the form; the editor's own rows come last. */
async function listReturnItems(
  db: Db,
  clusterId: string,
  id: string,
  route: Route,
  edition: Edition,
): Promise<ReturnItem[]> {
  const places = new Map(rowsOf(edition).map(({ key }, index) => [key, index]))
  const place = (field: string) => places.get(splitRef(field).row) ?? places.size
  const rows = await db
    .selectFrom('return_item')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .where('declaration_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const sorted = rows.toSorted(
    (one, other) =>
      one.created_at.getTime() - other.created_at.getTime() ||
      place(one.field) - place(other.field),
  )
  return sorted.map((row) => ({
    id: row.id,
    field: row.field,
    label: row.label,
    reason: row.reason,
    fromTitle: route.find((step) => step.step === row.from_step)?.body_name ?? '',
    createdAt: row.created_at.toISOString(),
    settled: row.settled_at !== null,
  }))
}

function toRouteStep(step: Route[number]): RouteStep {
  return {
    step: step.step,
    key: step.key,
    kind: step.kind as RouteStep['kind'],
    level: step.level,
    title: step.title,
    bodyName: step.body_name,
    reachedAt: step.reached_at?.toISOString() ?? null,
    forwardedAt: step.forwarded_at?.toISOString() ?? null,
    holdsPlace: step.holds_place,
    opinion: step.opinion,
  }
}

/** Places of this body in a batch; null where it forwards nothing. */
export async function findPlaces(
  db: Db,
  batchId: string,
  authorityId: string,
): Promise<{ places: number | null; taken: number } | null> {
  const row = await db
    .selectFrom('quota')
    .select(['places', 'taken'])
    .where('batch_id', '=', batchId)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst()
  return row ?? null
}

/** What the edition lets the body at this step see beside the form. */
export function seenAt(edition: Edition, route: Route, step: number): readonly string[] {
  const key = route.find((held) => held.step === step)?.key
  return edition.steps.find((held) => held.key === key)?.sees ?? []
}

/** One declaration whole, with what this person may do now. */
export async function getDeclarationPage(
  db: Db,
  actor: Actor,
  clusterId: string,
  id: string,
  now: Date,
): Promise<DeclarationPage> {
  const found = await getVisible(db, actor, clusterId, id)
  const route = await getRoute(db, clusterId, id)
  const batchRow = await db
    .selectFrom('batch')
    .selectAll()
    .where('id', '=', found.batch_id)
    .executeTakeFirstOrThrow()
  const region = await db
    .selectFrom('region')
    .select('name')
    .where('code', '=', found.region_code)
    .executeTakeFirstOrThrow()
  const state = State.parse(found.state)
  const edition = await getEdition(db, found.edition_code, found.edition_version)
  const sees = seenAt(edition, route, found.own_step)
  return {
    clusterId,
    id,
    name: found.name,
    state,
    stateName: stateNames[state],
    revision: found.revision,
    can: canDo(actor, found, route),
    regionName: region.name,
    authorityName: route[0]?.body_name ?? '',
    edition,
    batch: await getBatchContent(db, batchRow.code, found.batch_version),
    route: route.map(toRouteStep),
    step: found.step,
    rows: await listRows(db, clusterId, id),
    evidence: sees.includes('evidence') ? await listEvidence(db, clusterId, id) : [],
    returnItems: await listReturnItems(db, clusterId, id, route, edition),
    history: sees.includes('history') ? await listHistory(db, clusterId, id, found.batch_id) : [],
    places: await findPlaces(db, found.batch_id, actor.authorityId),
    demonstration: found.demonstration,
    now: now.toISOString(),
  }
}
