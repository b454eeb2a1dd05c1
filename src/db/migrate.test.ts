// Migrations: order, one transaction each, two starts at once, and refusals.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createDatabase, dropDatabase, urlForDatabase } from './create.ts'
import { migrate } from './migrate.ts'

const { url, prefix } = inject('postgres')
const admin = new pg.Pool({ connectionString: url, max: 1 })
const name = `${prefix}migrate`
let owner: pg.Pool
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-migrations-'))
  await createDatabase(admin, name)
  owner = new pg.Pool({ connectionString: urlForDatabase(url, name), max: 4 })
  write('0001_first.sql', 'create table county (id int primary key); insert into county values (1)')
})

afterEach(async () => {
  await owner.end()
  await dropDatabase(admin, name)
  rmSync(folder, { recursive: true })
})

afterAll(() => admin.end())

function write(file: string, sql: string): void {
  writeFileSync(join(folder, file), sql)
}

async function asApp(sql: string): Promise<pg.QueryResult> {
  const client = await owner.connect()
  try {
    await client.query('set role jiqun_app')
    return await client.query(sql)
  } finally {
    await client.query('reset role')
    client.release()
  }
}

test('files run in order, once', async () => {
  write('0003_third.sql', 'insert into county values (3)')
  write('0002_second.sql', 'insert into county values (2)')
  const ran = await migrate(owner, { folder })
  expect(ran).toEqual(['0001_first.sql', '0002_second.sql', '0003_third.sql'])
  expect(await migrate(owner, { folder })).toEqual([])
  const { rows } = await owner.query('select id from county order by id')
  expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
})

test('two programs that start at the same moment run each file once', async () => {
  const other = new pg.Pool({ connectionString: urlForDatabase(url, name), max: 2 })
  // the ways in which they can meet are several: one round would see one of them
  for (let round = 0; round < 25; round += 1) {
    const ran = await Promise.all([migrate(owner, { folder }), migrate(other, { folder })])
    expect(ran.flat()).toEqual(['0001_first.sql'])
    await owner.query('drop table migration, county')
  }
  await other.end()
})

test('a file that fails leaves nothing of itself and keeps what ran before', async () => {
  write('0002_broken.sql', 'create table half (id int); select no_such_function()')
  await expect(migrate(owner, { folder })).rejects.toThrow(/no_such_function/)
  const { rows } = await owner.query("select to_regclass('half') as half, count(*) from county")
  expect(rows).toEqual([{ half: null, count: '1' }])
})

test('a file changed after it ran is refused by name', async () => {
  await migrate(owner, { folder })
  write('0001_first.sql', 'create table county (id bigint)')
  await expect(migrate(owner, { folder })).rejects.toThrow(/0001_first\.sql 在执行之后被改动/)
})

test('a database newer than the program is refused', async () => {
  write('0002_second.sql', 'insert into county values (2)')
  await migrate(owner, { folder })
  rmSync(join(folder, '0002_second.sql'))
  await expect(migrate(owner, { folder })).rejects.toThrow(/数据库比程序新.*0002_second\.sql/)
})

test('a file whose name has no four digits is refused', async () => {
  write('second.sql', 'select 1')
  await expect(migrate(owner, { folder })).rejects.toThrow(/迁移文件名不合规：second\.sql/)
})

test('the application may work on ordinary tables and only add to the audit', async () => {
  write('0002_audit.sql', 'create table audit_event (id int)')
  await migrate(owner, { folder })
  await asApp('update county set id = 5')
  await asApp('insert into audit_event values (1)')
  for (const act of ['update audit_event set id = 2', 'delete from audit_event'])
    await expect(asApp(act)).rejects.toThrow(/permission denied/)
  await expect(asApp('truncate audit_event')).rejects.toThrow(/permission denied/)
  await expect(asApp('truncate county')).rejects.toThrow(/permission denied/)
})

test('a right that a migration gave away too freely is taken back', async () => {
  write('0002_audit.sql', 'create table audit_event (id int)')
  await migrate(owner, { folder })
  await owner.query('grant update on audit_event to jiqun_app')
  await migrate(owner, { folder })
  await expect(asApp('update audit_event set id = 2')).rejects.toThrow(/permission denied/)
})
