// The parts of the form with how much of each is filled and what was returned.
import { partLabel } from '#domain/declaration/resolve.ts'
import type { Edition } from '#domain/edition.ts'
import type { PartCount } from './form-live.ts'
import { EVIDENCE } from './form-target.ts'

export function PartsNav(props: {
  edition: Edition
  baseYear: number
  current: string
  counts: ReadonlyMap<string, PartCount>
  returned: ReadonlyMap<string, number>
  evidenceMissing: number
  onPart: (part: string) => void
}) {
  const { edition, baseYear, counts, returned } = props
  return (
    <nav className="parts-nav" aria-label="申报表各部分">
      <ol>
        {edition.form.parts.map((part) => (
          <NavEntry
            key={part.key}
            current={props.current === part.key}
            title={partLabel(part, baseYear)}
            count={counts.get(part.key)}
            returned={returned.get(part.key) ?? 0}
            onClick={() => props.onPart(part.key)}
          />
        ))}
        <NavEntry
          current={props.current === EVIDENCE}
          title="佐证材料"
          note={props.evidenceMissing > 0 ? `缺 ${props.evidenceMissing}` : '齐备'}
          done={props.evidenceMissing === 0}
          returned={0}
          onClick={() => props.onPart(EVIDENCE)}
        />
      </ol>
    </nav>
  )
}

function NavEntry(props: {
  current: boolean
  title: string
  count?: PartCount | undefined
  note?: string
  done?: boolean
  returned: number
  onClick: () => void
}) {
  const { count, returned } = props
  const done = props.done ?? count?.filled === count?.required
  return (
    <li>
      <button
        type="button"
        aria-current={props.current ? 'true' : undefined}
        onClick={props.onClick}
      >
        <span className="nav-title">{props.title}</span>
        {returned > 0 ? <span className="nav-returned">退回 {returned} 处</span> : null}
        {count || props.note ? (
          <span className={done ? 'nav-count done' : 'nav-count'}>
            {props.note ?? `${count?.filled ?? 0}/${count?.required ?? 0}`}
          </span>
        ) : null}
      </button>
    </li>
  )
}
