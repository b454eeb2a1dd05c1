// The queue that saves a form row by row: pauses, lost connections, conflicts and closed tabs.
import { beforeEach, expect, test } from 'vitest'
import type { SavedRow } from '#contract/declaration.ts'
import type { RowValues } from '#domain/declaration/values.ts'
import { RowSaving } from './saving.ts'
import type { Attempt, KeptRow, Outcome } from './saving-row.ts'

type Sent = { row: string; attempt: Attempt; answer(outcome: Outcome): Promise<void> }

let sent: Sent[]
let kept: Map<string, KeptRow>
let timers: Map<number, { run: () => void; at: number }>
let now: number
let keys: number

function saved(row: string, revision: number, cells: RowValues, by = '张三'): SavedRow {
  const updatedAt = `2026-11-20T06:0${revision}:00.000Z`
  return { row, cells, originals: {}, revision, updatedAt, updatedBy: by }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

async function pass(ms: number): Promise<void> {
  now += ms
  for (const [id, timer] of timers) {
    if (timer.at > now) continue
    timers.delete(id)
    timer.run()
  }
  await settle()
}

function open(rows: SavedRow[] = []): RowSaving {
  let nextTimer = 0
  return new RowSaving(
    {
      send: (row, attempt) =>
        new Promise((resolve) => {
          const answer = (outcome: Outcome) => {
            resolve(outcome)
            return settle()
          }
          sent.push({ row, attempt, answer })
        }),
      check: (row, cells) => {
        const bad = Object.entries(cells).filter(([, value]) => value === 'abc')
        const values = Object.fromEntries(Object.entries(cells).filter(([, v]) => v !== 'abc'))
        return {
          values,
          problems: bad.map(([cell]) => ({ field: `${row}/${cell}`, message: '不是数字' })),
        }
      },
      timer: {
        set: (run, ms) => {
          nextTimer += 1
          timers.set(nextTimer, { run, at: now + ms })
          return nextTimer
        },
        clear: (handle) => timers.delete(Number(handle)),
      },
      newKey: () => `key-${(keys += 1)}`,
      keep: { put: (row, held) => kept.set(row, held), drop: (row) => kept.delete(row) },
    },
    rows,
  )
}

function last(): Sent {
  const found = sent.at(-1)
  if (!found) throw new Error('nothing was sent')
  return found
}

beforeEach(() => {
  sent = []
  kept = new Map()
  timers = new Map()
  now = 0
  keys = 0
})

test('typing is sent once, after a pause of 600 ms, with the revision last seen', async () => {
  const saving = open([saved('area', 3, { value: '1.00' })])
  saving.change('area', { value: '4' })
  await pass(400)
  saving.change('area', { value: '41' })
  await pass(599)
  expect(sent).toHaveLength(0)
  await pass(1)
  expect(sent.map((one) => one.attempt)).toEqual([
    { key: 'key-1', revision: 3, cells: { value: '41' } },
  ])
  expect(saving.entry('area').state).toBe('saving')
  await last().answer({ kind: 'saved', row: saved('area', 4, { value: '41.00' }) })
  expect(saving.entry('area')).toMatchObject({
    state: 'clean',
    revision: 4,
    cells: { value: '41.00' },
  })
  expect(kept.size).toBe(0)
})

test('leaving the field sends at once', async () => {
  const saving = open()
  saving.change('area', { value: '41' })
  saving.flush('area')
  await settle()
  expect(sent).toHaveLength(1)
  expect(last().attempt.revision).toBe(0)
})

test('what is typed while a save is on its way follows with the new revision and a new key', async () => {
  const saving = open()
  saving.change('area', { value: '4' }, true)
  await pass(0)
  saving.change('area', { value: '41' })
  await last().answer({ kind: 'saved', row: saved('area', 1, { value: '4' }) })
  expect(saving.entry('area').cells).toEqual({ value: '41' })
  await pass(600)
  expect(last().attempt).toEqual({ key: 'key-2', revision: 1, cells: { value: '41' } })
})

test('a save without an answer is sent again with the same key before anything newer', async () => {
  const saving = open()
  saving.change('area', { value: '4' }, true)
  await pass(0)
  await last().answer({ kind: 'lost', message: null })
  expect(saving.summary().state).toBe('offline')
  saving.change('area', { value: '41' }, true)
  await pass(999)
  expect(sent).toHaveLength(1)
  await pass(1)
  expect(last().attempt).toEqual({ key: 'key-1', revision: 0, cells: { value: '4' } })
  await last().answer({ kind: 'lost', message: null })
  await pass(1999)
  expect(sent).toHaveLength(2)
  await pass(1)
  await last().answer({ kind: 'saved', row: saved('area', 1, { value: '4' }) })
  await pass(0)
  expect(last().attempt).toEqual({ key: 'key-2', revision: 1, cells: { value: '41' } })
})

test('every unsaved row is kept until it is acknowledged', async () => {
  const saving = open()
  saving.change('area', { value: '4' }, true)
  saving.change('segment', { name: '打火机' })
  expect([...kept.keys()]).toEqual(['area', 'segment'])
  await pass(0)
  await last().answer({ kind: 'saved', row: saved('area', 1, { value: '4' }) })
  expect([...kept.keys()]).toEqual(['segment'])
})

test('a stale row shows both texts, and mine is sent on top of theirs only when chosen', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  saving.change('area', { value: '2' }, true)
  await pass(0)
  const theirs = saved('area', 2, { value: '3' }, '李四')
  await last().answer({ kind: 'stale', theirs })
  expect(saving.entry('area')).toMatchObject({ state: 'conflict', theirs, cells: { value: '2' } })
  await pass(60_000)
  expect(sent).toHaveLength(1)
  saving.resolve('area', 'mine')
  await settle()
  expect(last().attempt).toEqual({ key: 'key-2', revision: 2, cells: { value: '2' } })
})

