// The demonstration cast: one person for each role and level, made at first start on an empty embedded database.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { type Actor, Role, roleNames } from '#domain/people.ts'
import type { App } from '../action.ts'
import { createPerson, systemActor } from '../people/actions.ts'
import { randomPassword } from '../people/password.ts'

interface Member {
  readonly login: string
  readonly name: string
  readonly role: Role
  /** Level and region of the body that the person acts for. */
  readonly level: 'county' | 'city' | 'province' | 'ministry'
  readonly region: string | null
}

/** 桐庐县, 杭州市, 浙江省: the bodies are real offices, the people and everything they enter are not. */
const members: readonly Member[] = [
  {
    login: 'county-editor',
    name: '演示填报人',
    role: 'county_editor',
    level: 'county',
    region: '330122',
  },
  {
    login: 'county-approver',
    name: '演示县级审核人',
    role: 'county_approver',
    level: 'county',
    region: '330122',
  },
  { login: 'city', name: '演示市级审核人', role: 'city_reviewer', level: 'city', region: '330100' },
  {
    login: 'province',
    name: '演示省级审核人',
    role: 'province_reviewer',
    level: 'province',
    region: '330000',
  },
  {
    login: 'ministry',
    name: '演示部级经办人',
    role: 'ministry_officer',
    level: 'ministry',
    region: null,
  },
  { login: 'expert', name: '演示专家', role: 'expert', level: 'ministry', region: null },
  {
    login: 'support-unit',
    name: '演示技术支撑人员',
    role: 'support_unit',
    level: 'ministry',
    region: null,
  },
  {
    login: 'department',
    name: '演示相关部门人员',
    role: 'department',
    level: 'province',
    region: '330000',
  },
  {
    login: 'system-administrator',
    name: '演示系统管理员',
    role: 'system_administrator',
    level: 'ministry',
    region: null,
  },
  {
    login: 'security-administrator',
    name: '演示安全管理员',
    role: 'security_administrator',
    level: 'ministry',
    region: null,
  },
  { login: 'auditor', name: '演示审计员', role: 'auditor', level: 'ministry', region: null },
]

export interface SignIn {
  readonly login: string
  readonly password: string
  readonly description: string
}

const fileName = 'demonstration-sign-ins.txt'

/** The sign-ins kept beside the data; empty where no demonstration was made. */
export function readSignIns(dataDir: string): SignIn[] {
  const path = join(dataDir, fileName)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => {
      const [login = '', password = '', description = ''] = line.split('\t')
      return { login, password, description }
    })
}

/** Writes the passwords first, then makes the people, so that an interrupted start can go on with the same ones. */
export async function makeCast(app: App, dataDir: string): Promise<SignIn[]> {
  const held = new Map(readSignIns(dataDir).map((signIn) => [signIn.login, signIn.password]))
  const bodies = await Promise.all(members.map((member) => getBody(app.db, member)))
  const signIns = members.map((member, index) => ({
    login: member.login,
    password: held.get(member.login) ?? randomPassword(),
    description: `${roleNames[member.role]}（${bodies[index]?.name ?? ''}）`,
  }))
  writeFileSync(
    join(dataDir, fileName),
    `${signIns.map(({ login, password, description }) => [login, password, description].join('\t')).join('\n')}\n`,
    { mode: 0o600 },
  )
  for (const [index, member] of members.entries()) {
    const body = bodies[index]
    const password = signIns[index]?.password
    if (!body || password === undefined || (await findActorByLogin(app.db, member.login))) continue
    await createPerson(app, systemActor, {
      login: member.login,
      name: member.name,
      role: member.role,
      authorityId: body.id,
      password,
      demonstration: true,
    })
  }
  return signIns
}

async function getBody(db: Kysely<Tables>, member: Member): Promise<{ id: string; name: string }> {
  return db
    .selectFrom('authority')
    .select(['id', 'name'])
    .where('level', '=', member.level)
    .$if(member.region !== null, (query) => query.where('region_code', '=', member.region))
    .executeTakeFirstOrThrow()
}

/** A person as an actor, by login. */
export async function findActorByLogin(db: Kysely<Tables>, login: string): Promise<Actor | null> {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('authority as a', 'a.id', 'p.authority_id')
    .select(['p.id', 'p.name', 'p.role', 'p.authority_id', 'a.name as authority_name'])
    .where('p.login', '=', login)
    .executeTakeFirst()
  return row
    ? {
        personId: row.id,
        name: row.name,
        role: Role.parse(row.role),
        authorityId: row.authority_id,
        authorityName: row.authority_name,
      }
    : null
}
