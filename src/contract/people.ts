// Signing in and out, one's own password, and the people that the system administrator makes, bars and lets in again.
import { z } from 'zod'
import { Actor, Level, loginPattern, Role } from '#domain/people.ts'
import { endpoint } from './endpoint.ts'

export const SignedIn = z.object({
  person: Actor.nullable(),
  roleName: z.string().nullable(),
  level: z.string().nullable(),
})
export type SignedIn = z.infer<typeof SignedIn>

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  who: 'public',
  summary: '登录',
  body: z.object({ login: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
  answer: SignedIn,
})

export const whoAmI = endpoint({
  method: 'GET',
  path: '/api/session',
  who: 'public',
  summary: '当前登录人',
  answer: SignedIn,
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  who: 'public',
  summary: '退出登录',
  answer: SignedIn,
})

/** A password that its owner chooses; the longest that sign-in takes. */
const OwnPassword = z.string().min(12, '密码至少 12 个字符').max(200, '密码最多 200 个字符')

/** Everyone's own password; the person's other sessions end. */
export const changeOwnPassword = endpoint({
  method: 'POST',
  path: '/api/session/password',
  who: 'signed_in',
  summary: '修改密码',
  body: z.object({ current: z.string().min(1).max(200), next: OwnPassword }),
  answer: z.object({}),
})

export const PersonRow = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  role: Role,
  authorityName: z.string(),
  active: z.boolean(),
})

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  who: ['system_administrator'],
  summary: '人员列表',
  answer: z.object({ people: z.array(PersonRow) }),
})

export const NewPerson = z.object({
  login: z
    .string()
    .regex(
      loginPattern,
      '只能用小写字母、数字、点、下划线和连字符，以字母或数字开头，2 至 63 个字符',
    ),
  name: z.string().trim().min(1, '请填写姓名').max(30, '姓名最多 30 个字符'),
  role: Role,
  authorityId: z.uuid(),
})
export type NewPerson = z.infer<typeof NewPerson>

/** A sign-in as it is handed over: the password is in this one answer and kept nowhere. */
export const IssuedSignIn = z.object({ login: z.string(), password: z.string() })
export type IssuedSignIn = z.infer<typeof IssuedSignIn>

export const addPerson = endpoint({
  method: 'POST',
  path: '/api/people',
  who: ['system_administrator'],
  summary: '新增人员',
  body: NewPerson,
  answer: IssuedSignIn.extend({ id: z.uuid() }),
})

export const setActive = endpoint({
  method: 'POST',
  path: '/api/people/:id/active',
  who: ['system_administrator'],
  summary: '停用或启用人员',
  params: z.object({ id: z.uuid() }),
  body: z.object({ active: z.boolean() }),
  answer: z.object({}),
})

export const renewPassword = endpoint({
  method: 'POST',
  path: '/api/people/:id/password',
  who: ['system_administrator'],
  summary: '重置密码',
  params: z.object({ id: z.uuid() }),
  answer: IssuedSignIn,
})

export const AuthorityRow = z.object({
  id: z.uuid(),
  name: z.string(),
  level: Level,
  /** The regions above its own, e.g. “江苏省南京市”: several bodies bear the same name. Empty where there are none. */
  within: z.string(),
})
export type AuthorityRow = z.infer<typeof AuthorityRow>

/** At most twenty bodies whose name holds `q`, shortest names first. */
export const findAuthorities = endpoint({
  method: 'GET',
  path: '/api/authorities',
  who: ['system_administrator'],
  summary: '查找单位',
  query: z.object({ q: z.string().trim().min(1, '请填写单位名称的一部分').max(60) }),
  answer: z.object({ authorities: z.array(AuthorityRow).max(20) }),
})

export const AuditRow = z.object({
  id: z.uuid(),
  at: z.string(),
  act: z.string(),
  actorName: z.string(),
  role: z.string(),
  authorityName: z.string(),
  streamKind: z.string(),
  streamId: z.uuid(),
})

/** The auditor reads who did what and when; never what a declaration holds. */
export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  who: ['auditor'],
  summary: '审计记录',
  query: z.object({ before: z.uuid().optional() }),
  answer: z.object({ events: z.array(AuditRow) }),
})
