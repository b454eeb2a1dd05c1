// Sessions: a random token in a cookie, its hash in the database, one look-up a request.
import { hash, randomBytes } from 'node:crypto'
import { statement } from '#db/driver.ts'
import type { Actor, Role } from '#domain/people.ts'
import type { App } from './action.ts'

export const sessionCookie = 'jiqun_session'
export const sessionHours = 12

export function hashToken(token: string): string {
  return hash('sha256', token)
}

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

interface SessionRow {
  id: string
  name: string
  role: Role
  authority_id: string
  authority_name: string
}

const sessionText = `
  select p.id, p.name, p.role, p.authority_id, a.name as authority_name
  from session s join person p on p.id = s.person_id join authority a on a.id = p.authority_id
  where s.token_hash = $1 and p.active
    and s.expires_at > clock_timestamp() + make_interval(secs => $2)`

/** The person behind a cookie's token; null when it is unknown, expired or the person is no longer active. */
export async function findActor(app: App, token: string | undefined): Promise<Actor | null> {
  if (!token) return null
  const values = [hashToken(token), app.clock.offsetMs / 1000]
  const [row] = (await app.db.executeQuery(statement<SessionRow>(sessionText, values))).rows
  if (!row) return null
  return {
    personId: row.id,
    name: row.name,
    role: row.role,
    authorityId: row.authority_id,
    authorityName: row.authority_name,
  }
}
