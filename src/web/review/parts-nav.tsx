// The parts of the form with what needs attention in each: rows asked to be changed, rows marked now.
import type { DeclarationPage } from '#contract/declaration.ts'
import { findRow, partLabel, splitRef } from '#domain/declaration/resolve.ts'
import { partsToRead } from './filed.ts'
import type { Marks } from './marks.ts'

export function PartsNav({ page, marks }: { page: DeclarationPage; marks: Marks }) {
  const { edition, batch } = page
  const partOf = (field: string) => findRow(edition, splitRef(field).row)?.part.key ?? field
  const open = page.returnItems.filter(({ settled }) => !settled).map(({ field }) => partOf(field))
  const marked = Object.keys(marks).map(partOf)
  return (
    <nav aria-label="申报表各部分" className="case-nav">
      <ol>
        {partsToRead(edition).map((part) => (
          <li key={part.key}>
            <a href={`#part-${part.key}`}>{partLabel(part, batch.base_year)}</a>
            <Count tone="judgement" mark="▲" word="待修改" of={part.key} among={open} />
            <Count tone="not_met" mark="✎" word="本次标注" of={part.key} among={marked} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Count(props: {
  tone: string
  mark: string
  word: string
  of: string
  among: readonly string[]
}) {
  const count = props.among.filter((part) => part === props.of).length
  if (count === 0) return null
  return (
    <span className={`tone-${props.tone} small`}>
      <span aria-hidden="true">{props.mark}</span> {props.word} {count}
    </span>
  )
}
