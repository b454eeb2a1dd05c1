// Code tables as the form needs them: divisions of GB/T 4754 and regions of GB/T 2260 by name or code.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const Division = z.object({ code: z.string(), name: z.string(), section: z.string() })
export type Division = z.infer<typeof Division>

export const listIndustries = endpoint({
  method: 'GET',
  path: '/api/reference/industries',
  who: 'signed_in',
  summary: '国民经济行业分类大类',
  answer: z.object({ divisions: z.array(Division) }),
})

/** `name` is whole: 浙江省杭州市桐庐县. */
export const Place = z.object({ code: z.string(), name: z.string() })
export type Place = z.infer<typeof Place>

/** Regions whose name holds `q`, at most 20; or exactly the regions of `codes`, joined by commas. */
export const findRegions = endpoint({
  method: 'GET',
  path: '/api/reference/regions',
  who: 'signed_in',
  summary: '按名称或代码查行政区划',
  query: z.object({
    q: z.string().trim().max(30).default(''),
    codes: z.string().max(2000).default(''),
  }),
  answer: z.object({ regions: z.array(Place) }),
})
