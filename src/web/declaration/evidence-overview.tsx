// The whole 佐证材料清单: every item, whether it is due, its files, and the way to add.
import { Button } from 'antd'
import type { EvidenceFile } from '#contract/declaration.ts'
import { titleOf } from '#domain/declaration/missing.ts'
import type { EvidenceDue } from '#domain/declaration/missing.ts'
import { labelOf } from '#domain/declaration/resolve.ts'
import type { EvidenceItem } from '#domain/edition.ts'
import { useEvidence } from './evidence-context.ts'
import { EvidenceFiles } from './evidence-files.tsx'
import type { DraftParams } from './evidence-files.tsx'
import { useForm } from './form-context.ts'

export function EvidenceOverview(props: {
  params: DraftParams
  onRemoved: (file: EvidenceFile) => void
}) {
  const { edition } = useForm()
  const groups = [...new Set(edition.evidence.map((item) => item.group))]
  return (
    <section className="form-part" aria-labelledby="part-title">
      <h2 id="part-title" tabIndex={-1}>
        佐证材料
      </h2>
      <p className="block-note">
        共 {edition.evidence.length}{' '}
        项。勾选、数量大于零或填写了相应内容的，须提供佐证；缺佐证可以保存，不能提交。
      </p>
      {groups.map((group) => (
        <div key={group} className="evidence-group">
          <h3>{group}</h3>
          <ol>
            {edition.evidence
              .filter((item) => item.group === group)
              .map((item) => (
                <ItemLine key={item.number} item={item} {...props} />
              ))}
          </ol>
        </div>
      ))}
    </section>
  )
}

function ItemLine(props: {
  item: EvidenceItem
  params: DraftParams
  onRemoved: (file: EvidenceFile) => void
}) {
  const { item } = props
  const { edition, batch, readOnly } = useForm()
  const { files, due, open } = useEvidence()
  const held = files.filter((file) => file.item === item.number)
  const owed = due.filter((entry) => entry.item === item.number)
  const lacking = owed.filter((entry) => !isProved(entry, held))
  return (
    <li className="evidence-item" data-field={`evidence/${item.number}`}>
      <span className="evidence-number">{item.number}.</span>
      <div>
        <p>
          {titleOf(item, batch)} <DueMark owed={owed} lacking={lacking} />
        </p>
        <EvidenceFiles
          edition={edition}
          params={props.params}
          files={held}
          {...(readOnly ? {} : { onRemoved: props.onRemoved })}
        />
        <Lacking lacking={lacking.filter((entry) => entry.claim !== null)} />
        {readOnly || item.claims.length > 0 ? null : (
          <Button
            size="small"
            aria-label={`添加佐证材料第 ${item.number} 项`}
            onClick={() => open({ item: item.number, claims: [] })}
          >
            添加
          </Button>
        )}
      </div>
    </li>
  )
}

function isProved({ claim, provedBy }: EvidenceDue, held: readonly EvidenceFile[]): boolean {
  if (claim === null) return held.length > 0
  return held.some((file) => file.claims.some((proved) => provedBy.includes(proved)))
}

function DueMark(props: { owed: readonly EvidenceDue[]; lacking: readonly EvidenceDue[] }) {
  if (props.owed.length === 0) return <span className="secondary small">○ 目前无需提供</span>
  if (props.lacking.length === 0) return <span className="tone-met small">● 已提供</span>
  return <span className="tone-not_met small">⚠ 应提供，尚缺 {props.lacking.length} 处</span>
}

/** Claims of the item without a file, each with its own way to add. */
function Lacking({ lacking }: { lacking: readonly EvidenceDue[] }) {
  const { edition, baseYear, readOnly, goTo } = useForm()
  const { open } = useEvidence()
  if (lacking.length === 0) return null
  return (
    <ul className="evidence-lacking">
      {lacking.map(({ claim, item, provedBy }) => {
        if (claim === null) return null
        const label = labelOf(claim, edition, baseYear)
        return (
          <li key={claim}>
            <button type="button" className="link" onClick={() => goTo(claim)}>
              {label}
            </button>
            {readOnly ? null : (
              <Button
                size="small"
                aria-label={`添加佐证：${label}`}
                onClick={() => open({ item, claims: provedBy })}
              >
                添加
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
