// Measure `search`: what the public types into the registry's search field, over 100,000 clusters, against a route of
// the same process that runs the bare indexed SELECT of the same words.
import { Door, load } from './shared/load.ts'
import { alternate, median, note, percentile, report } from './shared/measure.ts'
import { startServer } from './shared/process.ts'
import type { SearchServer } from './shared/search-server.ts'

const seconds = 4
/** Few enough that the answer's time is measured and not the queue before two cores. */
const clients = 2

async function main(): Promise<void> {
  note('generating 100,000 clusters, about a minute…')
  const { ready, stop } = await startServer<SearchServer>('./search-server.ts')
  const door = new Door(ready.port)
  let turn = 0
  const round = (path: string) => async () => {
    const { times } = await load(clients, seconds, async () => {
      const q = ready.queries[turn++ % ready.queries.length] ?? ''
      const { status, text } = await door.ask({
        method: 'GET',
        path: `${path}?q=${encodeURIComponent(q)}`,
      })
      if (status !== 200) throw new Error(`${q}: ${status} ${text}`)
    })
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), count: times.length }
  }
  try {
    const { measured, floor } = await alternate(
      round('/api/registry/clusters'),
      round('/bench/clusters'),
    )
    const of = (taken: readonly { p50: number; p99: number }[], which: 'p50' | 'p99') =>
      median(taken.map((one) => one[which]))
    const [value, least] = [of(measured, 'p99'), of(floor, 'p99')]
    note(
      `${ready.clusters} clusters; median answer ${of(measured, 'p50').toFixed(1)} ms, of the floor ${of(floor, 'p50').toFixed(1)} ms`,
    )
    report({
      name: 'search',
      unit: 'ms (p99)',
      value,
      floor: least,
      ratio: value / least,
      bounds: [
        { says: 'p99 at most twice the floor', holds: value <= least * 2 },
        { says: 'p99 at most 50 ms', holds: value <= 50 },
      ],
    })
  } finally {
    door.close()
    await stop()
  }
}

await main()
