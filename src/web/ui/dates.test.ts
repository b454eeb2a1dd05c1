// Instants are shown in Asia/Shanghai, whatever the machine's zone.
import { expect, test } from 'vitest'
import { toDay, toMinute } from './dates.ts'

test('an instant before midnight in Greenwich is the next day in China', () => {
  expect(toMinute('2026-11-20T18:02:59Z')).toBe('2026-11-21 02:02')
  expect(toDay('2026-11-20T18:02:59Z')).toBe('2026-11-21')
})

test('text that is no instant is shown as it is', () => {
  expect(toMinute('待定')).toBe('待定')
})
