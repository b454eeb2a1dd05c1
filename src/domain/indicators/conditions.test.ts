// 暂行办法 第十二条: a cluster is already a provincial one, save in the first round: what the batch says decides.
import { expect, test } from 'vitest'
import type { Batch } from '#domain/batch.ts'
import { edition, row } from '#test/edition-2022.ts'
import { evaluate } from './evaluate.ts'

function judge(answer: string | undefined, must: boolean | null | undefined) {
  const standing = must === null ? ('unknown' as const) : ('original' as const)
  const condition: Partial<Pick<Batch, 'must_be_provincial'>> =
    must === undefined ? {} : { must_be_provincial: { value: must, standing, source: '测试' } }
  const values = row('provincial', { answer })
  const all = evaluate(
    edition,
    { code: 'b', base_year: 2021, ...condition },
    values,
    {},
    {
      claims: [],
      items: [],
    },
  )
  return all.checks.find((check) => check.key === 'provincial')
}

test.each([
  ['yes', true, 'met'],
  ['no', true, 'not_met'],
  ['no', false, 'met'],
  ['no', null, 'judgement'],
  ['no', undefined, 'judgement'],
  [undefined, true, 'unknown'],
] as const)('暂行办法 第十二条: %s where the batch asks %s is %s', (answer, must, verdict) => {
  expect(judge(answer, must)?.verdict).toBe(verdict)
})

test('the first round says that it does not ask for a provincial recognition', () => {
  expect(judge('no', false)?.reason).toContain('本批次不作此要求')
})
