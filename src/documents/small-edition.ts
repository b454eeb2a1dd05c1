// A small edition for the tests of this room: what the ministry's form does not use, and content to print it with.
import { Batch } from '#domain/batch.ts'
import type { DeclarationValues } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import type { FormContent } from './form-content.ts'

const year = (key: string) => ({ key, year: key, kind: 'decimal' })
const check = { key: 'x', head: '八', title: 'x', article: 'x', clause: 'x', formula: 'x' }

const edition = Edition.parse({
  code: 'small',
  programme: 'small',
  title: '小版本',
  in_force_from: '2024-01-01',
  sources: ['测试'],
  form: {
    title: '小申报表',
    instructions: [],
    parts: [
      {
        key: 'facts',
        number: '一',
        title: '情况',
        blocks: [
          {
            layout: 'fields',
            title: '概况',
            note: '（注：以上为概况）',
            rows: [
              {
                key: 'three',
                label: '三项',
                cells: [
                  { key: 'a', label: '甲项', kind: 'text' },
                  { key: 'b', label: '乙项', kind: 'integer', unit: '家' },
                  { key: 'c', kind: 'month' },
                ],
              },
            ],
            own: { key: 'extra', label: '增列', cells: [{ key: 'a', kind: 'text' }] },
          },
          {
            layout: 'years',
            rows: [
              { key: 'one', label: '产值', cells: [year('Y-1'), year('Y')] },
              { key: 'two', label: '出口', cells: [year('Y-1'), year('Y')] },
            ],
          },
          {
            layout: 'statement',
            rows: [{ key: 'summary', label: '简介', cells: [{ key: 'text', kind: 'statement' }] }],
          },
        ],
      },
      {
        key: 'hidden_rows',
        number: '二',
        title: '不印的部分',
        blocks: [
          {
            layout: 'fields',
            rows: [
              { key: 'h', label: '不印', cells: [{ key: 'v', kind: 'text', printed: false }] },
            ],
          },
        ],
      },
    ],
  },
  checks: [{ ...check, operator: 'given', field: 'summary/text' }],
  evidence: [],
  evidence_kinds: [{ code: 'authority', label: '主管部门证明' }],
  steps: [
    { key: 'county', level: 'county', kind: 'declare', title: '申报' },
    { key: 'province', level: 'province', kind: 'decide', title: '认定' },
  ],
  recognised_by: 'province',
  facts: { name: 'summary/text' },
})

const unknown = { value: null, standing: 'unknown', source: '测试' }

const batch = Batch.parse({
  code: 'small-2030',
  programme: 'small',
  title: '2030年度',
  year: 2030,
  base_year: 2029,
  edition: 'small',
  call: unknown,
  list_document: unknown,
  list_date: unknown,
  quota: { ordinary: unknown, separately_planned: unknown, corps: unknown },
  one_per_segment: unknown,
  must_be_provincial: unknown,
  western_relief: unknown,
  opens: unknown,
  deadline: unknown,
  notice: { working_days: 5, first_day_counts: true },
  validity: { kind: 'start_unstated', years: 3, worded: '三年' },
  annual_return_due: unknown,
  plan_years: '2030—2032年',
})

/** A declaration under the small edition with the values given. */
export function smallContent(values: DeclarationValues): FormContent {
  return {
    edition,
    batch,
    region: { province: '云南省', city: '昆明市', county: '安宁市' },
    authorityName: '安宁市工业和科技信息化局',
    values,
    opinions: { province: null },
    submittedOn: null,
    demonstration: false,
  }
}
