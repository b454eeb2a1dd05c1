// The public registry as JSON and CSV; the pages under / are rendered from the same queries.
import { z } from 'zod'
import { RegistryPage, RegistryQuery } from '#domain/registry/view.ts'
import { endpoint } from './endpoint.ts'

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
