// Edits one year of the calendar; the other years stay as they are. Saving makes a new version.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type CalendarContent, saveCalendar } from '#contract/policy.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'

type Day = CalendarContent['days'][number]

const kinds = [
  { value: 'holiday', label: '放假' },
  { value: 'workday', label: '调休上班' },
]

export function CalendarEditor(props: {
  year: number
  version: number
  content: CalendarContent
  onClose: () => void
}) {
  const { year, version, content, onClose } = props
  const queries = useQueryClient()
  const inYear = (day: Day) => day.date.startsWith(`${year}-`)
  const [source, setSource] = useState(content.source)
  const [announced, setAnnounced] = useState(content.announced.includes(year))
  const [days, setDays] = useState<readonly Day[]>(content.days.filter(inYear))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const save = async () => {
    const wrong = mistakeIn(days, year)
    if (wrong) return setProblem(wrong)
    const others = content.announced.filter((held) => held !== year)
    const kept = content.days.filter((day) => !inYear(day))
    setBusy(true)
    try {
      const saved = await call(saveCalendar, {
        body: {
          version,
          content: {
            source,
            announced: (announced ? [...others, year] : others).sort((a, b) => a - b),
            days: [...kept, ...days].sort((a, b) => a.date.localeCompare(b.date)),
          },
        },
      })
      queries.setQueryData(['calendar'], saved)
      onClose()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <section className="sheet" aria-label={`修改 ${year} 年`}>
      <Field label="来源" hint="放假安排的文件名称或文号">
        {(wiring) => (
          <Input
            {...wiring}
            value={source}
            maxLength={200}
            onChange={(event) => setSource(event.target.value)}
          />
        )}
      </Field>
      <label className="check-line">
        <input
          type="checkbox"
          checked={announced}
          onChange={(event) => setAnnounced(event.target.checked)}
        />{' '}
        {year} 年放假安排已公布并录入完毕
      </label>
      <DayRows days={days} onChange={setDays} />
      <p>
        <Button onClick={() => setDays([...days, { date: '', kind: 'holiday', name: '' }])}>
          增加一天
        </Button>
      </p>
      <div role="alert" className="field-error">
        {problem}
      </div>
      <div className="acts">
        <Button type="primary" onClick={save} loading={busy}>
          保存
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </section>
  )
}

function mistakeIn(days: readonly Day[], year: number): string | null {
  const dates = days.map(({ date }) => date)
  const outside = days.find(
    ({ date }) => !/^\d{4}-\d\d-\d\d$/.test(date) || !date.startsWith(`${year}-`),
  )
  if (outside)
    return `“${outside.date || '空日期'}”不是 ${year} 年的日期，请按“${year}-10-01”的写法填写，或移除该行。`
  const twice = dates.find((date, index) => dates.indexOf(date) !== index)
  return twice ? `${twice} 重复出现，请只保留一行。` : null
}

function DayRows(props: { days: readonly Day[]; onChange: (days: readonly Day[]) => void }) {
  const { days, onChange } = props
  const put = (index: number, day: Day) =>
    onChange(days.map((held, at) => (at === index ? day : held)))
  return days.map((day, index) => (
    <div key={index} className="calendar-row">
      <Input
        placeholder="如 2026-11-20"
        aria-label={`第 ${index + 1} 行日期`}
        value={day.date}
        onChange={(event) => put(index, { ...day, date: event.target.value })}
      />
      <Picker
        aria-label={`第 ${index + 1} 行安排`}
        choices={kinds}
        value={day.kind}
        onChange={(kind) =>
          put(index, { ...day, kind: kind === 'workday' ? 'workday' : 'holiday' })
        }
      />
      <Input
        aria-label={`第 ${index + 1} 行名称`}
        value={day.name}
        maxLength={20}
        onChange={(event) => put(index, { ...day, name: event.target.value })}
      />
      <Button
        aria-label={`移除第 ${index + 1} 行`}
        onClick={() => onChange(days.filter((_, at) => at !== index))}
      >
        移除
      </Button>
    </div>
  ))
}
