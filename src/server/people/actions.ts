// What people do with their own access: signing in and out; and making a person (first start, command line).
import type { z } from 'zod'
import type { signIn as signInEndpoint } from '#contract/people.ts'
import type { Actor, Role } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type App } from '../action.ts'
import { hashToken, newToken, sessionHours } from '../session.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** The program itself acts where no person does: at first start and from the command line. */
export const systemActor: Actor = {
  personId: '00000000-0000-0000-0000-000000000000',
  name: '系统',
  role: 'system_administrator',
  authorityId: '00000000-0000-0000-0000-000000000000',
  authorityName: '系统',
}

interface SignedInNow {
  readonly token: string
  readonly actor: Actor
  readonly expiresAt: Date
}

/** Throws sign_in_failed for an unknown login and a wrong password alike. The password is checked before the transaction opens. */
export async function signIn(
  app: App,
  input: z.infer<(typeof signInEndpoint)['body']>,
): Promise<SignedInNow> {
  const person = await app.db
    .selectFrom('person as p')
    .innerJoin('authority as a', 'a.id', 'p.authority_id')
    .select([
      'p.id',
      'p.name',
      'p.role',
      'p.authority_id',
      'a.name as authority_name',
      'p.password_hash',
    ])
    .where('p.login', '=', input.login)
    .where('p.active', '=', true)
    .executeTakeFirst()
  const right = await verifyPassword(input.password, person?.password_hash ?? '')
  if (!person || !right) throw new Problem('sign_in_failed')
  const actor: Actor = {
    personId: person.id,
    name: person.name,
    role: person.role as Role,
    authorityId: person.authority_id,
    authorityName: person.authority_name,
  }
  return openSession(app, actor, undefined)
}

const openSession = action<undefined, SignedInNow>('person.sign_in', async ({ db, actor, now }) => {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000)
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      person_id: actor.personId,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  await db
    .deleteFrom('session')
    .where('person_id', '=', actor.personId)
    .where('expires_at', '<', now)
    .execute()
  return {
    answer: { token, actor, expiresAt },
    event: { stream: 'person', streamId: actor.personId },
  }
})

export const signOut = action<string, null>('person.sign_out', async ({ db, actor }, token) => {
  await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
  return { answer: null, event: { stream: 'person', streamId: actor.personId } }
})

export interface NewPerson {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly authorityId: string
  readonly password: string
  readonly demonstration: boolean
}

/** Makes a person who can sign in. Throws already_exists for a login that is taken. */
export const createPerson = action<NewPerson, string>(
  'person.create',
  async ({ db, now, newId }, person) => {
    const id = newId()
    const made = await db
      .insertInto('person')
      .values({
        id,
        login: person.login,
        name: person.name,
        role: person.role,
        authority_id: person.authorityId,
        password_hash: await hashPassword(person.password),
        demonstration: person.demonstration,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Problem('already_exists', { words: { what: `账号“${person.login}”` } })
    return {
      answer: id,
      event: { stream: 'person', streamId: id, detail: { login: person.login, role: person.role } },
    }
  },
)
