// A batch to read: every value with its standing (原文、转载、未知、演示) and its source.
import type { Batch } from '#domain/batch.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import {
  type BatchField,
  batchFields,
  type Held,
  shownValue,
  standingNames,
} from './batch-fields.ts'
import { validityWords } from './validity-words.ts'

type Shown = BatchField & { readonly held: Held }

const columns: readonly Column<Shown>[] = [
  { title: '项目', cell: ({ label }) => label, width: '24%' },
  { title: '内容', cell: ({ held }) => <strong>{shownValue(held)}</strong> },
  { title: '依据', cell: ({ held }) => <StandingTag held={held} /> },
  {
    title: '出处',
    cell: ({ held }) => (held.source === standingNames[held.standing] ? '—' : held.source),
  },
]

export function StandingTag({ held }: { held: Held }) {
  const tone = held.standing === 'original' ? 'met' : 'judgement'
  return (
    <span className={`tag tone-${held.standing === 'unknown' ? 'unknown' : tone}`}>
      {standingNames[held.standing]}
    </span>
  )
}

export function BatchRead({ batch }: { batch: Batch }) {
  const rows = batchFields.flatMap((field) => {
    const held = field.read(batch)
    return held ? [{ ...field, held }] : []
  })
  return (
    <>
      <PlainFacts batch={batch} />
      <DataTable
        caption="批次内容及出处"
        columns={columns}
        rows={rows}
        rowKey={({ path }) => path}
      />
    </>
  )
}

function PlainFacts({ batch }: { batch: Batch }) {
  const { base_year: base, notice, standings } = batch
  const facts = [
    ['数据年度', `${base - 2}、${base - 1}、${base} 年（基准年 ${base}）`, standings.base_year],
    ['目标年度', `${base + 1}—${base + 3} 年`, standings.base_year],
    ['发展规划年度（佐证材料用语）', batch.plan_years, standings.plan_years],
    ['政策版本', batch.edition, undefined],
    [
      '公示',
      `${notice.working_days} 个工作日，${notice.first_day_counts ? '发布当日计入' : '自发布次日起算'}`,
      standings.notice,
    ],
    ['有效期', validityWords(batch.validity), standings.validity],
  ] as const
  return (
    <dl className="sheet facts">
      {facts.map(([term, text, standing]) => (
        <div key={term}>
          <dt className="secondary">{term}</dt>
          <dd>
            {text} {standing && <StandingTag held={{ ...standing, value: text }} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
