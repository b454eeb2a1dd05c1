// The application's own role and what it may do: append-only is a matter of rights, not of habit.
import pg from 'pg'

/** The role that the application works as; migrations run as the owner. */
export const appRole = 'jiqun_app'

/** Only added to and read: nothing that the application does can alter them. */
export const appendOnlyTables: readonly string[] = ['audit_event']

/** Only read by the application. */
export const readOnlyTables: readonly string[] = ['migration']

/**
 * Makes the role unless it exists and lets the owner and `login` (the user of DATABASE_URL) take it.
 * Roles belong to the whole server, so several databases may do this at once.
 */
export async function ensureAppRole(owner: pg.Pool, login?: string): Promise<void> {
  const found = await owner.query('select 1 from pg_roles where rolname = $1', [appRole])
  if (found.rowCount === 0) await createRole(owner)
  const { rows } = await owner.query<{ name: string }>('select current_user as name')
  for (const name of new Set([rows[0]?.name, login])) {
    if (name !== undefined && name !== appRole) await grantRole(owner, name)
  }
}

/** Grants what is missing and takes back what is too much on every table of the schema `public`. */
export async function applyGrants(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; kind: string; held: string[] }>(heldRights)
  const usage = await client.query(
    `select 1 where has_schema_privilege('${appRole}', 'public', 'usage')`,
  )
  if (usage.rowCount === 0) await client.query(`grant usage on schema public to ${appRole}`)
  for (const { name, kind, held } of rows) {
    const due = rightsFor(name, kind)
    const table = pg.escapeIdentifier(name)
    const missing = due.filter((right) => !held.includes(right))
    const excess = held.filter((right) => !due.includes(right))
    if (missing.length > 0)
      await client.query(`grant ${missing.join(', ')} on ${table} to ${appRole}`)
    if (excess.length > 0)
      await client.query(`revoke ${excess.join(', ')} on ${table} from ${appRole}`)
  }
}

const heldRights = `
  select c.relname as name, c.relkind::text as kind,
    array(select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) r
      where c.relkind <> 'S' and has_table_privilege('${appRole}', c.oid, r)
      union all select r from unnest(array['select', 'usage', 'update']) r
      where c.relkind = 'S' and has_sequence_privilege('${appRole}', c.oid, r)) as held
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname`

function rightsFor(name: string, kind: string): readonly string[] {
  if (kind === 'S') return ['usage']
  if (kind === 'v' || kind === 'm' || readOnlyTables.includes(name)) return ['select']
  if (appendOnlyTables.includes(name)) return ['select', 'insert']
  return ['select', 'insert', 'update', 'delete']
}

async function createRole(owner: pg.Pool): Promise<void> {
  try {
    await owner.query(`create role ${appRole} nologin`)
  } catch (error) {
    const code = codeOf(error)
    // Another database of the same server made it first.
    if (code === '42710' || code === '23505') return
    if (code !== '42501') throw error
    throw new Error(
      `数据库用户没有创建角色的权限。请由数据库管理员执行 CREATE ROLE ${appRole} NOLOGIN，并将该角色授予应用所用的用户。`,
    )
  }
}

async function grantRole(owner: pg.Pool, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows } = await owner.query<{ member: boolean }>(
        `select pg_has_role($1::name, '${appRole}', 'member') as member`,
        [name],
      )
      if (rows[0]?.member) return
      await owner.query(`grant ${appRole} to ${pg.escapeIdentifier(name)}`)
      return
    } catch (error) {
      // «tuple concurrently updated»: another database grants the same at this moment.
      if (attempt === 5 || codeOf(error) !== 'XX000') throw error
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
