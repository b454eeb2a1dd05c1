// The label side of a printed row: its words, what it rests on, why it was returned, and whether it is saved.
import { Button } from 'antd'
import { fillYears } from '#domain/declaration/resolve.ts'
import type { Place } from '#domain/declaration/resolve.ts'
import type { Edition, Row } from '#domain/edition.ts'
import { EvidenceChips } from './evidence-chip.tsx'
import { useForm, useRow } from './form-context.ts'

/** What stands in the left cell of the row. `label` replaces the printed words where the cell needs others. */
export function RowHead({ place, label }: { place: Place; label?: string }) {
  const { baseYear } = useForm()
  const { row } = place
  return (
    <>
      <span className="row-label">{fillYears(label ?? row.label, baseYear)}</span>
      {row.hint ? <span className="row-hint">{row.hint}</span> : null}
      <Basis row={row} />
      <EvidenceChips place={place} />
      <RowMarks row={place.key} />
      <RowStatus row={place.key} />
    </>
  )
}

/** Why the row was returned, in the reviewer's words. */
export function RowMarks({ row }: { row: string }) {
  const marks = useForm().marks.get(row)
  return (marks ?? []).map((mark) => (
    <span key={mark.id} className="row-return">
      退回意见：{mark.reason}
    </span>
  ))
}

/** Says only what is not yet saved; a saved row is silent. */
export function RowStatus({ row }: { row: string }) {
  const entry = useRow(row)
  const { askConflict } = useForm()
  if (entry.state === 'clean' || entry.state === 'waiting' || entry.state === 'saving') return null
  if (entry.state === 'conflict') {
    return (
      <span className="row-status">
        有冲突
        <Button size="small" onClick={() => askConflict(row)}>
          对照两份内容
        </Button>
      </span>
    )
  }
  const known = entry.problems.some((problem) => problem.field.startsWith(`${row}/`))
  const words = known ? '内容有误，请修改' : (entry.message ?? '网络中断，将自动重试')
  return <span className="row-status">未保存：{words}</span>
}

/** The article and the clauses that judge the row; opens below the label, never over the field. */
function Basis({ row }: { row: Row }) {
  const { edition, baseYear } = useForm()
  const clauses = clausesOf(edition, row)
  if (!row.article && clauses.length === 0) return null
  return (
    <details className="row-basis">
      <summary>依据</summary>
      {row.article ? <p>{row.article}</p> : null}
      {instructionsOf(edition, row).map((text) => (
        <p key={text}>{fillYears(text, baseYear)}</p>
      ))}
      {clauses.map(({ key, title, clause, article }) => (
        <p key={key}>
          {title}：{clause}（{article}）
        </p>
      ))}
    </details>
  )
}

/** Checks that read the row, found by the references that they name. */
function clausesOf(edition: Edition, row: Row) {
  const reads = (value: unknown) =>
    value === row.key || (typeof value === 'string' && value.startsWith(`${row.key}/`))
  return edition.checks.filter((check) => Object.values(check).flat().some(reads))
}

/** «填报说明 3» is the third point of the edition's own instructions. */
function instructionsOf(edition: Edition, row: Row): string[] {
  const number = /^填报说明 (\d+)$/.exec(row.article ?? '')?.[1]
  const text = number === undefined ? undefined : edition.form.instructions[Number(number) - 1]
  return text === undefined ? [] : [text]
}
