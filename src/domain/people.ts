// Who acts: roles and the level of the body they act for.
import { z } from 'zod'

/** A role belongs to one level; county 填报 and 审核 are two people, the three administrators are separated. */
export const Role = z.enum([
  'county_editor',
  'county_approver',
  'city_reviewer',
  'province_reviewer',
  'ministry_officer',
  'expert',
  'support_unit',
  'department',
  'system_administrator',
  'security_administrator',
  'auditor',
])
export type Role = z.infer<typeof Role>

export const roleNames: Readonly<Record<Role, string>> = {
  county_editor: '县级填报人',
  county_approver: '县级审核人',
  city_reviewer: '市级审核人',
  province_reviewer: '省级审核人',
  ministry_officer: '工业和信息化部经办人',
  expert: '评审专家',
  support_unit: '技术支撑单位',
  department: '相关部门',
  system_administrator: '系统管理员',
  security_administrator: '安全管理员',
  auditor: '审计员',
}

/** The person behind a request. `authorityId` is the body whose jurisdiction bounds what is seen and done. */
export const Actor = z.object({
  personId: z.uuid(),
  name: z.string(),
  role: Role,
  authorityId: z.uuid(),
  authorityName: z.string(),
})
export type Actor = z.infer<typeof Actor>

/** Roles that work on declarations; administrators and auditors never read one. */
export const declarationRoles = [
  'county_editor',
  'county_approver',
  'city_reviewer',
  'province_reviewer',
  'ministry_officer',
] as const satisfies readonly Role[]
export const reviewRoles = [
  'city_reviewer',
  'province_reviewer',
  'ministry_officer',
] as const satisfies readonly Role[]
export const countyRoles = ['county_editor', 'county_approver'] as const satisfies readonly Role[]

/** Level of a body (authority). */
export const Level = z.enum(['county', 'city', 'province', 'ministry'])
export type Level = z.infer<typeof Level>

export const levelNames: Readonly<Record<Level, string>> = {
  county: '县级',
  city: '市级',
  province: '省级',
  ministry: '部级',
}

/** The level whose bodies have a role; null: bodies of any level. */
const levelOfRole: Readonly<Record<Role, Level | null>> = {
  county_editor: 'county',
  county_approver: 'county',
  city_reviewer: 'city',
  province_reviewer: 'province',
  ministry_officer: 'ministry',
  expert: null,
  support_unit: null,
  department: null,
  system_administrator: null,
  security_administrator: null,
  auditor: null,
}

/** Whether a body of this level can have somebody in this role. */
export function fitsLevel(role: Role, level: Level): boolean {
  const needed = levelOfRole[role]
  return needed === null || needed === level
}

/** Which bodies have somebody in this role, e.g. “县级单位”. */
export function bodiesOf(role: Role): string {
  const needed = levelOfRole[role]
  return needed === null ? '任何单位' : `${levelNames[needed]}单位`
}

/** A login: 2 to 63 small letters, digits, dots, underscores and hyphens, a letter or digit first. */
export const loginPattern = /^[a-z0-9][a-z0-9._-]{1,62}$/
