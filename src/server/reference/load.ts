// Brings reference/ into the database at every start: nothing when nothing changed, else what changed.
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { searchTextVersion } from '#domain/registry/search-text.ts'
import { upsertRows } from '../registry/bulk.ts'
import { refreshClusters, refreshCounts } from '../registry/index-cluster.ts'
import { buildAuthorities } from './authorities.ts'
import { type ReferenceFiles, readReferenceFiles } from './files.ts'
import { buildLinks, buildList, buildListings } from './lists.ts'
import { buildRegions, type RegionRow } from './regions.ts'

/** Rises when the same files give other rows. */
const loaderVersion = 1

/**
 * Regions, industries, bodies with their jurisdictions, the six lists and the clusters they name.
 * `db` may be a transaction; otherwise the load is one. Nothing is removed: a link that is gone is dated as undone.
 */
export async function loadReference(db: Kysely<Tables>, now: Date): Promise<void> {
  const files = readReferenceFiles()
  const stamp = `${loaderVersion}.${searchTextVersion}.${files.sha256}`
  const inTransaction = async (trx: Kysely<Tables>) => {
    if (await isLoaded(trx, stamp, now)) return
    await load(trx, files, now)
    await trx
      .updateTable('loaded')
      .set({ sha256: stamp, at: now })
      .where('name', '=', 'reference')
      .execute()
  }
  if (db.isTransaction) await inTransaction(db)
  else await db.transaction().execute(inTransaction)
}

/** The row is held until the end, so that of two programs that start together the second finds everything done. */
async function isLoaded(db: Kysely<Tables>, stamp: string, now: Date): Promise<boolean> {
  const name = 'reference'
  const before = await db
    .selectFrom('loaded')
    .select('sha256')
    .where('name', '=', name)
    .executeTakeFirst()
  if (before?.sha256 === stamp) return true
  await db
    .insertInto('loaded')
    .values({ name, sha256: '', at: now })
    .onConflict((row) => row.doNothing())
    .execute()
  const held = await db
    .selectFrom('loaded')
    .select('sha256')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  return held?.sha256 === stamp
}

async function load(db: Kysely<Tables>, files: ReferenceFiles, now: Date): Promise<void> {
  const regions = buildRegions(files.listedRegions, files.regions)
  await upsertRows(db, 'region', ['code'], regions)
  await upsertRows(
    db,
    'region_successor',
    ['code', 'from_date', 'successor_name'],
    successors(files),
  )
  await upsertRows(db, 'industry', ['code'], industries(files))
  await loadAuthorities(db, files, regions)
  await loadLists(db, files, now)
}

function successors({ regions }: ReferenceFiles) {
  return regions.successors.map(
    ({ code, from, successor_code, successor_name, precision, reason, source, unsure }) => ({
      code,
      successor_code,
      successor_name,
      precision,
      reason,
      source,
      from_date: from,
      unsure: unsure ?? null,
    }),
  )
}

function industries({ industries: file }: ReferenceFiles) {
  const sections = new Map(file.sections.map((section) => [section.code, section.name]))
  return file.divisions.map(({ code, name, section }) => ({
    code,
    name,
    section_code: section,
    section_name: sections.get(section),
  }))
}

async function loadAuthorities(
  db: Kysely<Tables>,
  files: ReferenceFiles,
  regions: readonly RegionRow[],
): Promise<void> {
  const authorities = buildAuthorities(regions, files.authorities)
  await upsertRows(
    db,
    'authority',
    ['id'],
    authorities.map(({ covers: _covers, ...row }) => row),
  )
  // A jurisdiction is exactly what the rules say; rows of other bodies are not ours to touch.
  await sql`delete from authority_region where authority_id = any(${authorities.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
  const covered = authorities.flatMap(({ id, covers }) =>
    covers.map((code) => ({ authority_id: id, region_code: code })),
  )
  await upsertRows(db, 'authority_region', ['authority_id', 'region_code'], covered)
}

async function loadLists(db: Kysely<Tables>, files: ReferenceFiles, now: Date): Promise<void> {
  await upsertRows(
    db,
    'listing_list',
    ['code'],
    files.lists.map(({ entry }, index) => buildList(entry, index + 1)),
  )
  const listings = files.lists.flatMap(buildListings)
  await upsertRows(db, 'listing', ['list_code', 'number'], listings)
  await loadLinks(
    db,
    files,
    listings.map((listing) => listing.cluster_id),
    now,
  )
  await refreshClusters(
    db,
    listings.map((listing) => listing.cluster_id),
    now,
  )
  await refreshCounts(db)
}

async function loadLinks(
  db: Kysely<Tables>,
  files: ReferenceFiles,
  clusterIds: readonly string[],
  now: Date,
): Promise<void> {
  const links = buildLinks(files.lists).map((link) => ({
    ...link,
    created_at: now,
    undone_at: null,
  }))
  await db
    .updateTable('cluster_link')
    .set({ undone_at: now })
    .where('undone_at', 'is', null)
    .where(
      sql<boolean>`from_cluster_id = any(${[...clusterIds]}::uuid[]) and not id = any(${links.map(({ id }) => id)}::uuid[])`,
    )
    .execute()
  await upsertRows(db, 'cluster_link', ['id'], links)
}
