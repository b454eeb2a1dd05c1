// «还缺 9 项»: everything that still keeps the declaration from being handed in, each entry a link to its field.
import { useState } from 'react'
import type { Missing } from '#domain/declaration/missing.ts'
import { partLabel } from '#domain/declaration/resolve.ts'
import type { Edition } from '#domain/edition.ts'

const FIRST = 5

export function MissingList(props: {
  edition: Edition
  baseYear: number
  missing: readonly Missing[]
  onField: (field: string) => void
}) {
  const { missing } = props
  const [all, setAll] = useState(false)
  const shown = all ? missing : missing.slice(0, FIRST)
  const parts = [...new Set(shown.map((entry) => entry.part))]
  return (
    <section className="missing" aria-labelledby="missing-title" id="missing">
      <h2 id="missing-title" tabIndex={-1}>
        {missing.length === 0 ? '没有缺项，可以提交审核' : `还缺 ${missing.length} 项`}
      </h2>
      {parts.map((part) => (
        <div key={part ?? 'evidence'}>
          <h3>{titleOfPart(props, part)}</h3>
          <ul>
            {shown
              .filter((entry) => entry.part === part)
              .map((entry) => (
                <li key={`${entry.kind} ${entry.item ?? ''} ${entry.field ?? ''}`}>
                  <button
                    type="button"
                    className="link"
                    title={entry.message}
                    onClick={() => props.onField(entry.field ?? `evidence/${entry.item ?? ''}`)}
                  >
                    {entry.kind === 'evidence' ? `佐证材料第 ${entry.item} 项：` : ''}
                    {entry.label}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {missing.length > FIRST ? (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? '只列前几项' : `列出全部 ${missing.length} 项`}
        </button>
      ) : null}
    </section>
  )
}

function titleOfPart(props: { edition: Edition; baseYear: number }, key: string | null): string {
  const part = props.edition.form.parts.find((candidate) => candidate.key === key)
  return part ? partLabel(part, props.baseYear) : '佐证材料'
}
