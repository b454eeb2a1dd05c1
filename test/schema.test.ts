// The schema keeps the rules under which it runs unchanged on Citus (docs/architecture.md, rule 10), read from pg_catalog.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase, dropDatabase, urlForDatabase } from '#db/create.ts'
import { generateTables } from '#db/generate-tables.ts'
import { tableKinds } from '#db/table-kinds.ts'

const { url, template, prefix } = inject('postgres')
const admin = new pg.Pool({ connectionString: url, max: 1 })
const name = `${prefix}schema`
let owner: pg.Pool

beforeAll(async () => {
  await createDatabase(admin, name, template)
  owner = new pg.Pool({ connectionString: urlForDatabase(url, name), max: 1 })
})

afterAll(async () => {
  await owner.end()
  await dropDatabase(admin, name)
  await admin.end()
})

const own = `c.relnamespace = 'public'::regnamespace`

async function list<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  return (await owner.query<T>(sql)).rows
}

async function breaches(kinds = tableKinds): Promise<string[]> {
  const found = await Promise.all([
    unlisted(kinds),
    uniqueIndexes(kinds),
    foreignKeys(kinds),
    forbidden(),
    defaults(),
  ])
  return found.flat().toSorted()
}

async function unlisted(kinds: typeof tableKinds): Promise<string[]> {
  const tables = await list<{ name: string; kind: string }>(
    `select relname as name, relkind as kind from pg_class c where ${own} and relkind in ('r','p','v','m','f','S')`,
  )
  const names = tables.map((table) => table.name)
  return [
    ...tables
      .filter((table) => table.kind !== 'r')
      .map(({ name: table }) => `${table}: no plain table`),
    ...names.filter((table) => !(table in kinds)).map((table) => `${table}: not in table-kinds.ts`),
    ...Object.keys(kinds)
      .filter((table) => !names.includes(table))
      .map((table) => `${table}: in table-kinds.ts but not in the schema`),
  ]
}

/** The first column of each unique index; a table without a primary key shows as ''. */
async function uniqueIndexes(kinds: typeof tableKinds): Promise<string[]> {
  const rows = await list<{
    table: string
    index: string | null
    first: string | null
    keys: number
  }>(
    `select c.relname as table, x.relname as index, a.attname as first,
       (select count(*)::int from pg_index p where p.indrelid = c.oid and p.indisprimary) as keys
     from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisunique
       left join pg_class x on x.oid = i.indexrelid
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where ${own} and c.relkind = 'r'`,
  )
  const due = { by_cluster: 'cluster_id', stream: 'stream_id' } as const
  return rows.flatMap(({ table, index, first, keys }) => {
    const kind = kinds[table]
    if (keys === 0) return [`${table}: no primary key`]
    if (kind !== 'by_cluster' && kind !== 'stream') return []
    return first === due[kind] ? [] : [`${index}: does not begin with ${due[kind]}`]
  })
}

async function foreignKeys(kinds: typeof tableKinds): Promise<string[]> {
  const rows = await list<{
    name: string
    table: string
    target: string
    columns: string[]
    on_delete: string
    on_update: string
  }>(
    `select k.conname as name, c.relname as table, t.relname as target, k.confdeltype as on_delete, k.confupdtype as on_update,
       array(select a.attname::text from unnest(k.conkey) n join pg_attribute a on a.attrelid = c.oid and a.attnum = n) as columns
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where ${own} and k.contype = 'f'`,
  )
  return rows.flatMap((key) => {
    const wrong: string[] = []
    const toReference = kinds[key.target] === 'reference'
    const withinCluster =
      kinds[key.table] === 'by_cluster' &&
      kinds[key.target] === 'by_cluster' &&
      key.columns[0] === 'cluster_id'
    const atCoordinator = kinds[key.table] === 'coordinator' && kinds[key.target] === 'coordinator'
    if (kinds[key.table] === 'reference' && !toReference)
      wrong.push('leads out of a reference table')
    else if (!toReference && !withinCluster && !atCoordinator)
      wrong.push('neither contains cluster_id nor points to a reference table')
    if (key.columns.includes('region_code') && !toReference) wrong.push('a region code is no key')
    if (key.on_delete !== 'a' || key.on_update !== 'a')
      wrong.push('acts by itself (cascade, set null)')
    return wrong.map((what) => `${key.name}: ${what}`)
  })
}

