// Locks between processes: one inside at a time, many holders, and nothing left by a process that was killed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdShared, isHeld, withExclusive } from './file-lock.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-lock-'))
  file = join(folder, 'lock')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('of many who ask at once, one is inside at a time', async () => {
  let inside = 0
  const seen: number[] = []
  const visit = () =>
    withExclusive(file, 5000, async () => {
      seen.push(++inside)
      await sleep(5)
      inside--
    })
  await Promise.all(Array.from({ length: 6 }, visit))
  expect(seen).toEqual([1, 1, 1, 1, 1, 1])
})

test('waiting ends with a sentence when the time is up', async () => {
  await withExclusive(file, 1000, async () => {
    await expect(withExclusive(file, 50, async () => 'in')).rejects.toThrow(/超时/)
  })
})

test('a failure inside opens the lock again', async () => {
  const failing = withExclusive(file, 1000, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  expect(await withExclusive(file, 50, async () => 'in')).toBe('in')
})

test('a file is held until its last holder has let go', () => {
  const first = holdShared(file)
  const second = holdShared(file)
  first()
  first()
  expect(isHeld(file)).toBe(true)
  second()
  expect(isHeld(file)).toBe(false)
})

test('a holder that is killed holds no longer', async () => {
  const source = new URL('./file-lock.ts', import.meta.url)
  const script = `import { holdShared } from '${source}'; holdShared('${file}'); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(child.stdout, 'data')
  expect(isHeld(file)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(isHeld(file)).toBe(false)
})
