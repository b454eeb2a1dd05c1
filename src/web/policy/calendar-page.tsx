// The working-day calendar: what deviates from Monday to Friday, year by year, with its source; edited by the ministry.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type CalendarContent, readCalendar } from '#contract/policy.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { toDay } from '../ui/dates.ts'
import { Field } from '../ui/field.tsx'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { Picker } from '../ui/picker.tsx'
import { useSession } from '../ui/session.tsx'
import './policy.css'

const CalendarEditor = lazy(() =>
  import('./calendar-editor.tsx').then((held) => ({ default: held.CalendarEditor })),
)

export function CalendarPage() {
  const { person } = useSession()
  const [editing, setEditing] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const [today] = useState(() => Number(toDay(new Date().toISOString()).slice(0, 4)))
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['calendar'],
    queryFn: () => call(readCalendar, {}),
  })
  if (isPending) return <LoadingNote lines={12} />
  if (!data) return <ErrorNote error={error} retry={refetch} />
  const years = yearsOf(data.content, today)
  const year = chosen ?? today
  return (
    <>
      <PageTitle title="工作日历">
        {person.role === 'ministry_officer' && !editing ? (
          <Button onClick={() => setEditing(true)}>修改 {year} 年</Button>
        ) : null}
      </PageTitle>
      <p className="secondary remark">
        公示期按工作日计算：周一至周五为工作日，下表为国务院办公厅放假安排中的例外。来源：
        {data.content.source}（第 {data.version} 版）
      </p>
      <div className="filters">
        <Field label="年份">
          {(wiring) => (
            <Picker
              {...wiring}
              disabled={editing}
              choices={years.map((held) => ({ value: String(held), label: `${held} 年` }))}
              value={String(year)}
              onChange={(value) => setChosen(Number(value))}
            />
          )}
        </Field>
      </div>
      <Unannounced content={data.content} years={[today, today + 1]} />
      {editing ? (
        <Suspense fallback={<LoadingNote />}>
          <CalendarEditor
            key={year}
            year={year}
            version={data.version}
            content={data.content}
            onClose={() => setEditing(false)}
          />
        </Suspense>
      ) : (
        <YearTable content={data.content} year={year} />
      )}
    </>
  )
}

/** Years with anything said about them, and this and the next; the newest first. */
function yearsOf(content: CalendarContent, today: number): number[] {
  const known = content.days.map(({ date }) => Number(date.slice(0, 4)))
  return [...new Set([...known, ...content.announced, today, today + 1])].sort((a, b) => b - a)
}

function Unannounced({ content, years }: { content: CalendarContent; years: readonly number[] }) {
  const missing = years.filter((year) => !content.announced.includes(year))
  if (missing.length === 0) return null
  return (
    <p className="tone-judgement remark" role="note">
      ▲ {missing.join('、')}{' '}
      年放假安排尚未录入，涉及的公示期暂按周一至周五推算，公布后请补录并复核。
    </p>
  )
}

type Day = CalendarContent['days'][number]

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

const columns: readonly Column<Day>[] = [
  { title: '日期', cell: ({ date }) => <span className="date">{date}</span> },
  {
    title: '星期',
    cell: ({ date }) => `星期${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`,
  },
  { title: '安排', cell: ({ kind }) => (kind === 'holiday' ? '放假' : '调休上班') },
  { title: '名称', cell: ({ name }) => name },
]

function YearTable({ content, year }: { content: CalendarContent; year: number }) {
  const days = content.days
    .filter(({ date }) => date.startsWith(`${year}-`))
    .sort((a, b) => a.date.localeCompare(b.date))
  if (days.length === 0) {
    return (
      <EmptyNote title={`${year} 年没有录入例外`}>放假安排公布后，由工业和信息化部补录。</EmptyNote>
    )
  }
  return (
    <DataTable
      caption={`${year} 年放假与调休`}
      columns={columns}
      rows={days}
      rowKey={({ date }) => date}
    />
  )
}
