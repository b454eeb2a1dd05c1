// The filters beside the results: each value is a link to the view that it leads to, with its count.
import { type Facet, type FilterName, filterNames } from '#domain/registry/view.ts'
import { resultsPath } from './addresses.ts'
import type { Frame, ResultsPage } from './model.ts'
import { figure } from './parts.tsx'

interface Props {
  readonly page: ResultsPage
  readonly frame: Frame
}

const order: readonly FilterName[] = ['state', 'programme', 'list', 'province', 'industry']
/** So many values of a filter are shown at once; the rest unfolds. */
const shownAtOnce = 8

export function Filters({ page, frame }: Props) {
  return (
    <details className="filters" open>
      <summary>筛选</summary>
      {order.map((name) => (
        <Filter key={name} name={name} page={page} frame={frame} />
      ))}
    </details>
  )
}

function Filter({ name, page, frame }: Props & { readonly name: FilterName }) {
  const values = ordered(name, page)
  if (values.length === 0) return null
  const few = values.slice(0, shownAtOnce)
  const more = values.slice(shownAtOnce)
  return (
    <section>
      <h2 id={`filter-${name}`}>{filterNames[name]}</h2>
      <Values name={name} values={few} page={page} frame={frame} />
      {more.length > 0 ? (
        <details>
          <summary>其余 {more.length} 项</summary>
          <Values name={name} values={more} page={page} frame={frame} />
        </details>
      ) : null}
    </section>
  )
}

/** Lists and states in their own order; the long ones by count, the chosen value first. */
function ordered(name: FilterName, { query, result }: ResultsPage): Facet {
  const values = result.facets[name]
  if (name !== 'province' && name !== 'industry') return values
  return values.toSorted(
    (a, b) =>
      Number(b.value === query[name]) - Number(a.value === query[name]) ||
      (b.count ?? 0) - (a.count ?? 0),
  )
}

function Values({
  name,
  values,
  page,
  frame,
}: Props & { readonly name: FilterName; readonly values: Facet }) {
  const { query } = page
  return (
    <ul className="plain" aria-labelledby={`filter-${name}`}>
      {values.map(({ value, label, count }) => {
        const chosen = query[name] === value
        return (
          <li key={value}>
            <a
              href={resultsPath(frame, { ...query, page: 1, [name]: chosen ? undefined : value })}
              aria-current={chosen ? 'true' : undefined}
            >
              <span>{label}</span>
              {count === null ? null : <span className="count">{figure(count)}</span>}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** What is set, each with a way to take it off. */
export function ChosenFilters({ page, frame }: Props) {
  const { query, result } = page
  const chosen = order.flatMap((name) => {
    const value = query[name]
    if (value === undefined) return []
    const label = result.facets[name].find((facet) => facet.value === value)?.label ?? value
    return [{ name, label }]
  })
  if (chosen.length === 0 && !query.q) return null
  return (
    <ul className="plain chosen" aria-label="已选条件">
      {query.q ? (
        <li>
          <a
            href={resultsPath(frame, { ...query, page: 1, q: undefined })}
            aria-label={`去掉检索词 ${query.q}`}
          >
            “{query.q}” ×
          </a>
        </li>
      ) : null}
      {chosen.map(({ name, label }) => (
        <li key={name}>
          <a
            href={resultsPath(frame, { ...query, page: 1, [name]: undefined })}
            aria-label={`去掉${filterNames[name]} ${label}`}
          >
            {label} ×
          </a>
        </li>
      ))}
    </ul>
  )
}
