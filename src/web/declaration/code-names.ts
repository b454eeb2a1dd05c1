// Names behind codes: divisions of GB/T 4754, regions of GB/T 2260. An officer types a name, the form keeps the code.
import { useQuery } from '@tanstack/react-query'
import { type Division, findRegions, listIndustries, type Place } from '#contract/reference.ts'
import { call } from '../api.ts'

const forever = { staleTime: Number.POSITIVE_INFINITY, retry: 1 } as const

/** All divisions; empty until they are there, and then the codes still work. */
export function useIndustries(): readonly Division[] {
  const { data } = useQuery({
    queryKey: ['industries'],
    queryFn: () => call(listIndustries, {}),
    ...forever,
  })
  return data?.divisions ?? []
}

/** The names of these codes. */
export function useRegionNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['regions', 'codes', ...codes],
    queryFn: () => call(findRegions, { query: { codes: codes.join(',') } }),
    enabled: codes.length > 0,
    ...forever,
  })
  return new Map((data?.regions ?? []).map(({ code, name }) => [code, name]))
}

/** Regions that what is typed may mean; asked from two characters on. */
export function useRegionSearch(typed: string): readonly Place[] {
  const q = typed.trim().replace(/^\d{6}\s+.*$/, '')
  const { data } = useQuery({
    queryKey: ['regions', 'search', q],
    queryFn: () => call(findRegions, { query: { q } }),
    enabled: q.length >= 2,
    ...forever,
  })
  return q.length >= 2 ? (data?.regions ?? []) : []
}
