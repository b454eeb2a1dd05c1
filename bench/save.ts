// Measure `save`: fifty editors save rows of fifty drafts through the API, each with its audit event, against a route
// of the same process with the same session check that does one bare UPDATE of one row.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DeclarationFile, type RowValues } from '#domain/declaration/values.ts'
import { type Answer, Door, load, type Loaded } from './shared/load.ts'
import { alternate, median, note, percentile, report } from './shared/measure.ts'
import { startServer } from './shared/process.ts'
import type { Editor, SaveServer } from './shared/save-server.ts'

const seconds = 5
const example = DeclarationFile.parse(
  JSON.parse(readFileSync(new URL('../policy/examples/declaration.json', import.meta.url), 'utf8')),
)

/** Two contents of every row that differ, so that each save changes something. */
function variants(cells: RowValues): readonly [RowValues, RowValues] {
  const other = Object.entries(cells).map(([cell, held]) => {
    if (typeof held !== 'string') return [cell, held.slice(0, -1)] as const
    if (/\.\d\d$/.test(held))
      return [cell, held.replace(/\d$/, held.endsWith('1') ? '2' : '1')] as const
    return [cell, /[。）]$/.test(held) ? `${held.slice(0, -1)}；` : held] as const
  })
  return [cells, Object.fromEntries(other)]
}

/** The example's places lie in another county than the editors'. */
const rows = Object.entries(example.values)
  .filter(([row]) => row !== 'places')
  .map(([row, cells]) => ({ row, contents: variants(cells) }))
  .filter(({ contents: [one, other] }) => JSON.stringify(one) !== JSON.stringify(other))

/** One editor at his form: the rows in turn, each with the revision that he saw last. */
class Client {
  readonly #door: Door
  readonly #draft: string
  readonly #cookie: string
  readonly #revisions = new Map<string, number>()
  #turn: number

  constructor(door: Door, draft: string, cookie: string, turn: number) {
    this.#door = door
    this.#draft = draft
    this.#cookie = cookie
    this.#turn = turn
  }

  async put(under: '/api' | '/bench'): Promise<void> {
    const turn = this.#turn++
    const chosen = rows[turn % rows.length]
    if (!chosen) throw new Error('the example has no rows')
    const { row, contents } = chosen
    const cells = contents[Math.floor(turn / rows.length) % 2 === 0 ? 1 : 0]
    const revision = this.#revisions.get(row) ?? 1
    const answer = await this.#door.ask({
      method: 'PUT',
      path: `${under}/declarations/${this.#draft}/rows/${encodeURIComponent(row)}`,
      cookie: this.#cookie,
      body: { revision, key: randomUUID(), cells },
    })
    if (answer.status !== 200) throw new Error(`${row}: ${answer.status} ${answer.text}`)
    if (under === '/api') this.#revisions.set(row, revision + 1)
  }
}

async function signIn(door: Door, { login, password }: Editor): Promise<string> {
  const body = { login, password }
  const answer: Answer = await door.ask({ method: 'POST', path: '/api/session', body })
  const [cookie] = answer.cookies[0]?.split(';') ?? []
  if (answer.status !== 200 || cookie === undefined) throw new Error(answer.text)
  return cookie
}

async function main(): Promise<void> {
  const { ready, stop } = await startServer<SaveServer>('./save-server.ts')
  const door = new Door(ready.port)
  try {
    const people: Client[] = []
    for (const [index, editor] of ready.editors.entries())
      people.push(new Client(door, editor.draft, await signIn(door, editor), index * 7))
    const round = (under: '/api' | '/bench') => (): Promise<Loaded> =>
      load(people.length, seconds, async (client) => people[client]?.put(under))
    const { measured, floor } = await alternate(round('/api'), round('/bench'))
    const rate = (taken: readonly Loaded[]) => median(taken.map(({ perSecond }) => perSecond))
    const p99 = (taken: readonly Loaded[]) =>
      median(taken.map(({ times }) => percentile(times, 0.99)))
    const [value, least] = [rate(measured), rate(floor)]
    const slowest = p99(measured)
    note(`p99 of a save ${slowest.toFixed(1)} ms, of the floor ${p99(floor).toFixed(1)} ms`)
    report({
      name: 'save',
      unit: 'saves/s',
      value,
      floor: least,
      ratio: value / least,
      bounds: [
        { says: 'at least half of the floor', holds: value >= least / 2 },
        { says: 'p99 under 100 ms', holds: slowest < 100 },
      ],
    })
  } finally {
    door.close()
    await stop()
  }
}

await main()
