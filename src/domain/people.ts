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
