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
  ) => {
    const others: ListFilters = { ...query, [except]: undefined }
    return countStandings(groupsFor(except).standing, names.lists, (standing) =>
      fits(standing, others) ? value(standing) : undefined,
    )
  }
  const programmes = new Map(
    [...names.lists.values()].map((list) => [list.programme, list.programmeName]),
  )
  const titles = new Map([...names.lists.values()].map((list) => [list.code, list.title]))
  const named = (groups: readonly Group[], labels: ReadonlyMap<string, string>) =>
    label(new Map(groups.map(({ value, count }) => [value, count])), labels)
  return {
    programme: label(
      byStanding('programme', ({ list }) => list.programme),
      programmes,
    ),
    list: label(
      byStanding('list', ({ list }) => list.code),
      titles,
    ),
    province: named(groupsFor('province').province, names.provinces),
    industry: named(groupsFor('industry').industry, names.industries),
    state: label(
      byStanding('state', ({ state }) => state),
      new Map(Object.entries(clusterStateNames)),
    ),
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
function label(counts: ReadonlyMap<string, number>, names: ReadonlyMap<string, string>): Facet {
  return [...names].flatMap(([value, name]) => {
    const count = counts.get(value)
    return count === undefined ? [] : [{ value, label: name, count }]
  })
}
