// Editions, batches and the calendar as the other features read them. Versions are immutable, so they are parsed once a process.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { BatchState, CalendarContent, type BatchRow } from '#contract/policy.ts'
import type { Tables } from '#db/tables.ts'
import { Batch } from '#domain/batch.ts'
import type { Calendar } from '#domain/calendar.ts'
import { Edition } from '#domain/edition.ts'
import { Problem } from '#domain/problem.ts'

type Db = Kysely<Tables>

export const batchStateNames: Readonly<Record<BatchState, string>> = {
  draft: '草稿',
  open: '申报中',
  notice: '公示中',
  published: '已公布名单',
  historic: '历史批次（资料）',
}

const parsed = new Map<string, unknown>()

/** Reads one immutable version; `schema` gives it its type. The content hash makes the key, so two databases never mix. */
async function readVersion<T>(
  db: Db,
  kind: 'edition' | 'batch' | 'notice' | 'calendar',
  code: string,
  version: number,
  parse: (content: unknown) => T,
  knownHash?: string,
): Promise<T | null> {
  const sha256 = knownHash ?? (await findHash(db, kind, code, version))
  if (sha256 === undefined) return null
  const key = `${kind}/${sha256}`
  const known = parsed.get(key)
  if (known !== undefined) return known as T
  const row = await db
    .selectFrom('policy_version')
    .select('content')
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const value = parse(row.content)
  parsed.set(key, value)
  return value
}

async function findHash(
  db: Db,
  kind: 'edition' | 'batch' | 'notice' | 'calendar',
  code: string,
  version: number,
): Promise<string | undefined> {
  const held = await db
    .selectFrom('policy_version')
    .select('sha256')
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  return held?.sha256
}

/** The edition that a declaration was filed under. Who has read its hash already spares a query. */
export async function getEdition(
  db: Db,
  code: string,
  version: number,
  sha256?: string,
): Promise<Edition> {
  const parse = (content: unknown) => Edition.parse(content)
  const edition = await readVersion(db, 'edition', code, version, parse, sha256)
  if (!edition) throw new Problem('not_found', { words: { what: `政策版本“${code}”` } })
  return edition
}

/** A batch as it was at a version. Who has read its hash already spares a query. */
export async function getBatchContent(
  db: Db,
  code: string,
  version: number,
  sha256?: string,
): Promise<Batch> {
  const parse = (content: unknown) => Batch.parse(content)
  const batch = await readVersion(db, 'batch', code, version, parse, sha256)
  if (!batch) throw new Problem('not_found', { words: { what: `批次“${code}”` } })
  return batch
}

export async function findLatestVersion(
  db: Db,
  kind: 'edition' | 'batch' | 'notice' | 'calendar',
  code: string,
): Promise<number> {
  const row = await db
    .selectFrom('policy_version')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('kind', '=', kind)
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function getBatch(db: Db, code: string) {
  const row = await db.selectFrom('batch').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw new Problem('not_found', { words: { what: `批次“${code}”` } })
  return row
}

type BatchRecord = Awaited<ReturnType<typeof getBatch>>

export function toBatchRow(row: BatchRecord): BatchRow {
  const state = BatchState.parse(row.state)
  return {
    code: row.code,
    title: row.title,
    programme: row.programme,
    year: row.year,
    state,
    stateName: batchStateNames[state],
    version: row.version,
    edition: row.edition_code,
    demonstration: row.demonstration,
    copiedFrom: row.copied_from,
  }
}

export async function listBatches(db: Db): Promise<BatchRow[]> {
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('code')
    .limit(500)
    .execute()
  return rows.map(toBatchRow)
}

export async function listEditions(
  db: Db,
): Promise<{ code: string; version: number; title: string }[]> {
  const rows = await db
    .selectFrom('policy_version')
    .select(({ fn }) => ['code', fn.max('version').as('version')])
    .where('kind', '=', 'edition')
    .groupBy('code')
    .orderBy('code')
    .execute()
  return Promise.all(
    rows.map(async ({ code, version }) => ({
      code,
      version,
      title: (await getEdition(db, code, version)).title,
    })),
  )
}

/** The latest calendar with its version. */
export async function getCalendar(
  db: Db,
): Promise<{ version: number; content: CalendarContent; calendar: Calendar }> {
  const version = await findLatestVersion(db, 'calendar', 'calendar')
  const content = await readVersion(db, 'calendar', 'calendar', version, (held) =>
    CalendarContent.parse(held),
  )
  if (!content) throw new Problem('not_found', { words: { what: '工作日历' } })
  const dates = (kind: 'holiday' | 'workday') =>
    new Set(content.days.filter((day) => day.kind === kind).map((day) => day.date))
  return {
    version,
    content,
    calendar: {
      holidays: dates('holiday'),
      workdays: dates('workday'),
      announcedYears: new Set(content.announced),
    },
  }
}

export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** The date in China at this instant, YYYY-MM-DD. */
export function dateInChina(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
