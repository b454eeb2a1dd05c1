// The first administrator of an installation that makes no demonstration.
import { loginPattern } from '#domain/people.ts'
import type { App } from '#server/action.ts'
import { createPerson, systemActor } from '#server/people/actions.ts'
import { randomPassword } from '#server/people/password.ts'
import type { Io } from './installation.ts'

/** Prints the password once; only its hash is kept. Refused when a system administrator is already there. */
export async function createAdministrator(app: App, login: string, io: Io): Promise<number> {
  if (!loginPattern.test(login)) {
    io.complain('账号只能用小写字母、数字、点、下划线和连字符，长度 2 至 63 个字符。')
    return 2
  }
  const held = await app.db
    .selectFrom('person')
    .select('login')
    .where('role', '=', 'system_administrator')
    .where('demonstration', '=', false)
    .executeTakeFirst()
  if (held) {
    io.complain(`已有系统管理员“${held.login}”，其他人员由其在系统中建立。`)
    return 1
  }
  const ministry = await app.db
    .selectFrom('authority')
    .select('id')
    .where('level', '=', 'ministry')
    .executeTakeFirstOrThrow()
  const password = randomPassword()
  await createPerson(app, systemActor, {
    login,
    name: '系统管理员',
    role: 'system_administrator',
    authorityId: ministry.id,
    password,
    demonstration: false,
  })
  await io.write(`${login}\t${password}\n`)
  return 0
}
