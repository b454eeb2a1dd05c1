// Signing in and out; and making a person (first start, command line, system administrator).
import type { z } from 'zod'
import type {
  IssuedSignIn,
  NewPerson as NewPersonGiven,
  signIn as signInEndpoint,
} from '#contract/people.ts'
import { type Actor, bodiesOf, fitsLevel, Level, type Role, roleNames } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type App } from '../action.ts'
import { hashToken, newToken, sessionHours } from '../session.ts'
import { hashPassword, randomPassword, verifyPassword } from './password.ts'

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
  return openSession(app, actor, person.password_hash)
}

/**
 * Takes the hash that the password was checked against: a person who was barred or got another password meanwhile
 * gets no session, and the lock makes either wait for this one, so that it ends the session too.
 */
const openSession = action<string, SignedInNow>(
  'person.sign_in',
  async ({ db, actor, now }, checkedHash) => {
    const still = await db
      .selectFrom('person')
      .select('id')
      .where('id', '=', actor.personId)
      .where('password_hash', '=', checkedHash)
      .where('active', '=', true)
      .forShare()
      .executeTakeFirst()
    if (!still) throw new Problem('sign_in_failed')
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
  },
)

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

interface HashedPerson extends Omit<NewPerson, 'password'> {
  readonly passwordHash: string
}

const insertPerson = action<HashedPerson, string>(
  'person.create',
  async ({ db, now, newId }, person) => {
    const { login, role, authorityId } = person
    const id = newId()
    const made = await db
      .insertInto('person')
      .values({
        id,
        login,
        name: person.name,
        role,
        authority_id: authorityId,
        password_hash: person.passwordHash,
        demonstration: person.demonstration,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Problem('already_exists', { words: { what: `账号“${login}”` } })
    return {
      answer: id,
      event: { stream: 'person', streamId: id, detail: { login, role, authorityId } },
    }
  },
)

/** Makes a person who can sign in. Throws already_exists for a login that is taken. */
export async function createPerson(app: App, actor: Actor, person: NewPerson): Promise<string> {
  const { password, ...rest } = person
  return insertPerson(app, actor, { ...rest, passwordHash: await hashPassword(password) })
}

/** Makes a person of a body with a random password. A demonstration's administrator makes people of the demonstration. */
export async function addPerson(
  app: App,
  actor: Actor,
  given: NewPersonGiven,
): Promise<IssuedSignIn & { readonly id: string }> {
  const body = await app.db
    .selectFrom('authority')
    .select(['name', 'level'])
    .where('id', '=', given.authorityId)
    .executeTakeFirst()
  if (!body) throw new Problem('not_found', { words: { what: '该单位' } })
  if (!fitsLevel(given.role, Level.parse(body.level))) {
    const [role, bodies] = [roleNames[given.role], bodiesOf(given.role)]
    throw new Problem('invalid_value', {
      words: {
        detail: `“${role}”须为${bodies}的人员，“${body.name}”不是${bodies}，请更换岗位或单位。`,
      },
    })
  }
  const maker = await app.db
    .selectFrom('person')
    .select('demonstration')
    .where('id', '=', actor.personId)
    .executeTakeFirst()
  const password = randomPassword()
  const demonstration = maker?.demonstration ?? false
  const id = await createPerson(app, actor, { ...given, password, demonstration })
  return { id, login: given.login, password }
}
