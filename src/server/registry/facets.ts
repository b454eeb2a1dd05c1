// The numbers beside the filters: each filter counts what fits the query and all other filters.
import {
  clusterStateNames,
  type Facet,
  type FilterName,
  type RegistryPage,
  type RegistryQuery,
} from '#domain/registry/view.ts'
import { type RegistryList, readStanding, type Standing } from './lists.ts'

/** Clusters by one dimension; `standing` are the lists they stand on joined by `+`. */
export interface Groups {
  /** More fit than the search looks at: the counts say nothing. */
  readonly capped: boolean
  readonly province: readonly Group[]
  readonly industry: readonly Group[]
  readonly standing: readonly Group[]
}
interface Group {
  readonly value: string
  readonly count: number
}

export type ListFilters = Pick<RegistryQuery, 'programme' | 'list' | 'state'>

/** Programme, list and state speak of the same listing: a cluster fits when one of its listings fits all three. */
export function fits({ list, state }: Standing, filters: ListFilters): boolean {
  return (
    (filters.programme === undefined || list.programme === filters.programme) &&
    (filters.list === undefined || list.code === filters.list) &&
    (filters.state === undefined || state === filters.state)
  )
}

interface Names {
  readonly lists: ReadonlyMap<string, RegistryList>
  readonly provinces: ReadonlyMap<string, string>
  readonly industries: ReadonlyMap<string, string>
}

/** `groupsFor` gives the groups of what fits all filters but the named one. */
export function buildFacets(
  groupsFor: (except: FilterName) => Groups,
  query: RegistryQuery,
  names: Names,
): RegistryPage['facets'] {
  const byStanding = (
    except: 'programme' | 'list' | 'state',
    value: (standing: Standing) => string,
    labels: ReadonlyMap<string, string>,
  ) => {
    const others: ListFilters = { ...query, [except]: undefined }
    const groups = groupsFor(except)
    const counts = countStandings(groups.standing, names.lists, (standing) =>
      fits(standing, others) ? value(standing) : undefined,
    )
    return label(counts, labels, groups.capped)
  }
  const programmes = new Map(
    [...names.lists.values()].map((list) => [list.programme, list.programmeName]),
  )
  const titles = new Map([...names.lists.values()].map((list) => [list.code, list.title]))
  const named = (name: 'province' | 'industry', labels: ReadonlyMap<string, string>) => {
    const groups = groupsFor(name)
    const counts = new Map(groups[name].map(({ value, count }) => [value, count]))
    return label(counts, labels, groups.capped)
  }
  const states = new Map(Object.entries(clusterStateNames))
  return {
    programme: byStanding('programme', ({ list }) => list.programme, programmes),
    list: byStanding('list', ({ list }) => list.code, titles),
    province: named('province', names.provinces),
    industry: named('industry', names.industries),
    state: byStanding('state', ({ state }) => state, states),
  }
}

function countStandings(
  groups: readonly Group[],
  lists: ReadonlyMap<string, RegistryList>,
  valueOf: (standing: Standing) => string | undefined,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { value, count } of groups) {
    const standings = value.split('+').flatMap((held) => readStanding(held, lists) ?? [])
    // A cluster on two lists of one programme counts once.
    for (const one of new Set(standings.flatMap((standing) => valueOf(standing) ?? []))) {
      counts.set(one, (counts.get(one) ?? 0) + count)
    }
  }
  return counts
}

/** In the order of the names; what has no name (no industry is known) is not offered. */
function label(
  counts: ReadonlyMap<string, number>,
  names: ReadonlyMap<string, string>,
  capped: boolean,
): Facet {
  return [...names].flatMap(([value, name]): Facet => {
    if (capped) return [{ value, label: name, count: null }]
    const count = counts.get(value)
    return count === undefined ? [] : [{ value, label: name, count }]
  })
}
