// What the system administrator does with the access of others: bars them, lets them in again, renews a password.
import type { IssuedSignIn } from '#contract/people.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type App } from '../action.ts'
import { hashPassword, randomPassword } from './password.ts'

/** Bars a person, whose sessions end at once, or lets them in again. */
export const setActive = action<{ id: string; active: boolean }, null>(
  'person.set_active',
  async ({ db, actor }, { id, active }) => {
    if (id === actor.personId)
      throw new Problem('invalid_value', {
        words: { detail: '不能停用或启用自己的账号，请由另一位系统管理员办理。' },
      })
    const person = await db
      .selectFrom('person')
      .select('active')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!person) throw new Problem('not_found', { words: { what: '该人员' } })
    if (person.active === active) return { answer: null, event: null }
    await db.updateTable('person').set({ active }).where('id', '=', id).execute()
    if (!active) await db.deleteFrom('session').where('person_id', '=', id).execute()
    return { answer: null, event: { stream: 'person', streamId: id, detail: { active } } }
  },
)

const replacePassword = action<{ id: string; passwordHash: string }, string>(
  'person.renew_password',
  async ({ db }, { id, passwordHash }) => {
    const person = await db
      .updateTable('person')
      .set({ password_hash: passwordHash })
      .where('id', '=', id)
      .returning('login')
      .executeTakeFirst()
    if (!person) throw new Problem('not_found', { words: { what: '该人员' } })
    await db.deleteFrom('session').where('person_id', '=', id).execute()
    return { answer: person.login, event: { stream: 'person', streamId: id } }
  },
)

/** Gives another person a new random password; the old one and the person's sessions end. */
export async function renewPassword(app: App, actor: Actor, id: string): Promise<IssuedSignIn> {
  if (id === actor.personId)
    throw new Problem('invalid_value', {
      words: { detail: '自己的密码请在“修改密码”中更换，须填写当前密码。' },
    })
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  return { login: await replacePassword(app, actor, { id, passwordHash }), password }
}
