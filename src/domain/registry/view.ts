// What the registry shows: one shape for the API, the pages and the tests.
import { z } from 'zod'

/** 有效期 as of today; see calendar.ts. Revocation (暂行办法 第十七条) goes before all. */
export const ClusterState = z.enum(['valid', 'expired', 'start_unstated', 'unstated', 'revoked'])
export type ClusterState = z.infer<typeof ClusterState>

export const clusterStateNames: Readonly<Record<ClusterState, string>> = {
  valid: '有效',
  expired: '有效期已届满',
  start_unstated: '有效期起算未载明',
  unstated: '名单未载明有效期',
  revoked: '已撤销',
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const Text = z
  .string()
  .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), '含有无法识别的字符')

/** An empty field of a form is a filter that is not set. */
const filter = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** Nobody reads on; the filters lead further. */
export const lastPage = 50

export const RegistryQuery = z.object({
  q: filter(Text.trim().max(60, '请不要超过 60 个字')),
  programme: filter(Text.max(60, '没有这一项')),
  list: filter(Text.max(60, '没有这一项')),
  province: filter(z.string().regex(/^\d{2}0000$/, '应为六位省级代码，如 330000')),
  industry: filter(z.string().regex(/^\d{2}$/, '应为两位行业大类代码，如 39')),
  state: filter(z.enum(ClusterState.options, '没有这一项')),
  page: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce
      .number('应为页码')
      .int('应为页码')
      .min(1, '应为页码')
      .max(lastPage, `最多翻到第 ${lastPage} 页，请增加筛选条件`)
      .default(1),
  ),
})
export type RegistryQuery = z.infer<typeof RegistryQuery>

export const filterNames = {
  programme: '认定体系',
  list: '年度批次（名单）',
  province: '地区',
  industry: '行业大类',
  state: '状态',
} as const
export type FilterName = keyof typeof filterNames

const NamedCode = z.object({ code: z.string(), name: z.string() })

const RegistryListing = z.object({
  list: z.string(),
  listTitle: z.string(),
  number: z.int(),
  state: ClusterState,
  stateName: z.string(),
})

export const RegistryRow = z.object({
  clusterId: z.uuid(),
  name: z.string(),
  provinceCode: z.string(),
  provinceName: z.string(),
  places: z.array(NamedCode),
  industry: NamedCode.nullable(),
  listings: z.array(RegistryListing),
})
export type RegistryRow = z.infer<typeof RegistryRow>

/** `count` is null where too many fit to be counted; then every value is offered. */
const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int().nullable() }))
export type Facet = z.infer<typeof Facet>

export const RegistryPage = z.object({
  /** How many clusters fit; when `capped`, at least so many. */
  total: z.int(),
  capped: z.boolean(),
  page: z.int(),
  pageSize: z.int(),
  clusters: z.array(RegistryRow),
  /** Each counts what fits the query and all other filters. */
  facets: z.object({
    programme: Facet,
    list: Facet,
    province: Facet,
    industry: Facet,
    state: Facet,
  }),
})
export type RegistryPage = z.infer<typeof RegistryPage>
