// Whatever is sent to any endpoint gets an answer below 500: a sentence, never a fault of the server.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Role } from '#domain/people.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { type File } from './acts.ts'
import { makeReducedFile, openReducedBatch } from './reduced.ts'
import { makeWorld, type Player } from './world.ts'

const world = await makeWorld()
const players = new Map<Role, Player>()
let file: File

beforeAll(async () => {
  const ministry = await world.player('ministry_officer', 'ministry', null)
  players.set('ministry_officer', ministry)
  players.set('county_editor', await world.player('county_editor', 'county', '330122'))
  players.set('county_approver', await world.player('county_approver', 'county', '330122'))
  players.set('system_administrator', await world.player('system_administrator', 'ministry', null))
  players.set('auditor', await world.player('auditor', 'ministry', null))
  await openReducedBatch(ministry, 'fuzz')
  const editor = players.get('county_editor')
  if (editor) file = await makeReducedFile(editor, 'fuzz', '模糊测试集群')
})

function playerFor(endpoint: Endpoint): Player | undefined {
  if (typeof endpoint.who === 'string') return players.get('ministry_officer')
  const role = endpoint.who.find((named) => players.has(named))
  return role === undefined ? undefined : players.get(role)
}

const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '无',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  "'; drop table person; --",
  '../../etc/passwd',
  '９９．９％',
  '1e999',
  '-0',
  'NaN',
  '2024-02-30',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '00000000-0000-0000-0000-000000000000',
  '字'.repeat(5000),
  '\u202e\u200b\ufeff',
  'fuzz',
  'miit-2022',
  'reduced',
  'area',
  'area#1',
  'cluster_name',
  'area/value',
)
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 80 }), fc.string())
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 ** 31, 2 ** 31 - 1, 2 ** 53, -(2 ** 53), 1e308, 0.1, -0),
  fc.integer(),
)
const plain = fc.oneof(text, number, fc.boolean(), fc.constant(null))
const keyNames =
  'revision key cells reason opinion to items field value name batch code year title version content kind text login ' +
  'password document body source days announced date demonstration constructor'
const keys = fc.constantFrom(...keyNames.split(' '))
const anything = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, plain, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(keys, text), tie('value'), { maxKeys: 6 }),
})).value

const revision = fc.oneof(fc.constantFrom(0, 1, 2, 2 ** 31, 2 ** 53 - 1), number)
/** Bodies that come close: the right names with values that may be wrong. */
const near: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  createDeclaration: fc.record({ batch: text, name: text }),
  saveRow: fc.record({
    revision,
    key: fc.oneof(text, fc.uuid()),
    cells: fc.dictionary(
      fc.oneof(fc.constantFrom('value', 'name', 'text', 'boxes'), text),
      fc.oneof(text, fc.array(text, { maxLength: 3 })),
      { maxKeys: 3 },
    ),
  }),
  copyBatch: fc.record({
    code: fc.oneof(fc.stringMatching(/^[a-z0-9-]{1,8}$/), text),
    year: fc.oneof(fc.integer({ min: 1999, max: 2101 }), number),
    title: text,
    demonstration: fc.boolean(),
  }),
  saveBatch: fc.record({ version: revision, content: anything }),
  openBatch: fc.record({ version: revision }),
  uploadPolicy: fc.record({
    kind: fc.constantFrom('edition', 'batch'),
    text: fc.oneof(
      text,
      anything.map((held) => JSON.stringify(held)),
      fc.constantFrom(
        'a: &a [*a]',
        '{{{',
        '- ? :',
        '!!js/function x',
        'a: "\\0"',
        '['.repeat(3000),
      ),
    ),
  }),
  saveCalendar: fc.record({
    version: revision,
    content: fc.record({
      source: text,
      announced: fc.array(number, { maxLength: 3 }),
      days: fc.array(
        fc.record({ date: text, kind: fc.constantFrom('holiday', 'workday', 'x'), name: text }),
        { maxLength: 3 },
      ),
    }),
  }),
  returnFile: fc.record({
    revision,
    to: fc.constantFrom('previous', 'county', 'x'),
    items: fc.array(fc.record({ field: text, reason: text }), { maxLength: 3 }),
  }),
  publishNotice: fc.record({ title: text, body: text }),
  publishList: fc.record({ title: text, document: text }),
}
const act = fc.record({ revision, reason: text, opinion: text }, { requiredKeys: [] })

const params = fc.record({
  clusterId: fc.oneof(fc.constant('own'), fc.uuid(), text),
  id: fc.oneof(fc.constant('own'), fc.uuid(), text),
  file: fc.oneof(fc.uuid(), text),
  row: text,
  code: text,
})
const query = fc.dictionary(
  fc.oneof(
    fc.constantFrom('batch', 'state', 'mine', 'since', 'before', 'q', 'page', 'province'),
    fc.constantFrom('programme', 'industry', 'sort', 'list', 'number', 'from'),
    text,
  ),
  fc.oneof(text, fc.constant('draft'), fc.constant('true'), number.map(String)),
  { maxKeys: 3 },
)

function urlOf(endpoint: Endpoint, held: Record<string, string>, asked: Record<string, string>) {
  const own: Record<string, string> = { clusterId: file.clusterId, id: file.id }
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const given = held[name] ?? ''
    return escape(given === 'own' ? (own[name] ?? '') : given)
  })
  const pairs = Object.entries(asked).map(([name, value]) => `${escape(name)}=${escape(value)}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** As encodeURIComponent, and half a surrogate pair as the bytes that a broken client would send. */
const escape = (given: string) => (given.isWellFormed() ? encodeURIComponent(given) : '%ED%A0%80')

// An empty name or id makes another path, which may be another endpoint: what comes back is below 500 all the same.
test.each(Object.entries(endpoints).filter(([name]) => name !== 'signIn' && name !== 'signOut'))(
  '%s answers whatever it gets below 500',
  async (name, endpoint) => {
    const player = playerFor(endpoint)
    if (!player) throw new Error(`nobody may ask ${name}`)
    const writes = endpoint.method === 'POST' || endpoint.method === 'PUT'
    await fc.assert(
      fc.asyncProperty(
        params,
        query,
        writes ? fc.oneof(near[name] ?? act, near[name] ?? act, anything) : fc.constant(undefined),
        async (held, asked, body) => {
          const answer = await player.ask(
            endpoint.method,
            urlOf(endpoint, held, asked),
            body === undefined ? undefined : JSON.stringify(body),
            body === undefined ? {} : { 'content-type': 'application/json' },
          )
          const { message = '' } = answer.statusCode < 400 ? {} : answer.json<ProblemBody>()
          const sound = answer.statusCode < 400 || /\p{Script=Han}/u.test(message)
          expect([answer.statusCode < 500, sound, message]).toEqual([true, true, message])
        },
      ),
      { numRuns: name === 'exportListings' ? 3 : 40 },
    )
  },
)
