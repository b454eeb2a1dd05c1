// Every value of a batch on the screen: read and written back in its own place.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Batch } from '#domain/batch.ts'
import { batchFields, shownValue } from './batch-fields.ts'

const batch = Batch.parse(parse(readFileSync('policy/batches/miit-2023.yaml', 'utf8')))

test.each(batchFields.map((field) => [field.label, field] as const))(
  '%s is written back to where it was read, and nothing else changes',
  (_, field) => {
    const held = field.read(batch)
    expect(held ? field.write(batch, held) : batch).toEqual(batch)
  },
)

test('a value of the wrong kind is not taken: it becomes empty', () => {
  const quota = batchFields.find(({ path }) => path === 'quota.ordinary')
  const written = quota?.write(batch, { value: '八', standing: 'original', source: '通知' })
  expect(written?.quota.ordinary.value).toBeNull()
})

test('an emptied city quota is no limit: the entry goes', () => {
  const city = batchFields.find(({ path }) => path === 'quota.city')
  const limited = city?.write(batch, { value: 2, standing: 'original', source: '通知' })
  expect(limited?.quota.city?.value).toBe(2)
  const freed = limited && city?.write(limited, { value: null, standing: 'unknown', source: '' })
  expect(freed).toEqual(batch)
})

test('what is unknown is shown as unknown, and yes and no in words', () => {
  expect(shownValue({ value: null, standing: 'unknown', source: '' })).toBe('—')
  expect(shownValue({ value: false, standing: 'original', source: '' })).toBe('否')
})
