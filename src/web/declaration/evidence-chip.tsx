// At a box, figure or text that evidence is tied to: how many files there are, or that one is due; and the way to add.
import type { Place } from '#domain/declaration/resolve.ts'
import { filesOf, findItem, itemsOfRow, useEvidence } from './evidence-context.ts'
import type { EvidenceTarget } from './evidence-context.ts'
import { useForm } from './form-context.ts'

/** Behind one box of a tick group. */
export function EvidenceChip({ claim }: { claim: string }) {
  const { edition } = useForm()
  const item = findItem(edition, claim)
  return item ? <Chip target={{ item: item.number, claims: [claim] }} /> : null
}

/** Below the label of a row with figures, answers or texts. */
export function EvidenceChips({ place }: { place: Place }) {
  const { edition } = useForm()
  return itemsOfRow(edition, place).map((target) => <Chip key={target.item} target={target} />)
}

function Chip({ target }: { target: EvidenceTarget }) {
  const { files, due, open } = useEvidence()
  const { readOnly } = useForm()
  const held = filesOf(files, target).length
  const isDue = due.some(
    ({ item, claim }) => item === target.item && claim !== null && target.claims.includes(claim),
  )
  if (held === 0 && !isDue) return null
  const name = `佐证材料第 ${target.item} 项`
  if (held === 0) {
    return (
      <span className="evidence-chip due">
        <span>
          <span aria-hidden="true">⚠</span> 尚无佐证
        </span>
        {readOnly ? null : (
          <button type="button" aria-label={`添加${name}`} onClick={() => open(target)}>
            + 添加
          </button>
        )}
      </span>
    )
  }
  return (
    <span className="evidence-chip">
      <button type="button" aria-label={`${name}：${held} 个文件`} onClick={() => open(target)}>
        <Clip /> {held} 个佐证文件
      </button>
      {readOnly ? null : (
        <button type="button" aria-label={`添加${name}`} onClick={() => open(target)}>
          + 添加
        </button>
      )}
    </span>
  )
}

/** A paper clip; drawn, because old systems have no such character. */
function Clip() {
  return (
    <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" className="clip">
      <path
        d="M13 7.5 7.6 12.9a3 3 0 0 1-4.3-4.3L9 2.9a2 2 0 0 1 2.9 2.9L6.4 11.3a1 1 0 0 1-1.4-1.4L10 4.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
    </svg>
  )
}
