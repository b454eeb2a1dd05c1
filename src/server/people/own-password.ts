// How a person changes the own password.
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'
import { action, type App } from '../action.ts'
import { hashToken } from '../session.ts'
import { hashPassword, verifyPassword } from './password.ts'

interface OwnPassword {
  readonly checkedHash: string
  readonly passwordHash: string
  readonly keptToken: string
}

const replaceOwnPassword = action<OwnPassword, null>(
  'person.change_password',
  async ({ db, actor }, { checkedHash, passwordHash, keptToken }) => {
    const changed = await db
      .updateTable('person')
      .set({ password_hash: passwordHash })
      .where('id', '=', actor.personId)
      .where('password_hash', '=', checkedHash)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw wrongCurrentPassword()
    await db
      .deleteFrom('session')
      .where('person_id', '=', actor.personId)
      .where('token_hash', '!=', hashToken(keptToken))
      .execute()
    return { answer: null, event: { stream: 'person', streamId: actor.personId } }
  },
)

/** Changes one's own password; the session of `keptToken` stays, the person's others end. */
export async function changeOwnPassword(
  app: App,
  actor: Actor,
  given: { readonly current: string; readonly next: string; readonly keptToken: string },
): Promise<void> {
  const { current, next, keptToken } = given
  const { password_hash: checkedHash } = await app.db
    .selectFrom('person')
    .select('password_hash')
    .where('id', '=', actor.personId)
    .executeTakeFirstOrThrow()
  if (!(await verifyPassword(current, checkedHash))) throw wrongCurrentPassword()
  if (current.normalize('NFC') === next.normalize('NFC'))
    throw new Problem('invalid_value', { words: { detail: '新密码不能与当前密码相同。' } })
  const passwordHash = await hashPassword(next)
  await replaceOwnPassword(app, actor, { checkedHash, passwordHash, keptToken })
}

function wrongCurrentPassword(): Problem {
  return new Problem('invalid_value', {
    words: { detail: '当前密码不正确，密码未更改；请核对后重试。' },
  })
}
