// Signing in and out.
import { z } from 'zod'
import { Actor, Role } from '#domain/people.ts'
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
