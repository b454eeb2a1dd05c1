// «label | text», also for platforms (number and names) and the yearly stages.
import type { Block } from '#domain/edition.ts'
import { fillYears } from '#domain/declaration/resolve.ts'
import { useForm } from './form-context.ts'
import { leadOf, placeOf } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead } from './row-head.tsx'
import { PaperHeading, PaperRow, PaperTable } from './row-paper.tsx'

export function StatementBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  return (
    <PaperTable
      block={block}
      className="statements"
      columns={block.layout === 'stages' ? [16, 84] : [34, 66]}
    >
      {block.title ? <PaperHeading text={block.title} span={2} /> : null}
      {block.rows.map((row) => {
        const place = placeOf(edition, block, row)
        return (
          <PaperRow key={row.key} rows={[row.key]}>
            <th scope="row">
              <RowHead place={place} />
            </th>
            <td>
              {row.cells.map((cell) => (
                <div
                  key={cell.key}
                  className={cell.kind === 'statement' ? 'cell-block' : 'cell-line'}
                >
                  <span className="cell-lead">{leadOf(cell, baseYear)}</span>
                  <CellInput place={place} cell={cell} />
                  <span className="cell-unit">{cell.unit ?? ''}</span>
                </div>
              ))}
            </td>
          </PaperRow>
        )
      })}
    </PaperTable>
  )
}

/** Heading and running text over the whole width, as part 八 is written. */
export function PlanBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  return (
    <section className="plan">
      {block.title ? <h3>{fillYears(block.title, baseYear)}</h3> : null}
      {(block.wording ?? []).map((text) => (
        <p key={text} className="plan-wording">
          {fillYears(text, baseYear)}
        </p>
      ))}
      {block.rows.map((row) => {
        const place = placeOf(edition, block, row)
        const same = block.title?.endsWith(row.label) ?? false
        return (
          <div key={row.key} data-row={row.key} className="plan-row">
            <RowHead place={place} {...(same ? { label: '' } : {})} />
            {row.cells.map((cell) => (
              <CellInput key={cell.key} place={place} cell={cell} />
            ))}
          </div>
        )
      })}
      {block.note ? <p className="block-note">{fillYears(block.note, baseYear)}</p> : null}
    </section>
  )
}

/** Wording, signature and seal: nothing to fill on the screen. */
export function SealBlock({ block }: { block: Block }) {
  const { baseYear } = useForm()
  return (
    <section className="seal-block">
      {block.title ? <h3>{fillYears(block.title, baseYear)}</h3> : null}
      {(block.wording ?? []).map((text) => (
        <p key={text}>{fillYears(text, baseYear)}</p>
      ))}
      <p className="block-note">此处为打印版式，线上无需填写；签字、盖章在打印件上办理。</p>
    </section>
  )
}
