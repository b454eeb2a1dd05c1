// Beside a row: what was asked earlier, whether it changed since, and the box «需修改» with its reason.
import { Input } from 'antd'
import type { Paper } from './printed-form.tsx'

/** The box itself; the reason opens below the row (RowNotes). */
export function MarkBox({ rowKey, name, paper }: { rowKey: string; name: string; paper: Paper }) {
  const { marked } = paper
  if (!marked) return null
  const on = marked.marks[rowKey] !== undefined
  return (
    <label className="mark-box">
      <input
        type="checkbox"
        aria-label={`需修改：${name}`}
        checked={on}
        onChange={() => (on ? marked.unmark(rowKey) : marked.mark(rowKey, ''))}
      />{' '}
      需修改
    </label>
  )
}

export function hasNotes(rowKey: string, paper: Paper): boolean {
  return (
    paper.changed.has(rowKey) ||
    (paper.asked.get(rowKey)?.length ?? 0) > 0 ||
    paper.marked?.marks[rowKey] !== undefined
  )
}

export function RowNotes({ rowKey, name, paper }: { rowKey: string; name: string; paper: Paper }) {
  const { marked } = paper
  const reason = marked?.marks[rowKey]
  return (
    <div className="row-notes">
      {(paper.asked.get(rowKey) ?? []).map(({ id, fromTitle, reason: asked, settled }) => (
        <p key={id} className={settled ? 'secondary' : 'tone-judgement'}>
          <span aria-hidden="true">{settled ? '●' : '▲'}</span> {fromTitle}
          {settled ? '曾要求修改（已处理）：' : '要求修改：'}
          {asked}
        </p>
      ))}
      {paper.changed.has(rowKey) ? <p className="secondary">○ 退回后已改动</p> : null}
      {marked && reason !== undefined ? (
        <Input.TextArea
          aria-label={`修改理由：${name}`}
          placeholder="请写明需要修改什么（必填）"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={reason}
          onChange={(event) => marked.mark(rowKey, event.target.value)}
        />
      ) : null}
    </div>
  )
}
