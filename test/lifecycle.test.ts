// Random walks of several people over several files: whatever they do in whatever order, state, places and audit agree.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { DeclarationPage } from '#contract/declaration.ts'
import { Act } from '#domain/lifecycle.ts'
import type { ProblemBody } from '#domain/problem.ts'
import type { File } from './acts.ts'
import { makeReducedFile, openReducedBatch, rowBody } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const { pool } = world.database
const players: Player[] = []
let editor: Player
let ministry: Player

beforeAll(async () => {
  ministry = await world.player('ministry_officer', 'ministry', null)
  editor = await world.player('county_editor', 'county', '330122')
  players.push(
    editor,
    await world.player('county_approver', 'county', '330122'),
    await world.player('city_reviewer', 'city', '330100'),
    await world.player('province_reviewer', 'province', '330000'),
    ministry,
  )
})

const reason = { reason: '随机' }
/** What the page would send with each act. */
const bodies: Readonly<Partial<Record<Act, object>>> = {
  send_back: reason,
  withdraw: reason,
  not_recommend: reason,
  give_up_place: reason,
  unpropose: reason,
  refuse: reason,
  disqualify: reason,
  forward: { opinion: '同意' },
}

interface Facts {
  readonly state: string
  readonly revision: number
  readonly step: number
  readonly events: number
}

async function factsOf(file: File): Promise<Facts> {
  const { rows } = await pool.query<Facts>(
    `select state, revision, step, (select count(*)::int from audit_event where stream_id = d.cluster_id) as events
     from declaration d where cluster_id = $1`,
    [file.clusterId],
  )
  const [row] = rows
  if (!row) throw new Error('the declaration is gone')
  return row
}

/** Bodies whose counter differs from the places that files hold with them. */
async function miscounted(): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select q.taken, count(s.*)::int as held from quota q
       left join declaration d on d.batch_id = q.batch_id
       left join declaration_step s on s.cluster_id = d.cluster_id and s.declaration_id = d.id
         and s.authority_id = q.authority_id and s.holds_place
     group by q.batch_id, q.authority_id, q.taken having q.taken <> count(s.*)`,
  )
  return rows
}

/** The state that the file's events lead to, each beginning where the one before ended. */
async function replay(file: File): Promise<string> {
  const { rows } = await pool.query<{ act: string; from: string | null; to: string | null }>(
    `select act, detail->>'from' as "from", detail->>'to' as "to" from audit_event
     where stream_id = $1 order by at, id`,
    [file.clusterId],
  )
  expect(rows[0]?.act).toBe('declaration.create')
  return rows.reduce((state, event) => {
    if (event.from === null || event.to === null) return state
    expect([event.act, event.from]).toEqual([event.act, state])
    return event.to
  }, 'draft')
}

/** The person whose turn it is, by his place among the players. */
function turnOf({ state, step }: Facts): number {
  return step > 0 ? step + 1 : state === 'awaiting_approval' ? 1 : 0
}

interface Step {
  readonly file: number
  /** Who asks; beyond the players: whoever's turn it is. */
  readonly who: number
  /** Picks among the acts that the page offers; some are tried although it doesn't. */
  readonly pick: number
  readonly bold: boolean
  readonly act: Act
  readonly to: 'county' | 'previous'
}

const step: fc.Arbitrary<Step> = fc.record({
  file: fc.nat({ max: 2 }),
  who: fc.nat({ max: 24 }),
  pick: fc.nat({ max: 12 }),
  bold: fc.nat({ max: 7 }).map((roll) => roll === 0),
  act: fc.constantFrom(...Act.options),
  to: fc.constantFrom('county', 'previous'),
})

/** Mostly a walk goes on; sometimes it turns back, now and then it ends. */
const onward: readonly Act[] = ['hand_in', 'submit', 'open', 'forward', 'propose']
const ending: readonly Act[] = ['withdraw', 'not_recommend', 'refuse', 'disqualify']

function choose(can: readonly Act[], { pick, bold, act }: Step): Act {
  const lively = can.filter((open) => (pick > 7 ? !ending.includes(open) : onward.includes(open)))
  const from = pick === 0 || lively.length === 0 ? can : lively
  return bold || from.length === 0 ? act : (from[pick % from.length] ?? act)
}

function ask(who: Player, file: File, act: Act, revision: number, to: Step['to']) {
  if (act === 'edit')
    return who.ask('PUT', `${file.path}/rows/area`, rowBody(0, { value: '不是数字' }))
  const more = act === 'return' ? { to, items: [{ field: 'area', reason: '核对' }] } : bodies[act]
  return who.ask('POST', `${file.path}/${act.replaceAll('_', '-')}`, { revision, ...more })
}

/** Refusals that depend on more than the table: the places, the two people, the completeness, the value. */
const circumstances = ['quota_used_up', 'same_person', 'incomplete', 'invalid_value']

async function walk(files: readonly File[], steps: readonly Step[]): Promise<number> {
  let done = 0
  for (const next of steps) {
    const file = files[next.file]
    if (!file) throw new Error('no such file')
    const before = await factsOf(file)
    const who = players[next.who] ?? players[turnOf(before)] ?? editor
    const seen = await who.ask('GET', file.path)
    const page = seen.statusCode === 200 ? seen.json<DeclarationPage>() : null
    const act = choose(page?.can ?? [], next)
    const answer = await ask(who, file, act, page?.revision ?? before.revision, next.to)
    const after = await factsOf(file)
    const moved = answer.statusCode === 200
    const body = answer.json<ProblemBody & { state: string; revision: number }>()
    const excused = circumstances.includes(body.code)
    expect([act, moved || excused]).toEqual([act, page?.can.includes(act) ?? false])
    expect(after).toEqual(
      moved
        ? {
            state: body.state,
            step: after.step,
            revision: before.revision + 1,
            events: before.events + 1,
          }
        : before,
    )
    expect(await miscounted()).toEqual([])
    expect(await replay(file)).toBe(after.state)
    done += moved ? 1 : 0
  }
  return done
}

test('in random walks the acts offered are the acts done, each with one event, and every counter agrees', async () => {
  let round = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 50, maxLength: 50 }), async (steps) => {
      round += 1
      const batch = `walk-${round}`
      await openReducedBatch(ministry, batch, { city: 2, ordinary: 1 })
      const files: File[] = []
      for (let index = 0; index < 3; index += 1)
        files.push(await makeReducedFile(editor, batch, `随机集群${round}-${index}`))
      done += await walk(files, steps)
    }),
    { numRuns: 8, endOnFailure: true },
  )
  expect(done).toBeGreaterThan(60)
}, 60_000)
