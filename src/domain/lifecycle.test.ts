// The life cycle read back against a second, hand-written table: from every state and role only these acts, and ends lead nowhere.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  Act,
  actsOpen,
  endStates,
  findTransition,
  type Position,
  State,
  type Transition,
  transitions,
} from './lifecycle.ts'
import { Role } from './people.ts'

const kinds = ['declare', 'review', 'decide'] as const
const reviewers: readonly Role[] = ['city_reviewer', 'province_reviewer', 'ministry_officer']
const outsiders = Role.options.filter(
  (role) => !['county_editor', 'county_approver', ...reviewers].includes(role),
)

const away: Position = {
  state: 'draft',
  stepKind: 'review',
  holds: false,
  declares: false,
  sent: false,
  senderKind: null,
  keepsPlace: false,
}

/** What who holds the file may do, written out by hand from 暂行办法 第十条 to 第十四条 and 填报 / 审核 as two people. */
const held: Readonly<Record<string, Partial<Record<State, readonly Act[]>>>> = {
  'declare county_editor': { draft: ['edit', 'hand_in'], returned: ['edit', 'hand_in'] },
  'declare county_approver': { awaiting_approval: ['send_back', 'submit'] },
  'review city_reviewer': {
    submitted: ['open'],
    under_review: ['forward', 'return', 'not_recommend', 'disqualify'],
    returned: ['forward', 'return', 'not_recommend', 'disqualify'],
  },
  'decide ministry_officer': {
    submitted: ['open'],
    under_review: ['return', 'propose', 'refuse', 'disqualify'],
    proposed: ['unpropose', 'refuse', 'disqualify'],
    on_notice: ['refuse', 'disqualify'],
  },
}

const sameAs: Readonly<Record<string, string>> = {
  'review province_reviewer': 'review city_reviewer',
  'review ministry_officer': 'review city_reviewer',
  'decide city_reviewer': 'decide ministry_officer',
  'decide province_reviewer': 'decide ministry_officer',
}

test.each(State.options.flatMap((state) => kinds.map((kind) => [state, kind] as const)))(
  'in state %s at a step of kind %s the holder has just his acts, by role',
  (state, stepKind) => {
    for (const role of Role.options) {
      const key = `${stepKind} ${role}`
      const due = held[sameAs[key] ?? key]?.[state] ?? []
      expect([role, actsOpen(role, { ...away, state, stepKind, holds: true }).toSorted()]).toEqual([
        role,
        due.toSorted(),
      ])
    }
  },
)

const withdrawable: readonly State[] = [
  'draft',
  'awaiting_approval',
  'submitted',
  'under_review',
  'returned',
  'proposed',
]

test.each(State.options)(
  'in state %s the declarant may withdraw before the notice, nobody else',
  (state) => {
    for (const role of Role.options) {
      const acts = actsOpen(role, { ...away, state, declares: true })
      const may = role === 'county_approver' && withdrawable.includes(state)
      expect([role, acts]).toEqual([role, may ? ['withdraw'] : []])
    }
  },
)

test.each(State.options)(
  'in state %s only what lies unopened is recalled, by who sent it',
  (state) => {
    for (const role of Role.options)
      for (const senderKind of kinds) {
        const acts = actsOpen(role, { ...away, state, sent: true, senderKind })
        const sender =
          senderKind === 'declare'
            ? role === 'county_approver'
            : senderKind === 'review' && reviewers.includes(role)
        expect([role, acts]).toEqual([role, sender && state === 'submitted' ? ['recall'] : []])
      }
  },
)

test('a place is given up by a reviewing body that keeps one, while the file is below, back, or ended below', () => {
  const states = State.options.filter(
    (state) => actsOpen('province_reviewer', { ...away, state, keepsPlace: true }).length > 0,
  )
  expect(states.toSorted()).toEqual(
    [
      'draft',
      'awaiting_approval',
      'submitted',
      'under_review',
      'returned',
      'not_recommended',
      'withdrawn',
    ].toSorted(),
  )
  expect(actsOpen('county_approver', { ...away, state: 'returned', keepsPlace: true })).toEqual([])
})

const position = fc.record({
  state: fc.constantFrom(...State.options),
  stepKind: fc.constantFrom(...kinds),
  holds: fc.boolean(),
  declares: fc.boolean(),
  sent: fc.boolean(),
  senderKind: fc.constantFrom(...kinds, null),
  keepsPlace: fc.boolean(),
})

test('people outside the chain may do nothing, wherever the file is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...outsiders), position, (role, where) => {
      expect(actsOpen(role, where)).toEqual([])
    }),
  )
})

test('a body that has no part in the file may do nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Role.options), position, (role, where) => {
      const none = { holds: false, declares: false, sent: false, keepsPlace: false }
      expect(actsOpen(role, { ...where, ...none })).toEqual([])
    }),
  )
})

test('every act that is open is a row of the table that names role and state', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Role.options), position, (role, where) => {
      for (const act of Act.options) {
        const row = findTransition(act, role, where)
        const rows: readonly Transition[] = transitions[act]
        expect(
          row === null ||
            (rows.includes(row) && row.roles.includes(role) && row.from.includes(where.state)),
        ).toBe(true)
      }
    }),
  )
})

const moves = Act.options.flatMap((act) =>
  (transitions[act] as readonly Transition[]).flatMap((row) =>
    (row.to ?? []).flatMap((to) => row.from.map((from) => ({ act, from, to }))),
  ),
)

test('ends lead nowhere: no act moves a file out of one', () => {
  const out = moves.filter(({ from }) => endStates.some((end) => end === from))
  expect(out).toEqual([])
})

test('from proposed and from the notice there are just these ways out', () => {
  const waysOut = (state: State) =>
    [
      ...new Set(moves.filter(({ from }) => from === state).map(({ act, to }) => `${act} ${to}`)),
    ].toSorted()
  expect(waysOut('proposed')).toEqual([
    'disqualify disqualified',
    'refuse refused',
    'unpropose under_review',
    'withdraw withdrawn',
  ])
  expect(waysOut('on_notice')).toEqual(['disqualify disqualified', 'refuse refused'])
})

test('the notice and the recognition are reached by no act on one file, but by publication of the batch', () => {
  const reached = new Set(moves.map(({ to }) => to))
  expect(State.options.filter((state) => !reached.has(state)).toSorted()).toEqual([
    'on_notice',
    'recognised',
  ])
})

test('from every state that is no end, an end can be reached', () => {
  const reach = (from: State, seen: ReadonlySet<State>): boolean =>
    endStates.some((end) => end === from) ||
    moves.some(
      (move) =>
        move.from === from && !seen.has(move.to) && reach(move.to, new Set([...seen, from])),
    )
  for (const state of State.options) expect([state, reach(state, new Set())]).toEqual([state, true])
})

test('every act that ends a file, sends it back or gives a place away asks for a reason', () => {
  const without = Act.options.filter((act) =>
    (transitions[act] as readonly Transition[]).some((row) => !row.reason),
  )
  expect(without).toEqual(['edit', 'hand_in', 'submit', 'recall', 'open', 'forward', 'propose'])
})
