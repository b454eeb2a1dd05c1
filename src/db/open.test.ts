// The handle: whose rights it works with, how values arrive, and what it refuses.
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase, dropDatabase, urlForDatabase } from './create.ts'
import { type Database, openDatabase } from './open.ts'

const { url, appUrl, template, prefix } = inject('postgres')
const name = `${prefix}open`
const admin = new pg.Pool({ connectionString: url, max: 2 })
let database: Database

beforeAll(async () => {
  await createDatabase(admin, name, template)
  database = await openTest(name)
})

afterAll(async () => {
  await database.close()
  await dropDatabase(admin, name)
  await admin.end()
})

function openTest(database: string): Promise<Database> {
  return openDatabase({ databaseUrl: appUrl, ownerUrl: url, database, dataDir: 'unused' })
}

async function read(sql: string): Promise<unknown> {
  const { rows } = await database.pool.query<{ value: unknown }>(`select ${sql} as value`)
  return rows[0]?.value
}

test('every connection of the handle works as the role of the application', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => read('current_user::text')))
  expect(new Set(answers)).toEqual(new Set(['jiqun_app']))
})

test.each([
  ["date '2024-02-29'", '2024-02-29'],
  ["array[date '2024-02-29', null]", ['2024-02-29', null]],
  ["'infinity'::date", 'infinity'],
  ['12.50::numeric(10,2)', '12.50'],
  ['array[12.50, 0.10]::numeric(10,2)[]', ['12.50', '0.10']],
  ['9007199254740991::bigint', 9007199254740991],
  ['array[1, null]::bigint[]', [1, null]],
  ["timestamptz '2024-01-01 24:00+08'", new Date('2024-01-01T16:00:00Z')],
  ['\'{"a": 1}\'::jsonb', { a: 1 }],
])('%s arrives as expected', async (sql, value) => {
  expect(await read(sql)).toEqual(value)
})

test('a bigint beyond 2^53 is an error, not a rounded number', async () => {
  await expect(read('9007199254740993::bigint')).rejects.toThrow(/2\^53/)
})

test('the application reads the record of migrations and cannot alter it', async () => {
  await expect(database.pool.query('select name from migration')).resolves.toBeDefined()
  await expect(database.pool.query('delete from migration')).rejects.toThrow(/permission denied/)
})

test('the application cannot make tables', async () => {
  await expect(database.pool.query('create table mine (a int)')).rejects.toThrow(
    /permission denied/,
  )
})

test('a connection that the server ends is replaced by a new one', async () => {
  await expect(read('pg_terminate_backend(pg_backend_pid())')).rejects.toThrow(/terminat/)
  await expect.poll(() => read('current_user::text').catch(() => 'broken')).toBe('jiqun_app')
})

test('closing twice is closing once', async () => {
  const second = await openTest(name)
  await second.close()
  await second.close()
  await expect(second.pool.query('select 1')).rejects.toThrow(/after calling end/)
})

test('a database whose letters are only ASCII is refused with the remedy', async () => {
  const blind = `${prefix}blind`
  await admin.query(
    `create database ${blind} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  )
  const owner = new pg.Pool({ connectionString: urlForDatabase(url, blind), max: 1 })
  await owner.query('create extension if not exists pg_trgm').finally(() => owner.end())
  const opening = openTest(blind)
  await expect(opening).rejects.toThrow(/LC_CTYPE 为 C\.UTF-8/)
  await dropDatabase(admin, blind)
})
