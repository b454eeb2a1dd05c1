// Statements that travel with the next one fail and succeed as if each had gone alone.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase, dropDatabase } from './create.ts'
import { deferred, statement } from './driver.ts'
import { type Database, openDatabase } from './open.ts'

const { url, appUrl, template, prefix } = inject('postgres')
const name = `${prefix}driver`
const admin = new pg.Pool({ connectionString: url, max: 1 })
let database: Database

beforeAll(async () => {
  await createDatabase(admin, name, template)
  const at = { databaseUrl: appUrl, ownerUrl: url, database: name, dataDir: 'unused' }
  database = await openDatabase({ ...at, connections: 2 })
})

afterAll(async () => {
  await database.close()
  await dropDatabase(admin, name)
  await admin.end()
})

/** A row of the smallest table that the application may write. */
const industry = (code: string) =>
  database.db
    .insertInto('industry')
    .values({ code, name: code, section_code: 'A', section_name: 'A' })
    .compile()

const codes = async () =>
  (await database.db.selectFrom('industry').select('code').orderBy('code').execute()).map(
    (row) => row.code,
  )

test('a statement that waits is written with the commit', async () => {
  await database.db.transaction().execute(async (db) => {
    await db.executeQuery(deferred(industry('01')))
  })
  expect(await codes()).toEqual(['01'])
})

test('a statement that fails while it waits fails the transaction, and nothing of it stays', async () => {
  const doubled = database.db.transaction().execute(async (db) => {
    await db.executeQuery(industry('02'))
    await db.executeQuery(deferred(industry('02')))
    return 'acknowledged'
  })
  await expect(doubled).rejects.toMatchObject({ code: '23505' })
  expect(await codes()).toEqual(['01'])
})

test('a statement that fails is what a later one of the same write reports', async () => {
  const doubled = database.db.transaction().execute(async (db) => {
    await db.executeQuery(deferred(industry('01')))
    await sql`select 1`.execute(db)
  })
  await expect(doubled).rejects.toMatchObject({ code: '23505' })
})

test('a transaction that is given up before it wrote anything leaves its connection clean', async () => {
  const given = database.db.transaction().execute(async (db) => {
    await db.executeQuery(deferred(industry('03')))
    throw new Error('given up')
  })
  await expect(given).rejects.toThrow('given up')
  await Promise.all([codes(), codes(), codes()])
  expect(await codes()).toEqual(['01'])
})

test('a prepared statement answers each asker with his own values, on every connection', async () => {
  const double = async (value: number) => {
    const query = statement<{ twice: number }>('select $1::int * 2 as twice', [value])
    return (await database.db.executeQuery(query)).rows[0]?.twice
  }
  expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10])
})

test('a statement that failed when it was first sent works the next time', async () => {
  const halve = async (value: number) => {
    const query = statement<{ half: number }>('select 100 / $1::int as half', [value])
    return (await database.db.executeQuery(query)).rows[0]?.half
  }
  const ask = (value: number) => database.db.connection().execute(() => halve(value))
  for (let turn = 0; turn < 3; turn++) {
    await expect(ask(0)).rejects.toMatchObject({ code: '22012' })
    expect(await ask(50)).toBe(2)
  }
})

test('a statement that PostgreSQL cannot read fails each time in the same way', async () => {
  const broken = () => database.db.executeQuery(statement('select no such thing', []))
  await expect(broken()).rejects.toMatchObject({ code: '42601' })
  await expect(broken()).rejects.toMatchObject({ code: '42601' })
})

test('values arrive as they left: texts, numbers, instants, nothing, and rows of every type', async () => {
  const now = new Date('2026-11-21T01:02:03.456Z')
  const text =
    'select $1 as text, $2::int as number, $3::timestamptz as instant, $4::text as nothing'
  const asked = database.db.executeQuery(statement(text, ['集群', 7, now, null]))
  expect((await asked).rows).toEqual([{ text: '集群', number: 7, instant: now, nothing: null }])
  await expect(database.db.executeQuery(statement('select $1', [{}]))).rejects.toThrow(TypeError)
})

test('a transaction takes its isolation level along', async () => {
  const level = await database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => (await sql<object>`show transaction_isolation`.execute(db)).rows)
  expect(level).toEqual([{ transaction_isolation: 'repeatable read' }])
})

test('changes are counted', async () => {
  const [done] = await database.db.updateTable('industry').set({ name: '农业' }).execute()
  expect(done?.numUpdatedRows).toBe(1n)
})
