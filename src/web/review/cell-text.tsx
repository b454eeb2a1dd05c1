// One filed cell as text: figure with the original behind it, boxes ticked and unticked, statement with its 字数.
import type { SavedRow } from '#contract/declaration.ts'
import type { Cell } from '#domain/edition.ts'
import { countWords } from '#domain/text.ts'
import { IndustryName, RegionNames } from './code-text.tsx'
import { textOf } from './filed.ts'

export function CellText({ cell, row }: { cell: Cell; row: SavedRow | undefined }) {
  const held = row?.cells[cell.key]
  if (cell.kind === 'ticks') return <Boxes cell={cell} ticked={Array.isArray(held) ? held : []} />
  const text = textOf(cell, held)
  if (text === null) {
    return <span className="secondary">{cell.required ? '未填' : '—'}</span>
  }
  if (cell.kind === 'regions' && Array.isArray(held)) return <RegionNames codes={held} />
  if (cell.kind === 'industry') return <IndustryName code={text} />
  if (cell.kind === 'statement') {
    return (
      <div>
        <div className="statement-text">{text}</div>
        <div className="secondary small">
          {countWords(text)}
          {cell.limit ? `/${cell.limit}` : ''} 字
        </div>
      </div>
    )
  }
  const original = row?.originals[cell.key]
  return (
    <span>
      <span className={cell.kind === 'decimal' || cell.kind === 'integer' ? 'figure' : undefined}>
        {text}
      </span>
      {typeof original === 'string' ? (
        <span className="secondary small">（原填 {original}）</span>
      ) : null}
    </span>
  )
}

function Boxes({ cell, ticked }: { cell: Cell; ticked: readonly string[] }) {
  return (
    <ul className="paper-boxes">
      {(cell.options ?? []).map(({ code, label }) => {
        const on = ticked.includes(code)
        return (
          <li key={code} className={on ? undefined : 'secondary'}>
            <span aria-hidden="true">{on ? '☑' : '☐'}</span>
            <span className="for-readers">{on ? '已勾选' : '未勾选'}</span> {label}
          </li>
        )
      })}
    </ul>
  )
}