test('choosing theirs in a conflict drops mine and sends nothing', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  saving.change('area', { value: '2' }, true)
  await pass(0)
  await last().answer({ kind: 'stale', theirs: saved('area', 2, { value: '3' }, '李四') })
  saving.resolve('area', 'theirs')
  expect(saving.entry('area')).toMatchObject({
    state: 'clean',
    revision: 2,
    cells: { value: '3' },
  })
  expect(kept.size).toBe(0)
  expect(sent).toHaveLength(1)
})

test('two who entered the same have no conflict', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  saving.change('area', { value: '2' }, true)
  await pass(0)
  await last().answer({ kind: 'stale', theirs: saved('area', 2, { value: '2' }, '李四') })
  expect(saving.entry('area')).toMatchObject({ state: 'clean', revision: 2 })
})

test('a half-typed figure is held back while typing and told when the field is left', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  saving.change('area', { value: 'abc' })
  await pass(600)
  expect(saving.entry('area')).toMatchObject({ state: 'waiting', problems: [] })
  saving.flush('area')
  expect(saving.entry('area')).toMatchObject({
    state: 'refused',
    problems: [{ field: 'area/value', message: '不是数字' }],
    cells: { value: 'abc' },
  })
  expect(sent).toHaveLength(0)
  expect(kept.get('area')?.cells).toEqual({ value: 'abc' })
  expect(saving.values()).toEqual({ area: {} })
})

test('what the server refuses stays in the field with its sentence', async () => {
  const saving = open()
  saving.change('leading_industry', { code: '99' }, true)
  await pass(0)
  const problems = [{ field: 'leading_industry/code', message: '行业代码“99”不存在' }]
  await last().answer({ kind: 'refused', message: '行业代码“99”不存在', problems })
  expect(saving.entry('leading_industry')).toMatchObject({
    state: 'refused',
    problems,
    cells: { code: '99' },
  })
})

test('the row of another officer appears, but never over unsaved text of mine', () => {
  const saving = open([saved('area', 1, { value: '1' }), saved('segment', 1, { name: '甲' })])
  saving.change('area', { value: '2' })
  saving.receive([
    saved('area', 2, { value: '9' }, '李四'),
    saved('segment', 2, { name: '乙' }, '李四'),
  ])
  expect(saving.entry('area')).toMatchObject({ cells: { value: '2' }, revision: 1 })
  expect(saving.entry('segment')).toMatchObject({ cells: { name: '乙' }, revision: 2, foreign: 1 })
})

test('going back to what is saved leaves nothing unsaved', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  saving.change('area', { value: '12' })
  saving.change('area', { value: '1' })
  await pass(600)
  expect(sent).toHaveLength(0)
  expect(saving.summary().unsaved).toEqual([])
  expect(kept.size).toBe(0)
})

test('unsaved rows of an earlier visit are sent where nothing changed since', async () => {
  const saving = open([saved('area', 1, { value: '1' })])
  const held = { cells: { value: '2' }, revision: 1, attempt: null }
  expect(saving.restore(new Map([['area', held]]))).toEqual(['area'])
  await settle()
  expect(last().attempt).toEqual({ key: 'key-1', revision: 1, cells: { value: '2' } })
})

test('unsaved rows of an earlier visit meet a conflict where the row changed since', () => {
  const saving = open([saved('area', 2, { value: '3' }, '李四')])
  saving.restore(new Map([['area', { cells: { value: '2' }, revision: 1, attempt: null }]]))
  expect(saving.entry('area')).toMatchObject({
    state: 'conflict',
    cells: { value: '2' },
    theirs: { cells: { value: '3' }, updatedBy: '李四' },
  })
})

test('a save that the closed tab never saw answered is asked again with its own key', async () => {
  const saving = open([saved('area', 2, { value: '2' })])
  const attempt = { key: 'key-of-yesterday', revision: 1, cells: { value: '2' } }
  saving.restore(new Map([['area', { cells: { value: '25' }, revision: 1, attempt }]]))
  await settle()
  expect(last().attempt).toEqual(attempt)
  await last().answer({ kind: 'saved', row: saved('area', 2, { value: '2' }) })
  await pass(0)
  expect(last().attempt).toEqual({ key: 'key-1', revision: 2, cells: { value: '25' } })
})

test('draining waits for the answers and tells what is still unsaved', async () => {
  const saving = open()
  saving.change('area', { value: '2' })
  saving.change('segment', { name: '甲' })
  const drained = saving.drain()
  await settle()
  expect(sent.map((one) => one.row)).toEqual(['area', 'segment'])
  await sent[0]?.answer({ kind: 'saved', row: saved('area', 1, { value: '2' }) })
  await sent[1]?.answer({ kind: 'lost', message: null })
  expect((await drained).unsaved).toEqual(['segment'])
})

test('a file that has moved on keeps my text and stops sending it', async () => {
  const saving = open()
  saving.change('area', { value: '2' }, true)
  await pass(0)
  await last().answer({ kind: 'closed', message: '当前状态为“审核中”，不能填报' })
  await pass(60_000)
  expect(sent).toHaveLength(1)
  expect(saving.summary()).toMatchObject({
    state: 'closed',
    message: '当前状态为“审核中”，不能填报',
  })
  expect(kept.get('area')?.cells).toEqual({ value: '2' })
})