async function forbidden(): Promise<string[]> {
  const rows = await list<{ what: string }>(
    `select tgname || ': a trigger' as what from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${own} and not tgisinternal
     union all select rulename || ': a rule' from pg_rewrite r join pg_class c on c.oid = r.ev_class where ${own} and c.relkind = 'r'
     union all select conname || ': an exclusion constraint' from pg_constraint k join pg_class c on c.oid = k.conrelid where ${own} and contype = 'x'
     union all select proname || ': a function' from pg_proc p where pronamespace = 'public'::regnamespace
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all select conname || ': reads the clock' from pg_constraint k join pg_class c on c.oid = k.conrelid
       where ${own} and pg_get_constraintdef(k.oid) ~* 'now\\(|current_|clock_timestamp'
     union all select relname || ': row security' from pg_class c where ${own} and relrowsecurity`,
  )
  return rows.map((row) => row.what)
}

/** Time and ids come from the act, not from the database. */
async function defaults(): Promise<string[]> {
  const rows = await list<{ column: string; value: string }>(
    `select c.relname || '.' || a.attname as column, pg_get_expr(d.adbin, d.adrelid) as value
     from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
     where ${own}`,
  )
  const ids = await list<{ column: string }>(
    `select c.relname || '.' || a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where ${own} and c.relkind = 'r' and (a.attidentity <> '' or a.attgenerated <> '')`,
  )
  const constant = /^('.*'|-?\d+|true|false|null)(::[\]a-z_ []+)?$/i
  return [
    ...rows
      .filter(({ value }) => !constant.test(value))
      .map(({ column, value }) => `${column}: default ${value}`),
    ...ids.map(({ column }) => `${column}: made by the database`),
  ]
}

test('the migrated schema breaks none of the rules', async () => {
  expect(await breaches()).toEqual([])
})

test.each([
  [
    'an unlisted table',
    'create table stray (id uuid primary key)',
    ['stray: not in table-kinds.ts'],
  ],
  [
    'a unique index that does not begin with cluster_id',
    'create unique index by_name on declaration (name, cluster_id)',
    ['by_name: does not begin with cluster_id'],
  ],
  [
    'a foreign key without cluster_id',
    'create table stray (cluster_id uuid primary key); create unique index i on declaration (cluster_id); alter table cluster add column other uuid, add constraint out foreign key (other) references cluster (cluster_id)',
    [
      'out: neither contains cluster_id nor points to a reference table',
      'stray: not in table-kinds.ts',
    ],
  ],
  [
    'a foreign key from reference data to a business table',
    'alter table listing add constraint out foreign key (cluster_id) references cluster (cluster_id)',
    ['out: leads out of a reference table'],
  ],
  [
    'a cascade',
    'alter table return_item add constraint c foreign key (cluster_id) references cluster (cluster_id) on delete cascade',
    ['c: acts by itself (cascade, set null)'],
  ],
  [
    'a trigger and its function',
    `create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before update on quota for each row execute function f()`,
    ['f: a function', 't: a trigger'],
  ],
  ['a rule', 'create rule r as on delete to batch do instead nothing', ['r: a rule']],
  [
    'an exclusion constraint',
    'alter table notice add constraint x exclude using btree (id with =)',
    ['x: an exclusion constraint'],
  ],
  [
    'a default that reads the clock',
    'alter table cluster alter column created_at set default now()',
    ['cluster.created_at: default now()'],
  ],
  [
    'a number that the database makes',
    'alter table quota add column number integer generated always as identity',
    [
      'quota.number: made by the database',
      'quota_number_seq: no plain table',
      'quota_number_seq: not in table-kinds.ts',
    ],
  ],
])('%s would be found', async (_, change, expected) => {
  await owner.query('begin')
  try {
    await owner.query(change)
    expect(await breaches()).toEqual(expected)
  } finally {
    await owner.query('rollback')
  }
})

test('tables.ts is what the migrated schema generates', async () => {
  const root = dirname(import.meta.dirname)
  const formatted = execFileSync(
    join(root, 'node_modules/.bin/biome'),
    ['format', '--stdin-file-path=src/db/tables.ts'],
    {
      cwd: root,
      input: await generateTables(owner),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  expect(readFileSync(join(root, 'src/db/tables.ts'), 'utf8')).toBe(formatted)
})
