// Cells copied from a spreadsheet land in the rows and years where they belong.
import { expect, test } from 'vitest'
import { Row } from '#domain/edition.ts'
import { spreadPaste } from './spread-paste.ts'

const years = ['Y-2', 'Y-1', 'Y'].map((key) => ({ key, year: key, kind: 'decimal' }))
const rows = ['total_output', 'sme_share'].map((key) =>
  Row.parse({ key, label: key, cells: years }),
)
const start = { row: 'total_output', cell: 'Y-2' }

test('a copied row fills the three years', () => {
  expect(spreadPaste('41.20\t43.90\t47.35\r\n', rows, start)).toEqual(
    new Map([['total_output', { 'Y-2': '41.20', 'Y-1': '43.90', Y: '47.35' }]]),
  )
})

test('a label copied in front of the three figures is left out', () => {
  expect(spreadPaste('集群总产值（亿元）\t41.20\t43.90\t47.35', rows, start)).toEqual(
    new Map([['total_output', { 'Y-2': '41.20', 'Y-1': '43.90', Y: '47.35' }]]),
  )
})

test('pasting in the second year fills from there', () => {
  expect(spreadPaste('43.90\t47.35', rows, { row: 'total_output', cell: 'Y-1' })).toEqual(
    new Map([['total_output', { 'Y-1': '43.90', Y: '47.35' }]]),
  )
})

test('several copied lines fill the rows below, and what has no row is left out', () => {
  expect(spreadPaste('1\t2\t3\n70\t71\t72\n9\t9\t9', rows, start)).toEqual(
    new Map([
      ['total_output', { 'Y-2': '1', 'Y-1': '2', Y: '3' }],
      ['sme_share', { 'Y-2': '70', 'Y-1': '71', Y: '72' }],
    ]),
  )
})

test('an empty copied cell changes nothing', () => {
  expect(spreadPaste('1\t\t3', rows, start)).toEqual(
    new Map([['total_output', { 'Y-2': '1', Y: '3' }]]),
  )
})

test('a single value is left to the browser', () => {
  expect(spreadPaste('41.20', rows, start)).toBeNull()
})
