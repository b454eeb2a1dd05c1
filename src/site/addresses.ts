// Addresses of the public pages: every view is one, and the demonstration's lie under /demo.
import type { RegistryQuery } from '#domain/registry/view.ts'
import type { Frame } from './model.ts'

export type Where = Pick<Frame, 'demonstration'>

/** `/lists` on the real site, `/demo/lists` in the demonstration. */
export function pathTo({ demonstration }: Where, path: string): string {
  if (!demonstration) return path
  return path === '/' ? '/demo' : `/demo${path}`
}

/** The results with these filters; what is empty or first is left out. */
export function resultsPath(where: Where, query: Partial<RegistryQuery>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '' || (name === 'page' && value === 1)) continue
    given.set(name, String(value))
  }
  const text = given.toString()
  return `${pathTo(where, '/clusters')}${text === '' ? '' : `?${text}`}`
}

export function clusterPath(where: Where, id: string): string {
  return pathTo(where, `/clusters/${id}`)
}

/** A list, or one row of it. */
export function listPath(where: Where, code: string, number?: number): string {
  return pathTo(
    where,
    `/lists/${encodeURIComponent(code)}${number === undefined ? '' : `#row-${number}`}`,
  )
}
