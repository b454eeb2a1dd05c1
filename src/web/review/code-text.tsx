// Codes of places and industries with their names behind them; the code is what was filed.
import { useQuery } from '@tanstack/react-query'
import { findRegions, listIndustries } from '#contract/reference.ts'
import { call } from '../api.ts'

export function RegionNames({ codes }: { codes: readonly string[] }) {
  const wanted = codes.join(',')
  const { data } = useQuery({
    queryKey: ['regions', wanted],
    queryFn: () => call(findRegions, { query: { codes: wanted } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const names = new Map((data?.regions ?? []).map(({ code, name }) => [code, name]))
  return <span>{codes.map((code) => named(names.get(code), code)).join('、')}</span>
}

/** Names stand for divisions: a longer code is told by its first two digits. */
export function IndustryName({ code }: { code: string }) {
  const { data } = useQuery({
    queryKey: ['industries'],
    queryFn: () => call(listIndustries, {}),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const division = data?.divisions.find((held) => held.code === code.slice(0, 2))
  return <span>{named(division?.name, code)}</span>
}

function named(name: string | undefined, code: string): string {
  return name ? `${name}（${code}）` : code
}
