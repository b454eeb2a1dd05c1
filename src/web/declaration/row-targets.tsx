// The target table of the plan: direction, indicator, base value, target; own indicators may be added and taken out.
import { Button } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { isFilled } from '#domain/declaration/missing.ts'
import { findRow } from '#domain/declaration/resolve.ts'
import type { Place } from '#domain/declaration/resolve.ts'
import type { Block, Cell, Row } from '#domain/edition.ts'
import { useForm } from './form-context.ts'
import { headingOf, placeOf } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead, RowMarks, RowStatus } from './row-head.tsx'
import { PaperHeading, PaperRow, PaperTable } from './row-paper.tsx'

export function TargetsBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  const printed = printedCells(block.rows[0])
  return (
    <PaperTable
      block={block}
      className="targets"
      columns={[13, 35, ...printed.map(() => 52 / printed.length)]}
    >
      {block.title ? <PaperHeading text={block.title} span={printed.length + 2} /> : null}
      <tr className="paper-columns">
        <th scope="col">方向</th>
        <th scope="col">指标</th>
        {printed.map((cell) => (
          <th key={cell.key} scope="col" className="figure">
            {headingOf(cell, baseYear)}
          </th>
        ))}
      </tr>
      {block.rows.map((row, index) => (
        <TargetRow
          key={row.key}
          place={placeOf(edition, block, row)}
          directionSpan={directionSpan(block.rows, index)}
        />
      ))}
      {block.own ? <OwnTargets template={block.own} width={printed.length + 2} /> : null}
    </PaperTable>
  )
}

const printedCells = (row: Row | undefined) => (row?.cells ?? []).filter((cell) => cell.printed)

/** Over how many rows the direction is printed; 0 where the row before has printed it. */
function directionSpan(rows: readonly Row[], index: number): number {
  const group = rows[index]?.group
  if (index > 0 && rows[index - 1]?.group === group) return 0
  const after = rows.slice(index).findIndex((row) => row.group !== group)
  return after < 0 ? rows.length - index : after
}

function TargetRow({ place, directionSpan: span }: { place: Place; directionSpan: number }) {
  const { row } = place
  const unit = row.cells[0]?.unit
  return (
    <PaperRow rows={[place.key]}>
      {span > 0 ? (
        <th scope="rowgroup" rowSpan={span} className="direction">
          {row.group ?? ''}
        </th>
      ) : null}
      <th scope="row">
        <RowHead place={place} label={unit ? `${row.label}（${unit}）` : row.label} />
        <UnprintedCells place={place} />
      </th>
      {printedCells(row).map((cell) => (
        <TargetCell key={cell.key} place={place} cell={cell} />
      ))}
    </PaperRow>
  )
}

function TargetCell({ place, cell }: { place: Place; cell: Cell }) {
  const { baseYear } = useForm()
  return (
    <td data-heading={headingOf(cell, baseYear)}>
      <CellInput place={place} cell={cell} />
    </td>
  )
}

/** Values between base and target that the checks read and the paper has no room for. */
function UnprintedCells({ place }: { place: Place }) {
  const { baseYear } = useForm()
  const cells = place.row.cells.filter((cell) => !cell.printed)
  if (cells.length === 0) return null
  return (
    <div className="unprinted">
      <span>分年目标（供核对，不打印）</span>
      {cells.map((cell) => (
        <label key={cell.key}>
          {headingOf(cell, baseYear)}
          <CellInput place={place} cell={cell} />
        </label>
      ))}
    </div>
  )
}

function OwnTargets({ template, width }: { template: Row; width: number }) {
  const { edition, saving, readOnly } = useForm()
  const [added, setAdded] = useState<readonly string[]>([])
  const held = useSyncExternalStore(
    (listener) => saving.subscribeAll(listener),
    () => filledRows(saving.rows(), template.key, (row) => saving.entry(row).cells).join(' '),
  )
  const keys = [...new Set([...held.split(' ').filter(Boolean), ...added])].sort(byNumber)
  const add = () => setAdded([...added, `${template.key}#${numberOf(keys.at(-1) ?? '') + 1}`])
  const remove = (key: string) => {
    setAdded(added.filter((held) => held !== key))
    saving.change(key, {}, true)
  }
  return (
    <>
      {keys.map((key) => {
        const place = findRow(edition, key)
        return place ? (
          <OwnTarget
            key={key}
            place={place}
            {...(readOnly ? {} : { onRemove: () => remove(key) })}
          />
        ) : null
      })}
      {readOnly ? null : (
        <tr>
          <td colSpan={width} className="add-own">
            <Button size="small" onClick={add}>
              增加自设指标
            </Button>
          </td>
        </tr>
      )}
    </>
  )
}

const numberOf = (key: string) => Number(key.split('#')[1] ?? 0)
const byNumber = (a: string, b: string) => numberOf(a) - numberOf(b)

function filledRows(
  rows: readonly string[],
  template: string,
  cellsOf: (row: string) => Record<string, string | string[]>,
): string[] {
  return rows.filter(
    (row) => row.startsWith(`${template}#`) && Object.values(cellsOf(row)).some(isFilled),
  )
}

/** An added row: its first cell is the direction, its second the indicator; the rest stand under the columns. */
function OwnTarget({ place, onRemove }: { place: Place; onRemove?: () => void }) {
  const { baseYear } = useForm()
  const [direction, indicator, ...values] = place.row.cells
  return (
    <PaperRow rows={[place.key]}>
      <td
        className="direction"
        data-heading={direction ? headingOf(direction, baseYear) : undefined}
      >
        {direction ? <CellInput place={place} cell={direction} /> : null}
      </td>
      <td data-heading={indicator ? headingOf(indicator, baseYear) : undefined}>
        {indicator ? <CellInput place={place} cell={indicator} /> : null}
        <RowMarks row={place.key} />
        <RowStatus row={place.key} />
        {onRemove ? (
          <Button size="small" onClick={onRemove}>
            删除第 {place.own} 项自设指标
          </Button>
        ) : null}
      </td>
      {values.map((cell) => (
        <TargetCell key={cell.key} place={place} cell={cell} />
      ))}
    </PaperRow>
  )
}
