// What the recognising body does with batches, editions and the calendar. Every change is a new version; none is overwritten.
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { BatchRow, CalendarContent, Mistake } from '#contract/policy.ts'
import type { Tables } from '#db/tables.ts'
import { Batch } from '#domain/batch.ts'
import { addYears } from '#domain/calendar.ts'
import { Edition } from '#domain/edition.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type App, type Work } from '../action.ts'
import { refuseBrokenText } from '../broken-text.ts'
import { batchMistakes, blankSource, editionMistakes, schemaMistakes } from './check.ts'
import {
  contentHash,
  findLatestVersion,
  getBatch,
  getBatchContent,
  getEdition,
  toBatchRow,
} from './queries.ts'
import { setQuotas } from './quotas.ts'
import { readText } from './read-text.ts'

type Db = Kysely<Tables>

/** Appends a version. Two at once: the second meets the primary key and is told. */
async function appendVersion(
  work: Pick<Work, 'db' | 'now'>,
  kind: 'edition' | 'batch' | 'notice' | 'calendar',
  code: string,
  version: number,
  content: unknown,
  personId: string | null,
): Promise<void> {
  const made = await work.db
    .insertInto('policy_version')
    .values({
      kind,
      code,
      version,
      content: JSON.stringify(content),
      sha256: contentHash(content),
      created_at: work.now,
      created_by: personId,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'code', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!made) throw new Problem('lost_race')
}

function refuse(mistakes: readonly Mistake[]): void {
  const [first] = mistakes
  if (!first) return
  throw new Problem('policy_invalid', {
    words: { count: mistakes.length, first: first.message },
    fields: mistakes.map(({ path, message }) => ({ field: path, message })),
  })
}

function parseContent<T>(schema: z.ZodType<T>, content: unknown): T {
  const result = schema.safeParse(content)
  if (!result.success) {
    refuse(schemaMistakes(result.error))
    throw result.error
  }
  return result.data
}

async function findEdition(
  db: Db,
  code: string,
): Promise<{ edition: Edition; version: number } | null> {
  const version = await findLatestVersion(db, 'edition', code)
  return version === 0 ? null : { edition: await getEdition(db, code, version), version }
}

/** Mistakes of a batch against the edition that it names; an empty list means that it may be opened. */
export async function checkBatch(db: Db, batch: Batch): Promise<Mistake[]> {
  const mistakes = batchMistakes(batch, (await findEdition(db, batch.edition))?.edition ?? null)
  return [...mistakes, ...(await regionMistakes(db, batch.region))]
}

async function regionMistakes(db: Db, code: string | undefined): Promise<Mistake[]> {
  if (code === undefined) return []
  const known = await db
    .selectFrom('region')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst()
  if (known) return []
  return [{ path: 'region', message: `地区代码“${code}”不存在，请按行政区划填写。` }]
}

async function insertBatch(
  work: Work,
  batch: Batch,
  state: 'draft' | 'historic',
  copiedFrom: string | null,
): Promise<string> {
  const held = await findEdition(work.db, batch.edition)
  const id = work.newId()
  const made = await work.db
    .insertInto('batch')
    .values({
      id,
      code: batch.code,
      programme: batch.programme,
      title: batch.title,
      year: batch.year,
      state,
      version: 1,
      edition_code: batch.edition,
      edition_version: held?.version ?? 0,
      demonstration: batch.demonstration,
      copied_from: copiedFrom,
      updated_at: work.now,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Problem('already_exists', { words: { what: `批次“${batch.code}”` } })
  await appendVersion(work, 'batch', batch.code, 1, batch, work.actor.personId)
  return id
}

export interface CopyBatch {
  readonly from: string
  readonly code: string
  readonly year: number
  readonly title: string
  readonly demonstration: boolean
}

/** A new round starts as last year's copy: the years slide along, dates and documents of the old round are emptied as unknown. */
export const copyBatch = action<CopyBatch, BatchRow>('batch.copy', async (work, input) => {
  const source = await getBatch(work.db, input.from)
  const copied = slide(await getBatchContent(work.db, source.code, source.version), input)
  const content = parseContent(Batch, copied)
  const id = await insertBatch(work, content, 'draft', source.code)
  return {
    answer: toBatchRow(await getBatch(work.db, input.code)),
    event: { stream: 'batch', streamId: id, detail: { from: source.code, code: input.code } },
  }
})

function slide(batch: Batch, input: CopyBatch): Batch {
  const years = input.year - batch.year
  const blank = { value: null, standing: 'unknown', source: blankSource } as const
  const still = <T extends { readonly source: string }>(held: T): T => ({
    ...held,
    source: held.source.startsWith('沿用') ? held.source : `沿用${batch.year}年度：${held.source}`,
  })
  const { ordinary, separately_planned: planned, corps, city } = batch.quota
  return {
    ...batch,
    quota: {
      ordinary: still(ordinary),
      separately_planned: still(planned),
      corps: still(corps),
      ...(city ? { city: still(city) } : {}),
    },
    one_per_segment: still(batch.one_per_segment),
    must_be_provincial: still(batch.must_be_provincial),
    western_relief: still(batch.western_relief),
    annual_return_due: still(batch.annual_return_due),
    code: input.code,
    title: input.title,
    year: input.year,
    base_year: batch.base_year + years,
    demonstration: input.demonstration,
    standings: {},
    call: blank,
    list_document: blank,
    list_date: blank,
    opens: blank,
    deadline: blank,
    validity:
      batch.validity.kind === 'calendar'
        ? {
            ...batch.validity,
            from: addYears(batch.validity.from, years),
            to: addYears(batch.validity.to, years),
            worded: batch.validity.worded.replace(/\d{4}/g, (year) => String(Number(year) + years)),
          }
        : batch.validity,
    plan_years: batch.plan_years.replace(/\d{4}/g, (year) => String(Number(year) + years)),
  }
}

/** Saves a draft batch whole as its next version. A batch that is open no longer changes: its declarations stand on it. */
export const saveBatch = action<
  { code: string; version: number; content: unknown },
  { row: BatchRow; content: Batch; mistakes: Mistake[] }
>('batch.save', async (work, input) => {
  const row = await getBatch(work.db, input.code)
  const content = parseContent(Batch, input.content)
  if (content.code !== row.code)
    throw new Problem('invalid_value', {
      words: { detail: '批次编码不能修改；如需另一编码，请复制为新批次。' },
    })
  const edition = await findEdition(work.db, content.edition)
  const moved = await work.db
    .updateTable('batch')
    .set({
      version: input.version + 1,
      title: content.title,
      year: content.year,
      programme: content.programme,
      edition_code: content.edition,
      edition_version: edition?.version ?? 0,
      demonstration: content.demonstration,
      updated_at: work.now,
    })
    .where('id', '=', row.id)
    .where('version', '=', input.version)
    .where('state', 'in', ['draft', 'historic'])
    .returningAll()
    .executeTakeFirst()
  if (!moved)
    throw new Problem(
      row.state === 'draft' || row.state === 'historic' ? 'lost_race' : 'out_of_turn',
      { words: { state: toBatchRow(row).stateName, act: '修改批次' } },
    )
  await appendVersion(work, 'batch', content.code, input.version + 1, content, work.actor.personId)
  return {
    answer: { row: toBatchRow(moved), content, mistakes: await checkBatch(work.db, content) },
    event: { stream: 'batch', streamId: row.id, detail: { version: input.version + 1 } },
  }
})

/** Opens a batch for declarations: checked whole, quotas set for every body that forwards in it. */
export const openBatch = action<{ code: string; version: number }, BatchRow>(
  'batch.open',
  async (work, input) => {
    const row = await getBatch(work.db, input.code)
    const content = await getBatchContent(work.db, row.code, row.version)
    refuse(await checkBatch(work.db, content))
    const held = await findEdition(work.db, content.edition)
    if (!held) throw new Problem('not_found', { words: { what: `政策版本“${content.edition}”` } })
    const opened = await work.db
      .updateTable('batch')
      .set({ state: 'open', edition_version: held.version, updated_at: work.now })
      .where('id', '=', row.id)
      .where('version', '=', input.version)
      .where('state', 'in', ['draft', 'historic'])
      .returningAll()
      .executeTakeFirst()
    if (!opened)
      throw new Problem('out_of_turn', {
        words: { state: toBatchRow(row).stateName, act: '开放申报' },
      })
    await setQuotas(work.db, opened.id, content, held.edition)
    return {
      answer: toBatchRow(opened),
      event: { stream: 'batch', streamId: row.id, detail: { version: input.version } },
    }
  },
)

interface Uploaded {
  readonly kind: string
  readonly code: string
  readonly version: number
}

/** Takes a whole edition or batch as JSON or YAML text and keeps it as a new version; a new batch starts as a draft. */
export async function uploadPolicy(
  app: App,
  actor: Actor,
  input: { kind: 'edition' | 'batch'; text: string },
): Promise<Uploaded> {
  const content = await readText(input.text)
  // escapes in the text («\\0») may stand for what the database can't keep
  refuseBrokenText(content)
  return keepPolicy(app, actor, { kind: input.kind, content })
}

const keepPolicy = action<{ kind: 'edition' | 'batch'; content: unknown }, Uploaded>(
  'policy.upload',
  async (work, { kind, content }) => {
    const kept =
      kind === 'edition' ? await uploadEdition(work, content) : await uploadBatch(work, content)
    const answer = { kind, code: kept.code, version: kept.version }
    return { answer, event: { stream: 'policy', streamId: work.newId(), detail: answer } }
  },
)

async function uploadEdition(
  work: Work,
  content: unknown,
): Promise<{ code: string; version: number }> {
  const edition = parseContent(Edition, content)
  refuse(editionMistakes(edition))
  const version = (await findLatestVersion(work.db, 'edition', edition.code)) + 1
  await appendVersion(work, 'edition', edition.code, version, edition, work.actor.personId)
  return { code: edition.code, version }
}

async function uploadBatch(
  work: Work,
  content: unknown,
): Promise<{ code: string; version: number }> {
  const batch = parseContent(Batch, content)
  refuse(await checkBatch(work.db, batch))
  await insertBatch(work, batch, 'draft', null)
  return { code: batch.code, version: 1 }
}

export const saveCalendar = action<
  { version: number; content: CalendarContent },
  { version: number; content: CalendarContent }
>('calendar.save', async (work, { version, content }) => {
  const latest = await findLatestVersion(work.db, 'calendar', 'calendar')
  if (latest !== version) throw new Problem('lost_race')
  const twice = content.days.find(
    (day, index) => content.days.findIndex((other) => other.date === day.date) !== index,
  )
  if (twice)
    throw new Problem('invalid_value', {
      words: { detail: `日期 ${twice.date} 重复，请只保留一条。` },
    })
  await appendVersion(work, 'calendar', 'calendar', version + 1, content, work.actor.personId)
  return {
    answer: { version: version + 1, content },
    event: {
      stream: 'policy',
      streamId: work.newId(),
      detail: { kind: 'calendar', version: version + 1 },
    },
  }
})

/** The first load of policy/: what this database does not have yet, as version 1. Batches of past rounds come as records (`historic`). */
export const loadPolicy = action<
  {
    editions: readonly Edition[]
    batches: readonly Batch[]
    notices: readonly { code: string; content: unknown }[]
    calendar: CalendarContent
  },
  number
>('policy.load', async (work, input) => {
  let loaded = 0
  const once = async (kind: 'edition' | 'notice' | 'calendar', code: string, content: unknown) => {
    if ((await findLatestVersion(work.db, kind, code)) > 0) return
    await appendVersion(work, kind, code, 1, content, null)
    loaded += 1
  }
  for (const edition of input.editions) {
    refuse(editionMistakes(edition))
    await once('edition', edition.code, edition)
  }
  await once('calendar', 'calendar', input.calendar)
  for (const notice of input.notices) await once('notice', notice.code, notice.content)
  for (const batch of input.batches) {
    if (
      await work.db
        .selectFrom('batch')
        .select('id')
        .where('code', '=', batch.code)
        .executeTakeFirst()
    )
      continue
    await insertBatch(work, batch, 'historic', null)
    loaded += 1
  }
  return {
    answer: loaded,
    event: loaded === 0 ? null : { stream: 'policy', streamId: work.newId(), detail: { loaded } },
  }
})
