// The address of an endpoint as the browser asks for it.
import { expect, test } from 'vitest'
import { downloadEvidence, listDeclarations } from '#contract/declaration.ts'
import { readBatch } from '#contract/policy.ts'
import { addressOf, ApiProblem, NetworkFailure, sentenceOf } from './api.ts'

test('every parameter of the path is filled in', () => {
  const params = { clusterId: 'a', id: 'b', file: 'c' }
  expect(addressOf(downloadEvidence, { params })).toBe('/api/declarations/a/b/evidence/c')
})

test('a parameter can not lead to another path', () => {
  expect(addressOf(readBatch, { params: { code: '../people?x=1' } })).toBe(
    '/api/batches/..%2Fpeople%3Fx%3D1',
  )
})

test('a query leaves out what is not given', () => {
  const query = { batch: 'miit-2022', state: undefined, mine: 'true' }
  expect(addressOf(listDeclarations, { query })).toBe('/api/declarations?batch=miit-2022&mine=true')
  expect(addressOf(listDeclarations, { query: {} })).toBe('/api/declarations')
})

test('a refusal is told in the words of the server, anything unforeseen in our own', () => {
  const refused = new ApiProblem(409, { code: 'lost_race', message: '该申报刚被他人处理。' })
  expect(sentenceOf(refused)).toBe('该申报刚被他人处理。')
  expect(sentenceOf(new NetworkFailure())).toContain('网络连接中断')
  expect(sentenceOf(new TypeError('x is undefined'))).not.toContain('undefined')
})
