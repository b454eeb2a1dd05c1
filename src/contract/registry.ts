// The public registry as JSON and CSV; the pages under / are rendered from the same queries.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const ClusterState = z.enum(['valid', 'expired', 'start_unstated', 'unstated', 'revoked'])
export type ClusterState = z.infer<typeof ClusterState>

export const RegistryQuery = z.object({
  q: z.string().trim().max(60).optional(),
  programme: z.string().max(40).optional(),
  list: z.string().max(60).optional(),
  province: z.string().max(6).optional(),
  industry: z.string().max(2).optional(),
  state: ClusterState.optional(),
  page: z.coerce.number().int().min(1).max(5000).default(1),
})
export type RegistryQuery = z.infer<typeof RegistryQuery>

export const RegistryRow = z.object({
  clusterId: z.uuid(),
  name: z.string(),
  provinceCode: z.string(),
  provinceName: z.string(),
  places: z.array(z.object({ code: z.string(), name: z.string() })),
  industry: z.object({ code: z.string(), name: z.string() }).nullable(),
  listings: z.array(z.object({ list: z.string(), listTitle: z.string(), number: z.int(), state: ClusterState, stateName: z.string() })),
})
export type RegistryRow = z.infer<typeof RegistryRow>

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))

export const RegistryPage = z.object({
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  clusters: z.array(RegistryRow),
  facets: z.object({ programme: Facet, list: Facet, province: Facet, industry: Facet, state: Facet }),
})
export type RegistryPage = z.infer<typeof RegistryPage>

export const searchRegistry = endpoint({
  method: 'GET',
  path: '/api/registry/clusters',
  who: 'public',
  summary: '检索集群名录',
  query: RegistryQuery,
  answer: RegistryPage,
})

export const exportListings = endpoint({
  method: 'GET',
  path: '/api/registry/listings.csv',
  who: 'public',
  summary: '下载名单条目（CSV）',
  answer: z.unknown(),
  bytes: 'download',
})
