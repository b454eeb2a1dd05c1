// One cell of the form as an input of its kind. Keeps what is being typed until the field is left.
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Place } from '#domain/declaration/resolve.ts'
import type { Cell } from '#domain/edition.ts'
import { useForm, useRow, withCell } from './form-context.ts'
import { nameOfInput } from './form-names.ts'
import { ChoiceInput, TicksInput } from './row-boxes.tsx'
import { CodesInput } from './row-codes.tsx'
import { useIndustries } from './code-names.ts'
import { NoneButton } from './row-input.tsx'
import type { InputProps } from './row-input.tsx'
import { StatementInput } from './row-text.tsx'

/** The input with what is wrong with it below. `onPaste` takes text copied from a spreadsheet. */
export function CellInput(props: {
  place: Place
  cell: Cell
  boxNote?: (code: string) => ReactNode
  onPaste?: (text: string) => boolean
}) {
  const { place, cell } = props
  const { saving, readOnly, baseYear } = useForm()
  const entry = useRow(place.key)
  const id = useId()
  const [typed, setTyped] = useState<{ text: string; foreign: number } | null>(null)
  const field = `${place.key}/${cell.key}`
  const held = entry.cells[cell.key] ?? ''
  const problem = entry.problems.find((one) => one.field === field)?.message ?? null
  const original = entry.state === 'clean' ? entry.originals[cell.key] : undefined
  const notes = problem !== null || original !== undefined
  const input: InputProps = {
    id,
    field,
    name: nameOfInput(place, cell, baseYear),
    cell,
    readOnly,
    invalid: problem !== null,
    describedBy: notes ? `${id}-note` : undefined,
    // My own text stands until the field is left or another hand changes the row.
    value: typed !== null && typed.foreign === entry.foreign ? typed.text : held,
    type: (text) => {
      setTyped({ text, foreign: entry.foreign })
      saving.change(place.key, withCell(saving.entry(place.key).cells, cell.key, text))
    },
    choose: (value) => {
      setTyped(null)
      saving.change(place.key, withCell(saving.entry(place.key).cells, cell.key, value), true)
    },
    leave: () => {
      setTyped(null)
      saving.flush(place.key)
    },
  }
  return (
    <div className={`cell cell-${cell.kind}`}>
      <KindInput input={input} boxNote={props.boxNote} onPaste={props.onPaste} />
      {notes ? (
        <div id={`${id}-note`} className={problem === null ? 'cell-note' : 'cell-problem'}>
          {problem === null ? `按两位小数保存，原填 ${String(original)}` : `未保存：${problem}`}
        </div>
      ) : null}
    </div>
  )
}

function KindInput(props: {
  input: InputProps
  boxNote: ((code: string) => ReactNode) | undefined
  onPaste: ((text: string) => boolean) | undefined
}) {
  const { input } = props
  switch (input.cell.kind) {
    case 'choice':
      return <ChoiceInput {...input} />
    case 'ticks':
      return <TicksInput {...input} boxNote={props.boxNote} />
    case 'regions':
      return <CodesInput {...input} />
    case 'statement':
      return <StatementInput {...input} />
    case 'decimal':
    case 'integer':
    case 'text':
    case 'month':
      return <LineInput {...input} onPaste={props.onPaste} />
    case 'industry':
      return <IndustryInput {...input} onPaste={props.onPaste} />
  }
}

const PLACEHOLDER: Partial<Record<Cell['kind'], string>> = {
  month: '如 2015-06',
  industry: '行业名称或代码',
}

/** The code with the name of its division beside it; typing a name offers the codes. */
function IndustryInput(props: Parameters<typeof LineInput>[0]) {
  const divisions = useIndustries()
  const held = String(props.value)
  const division = divisions.find(({ code }) => held.startsWith(code))
  const type = (text: string) =>
    props.type(divisions.find(({ name }) => name === text)?.code ?? text)
  return (
    <>
      <LineInput {...props} type={type} list={`${props.id}-divisions`} />
      {division ? (
        <div className="cell-note">
          {division.name}（{division.section}）
        </div>
      ) : null}
      <datalist id={`${props.id}-divisions`}>
        {divisions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}

function LineInput(
  props: InputProps & { onPaste: ((text: string) => boolean) | undefined; list?: string },
) {
  const { cell, readOnly, onPaste } = props
  const figure = cell.kind === 'decimal' || cell.kind === 'integer'
  return (
    <span className="line-input">
      <input
        id={props.id}
        data-field={props.field}
        className={figure ? 'figure' : undefined}
        aria-label={props.name}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        inputMode={figure && !cell.none ? 'decimal' : undefined}
        placeholder={readOnly ? undefined : PLACEHOLDER[cell.kind]}
        autoComplete="off"
        list={readOnly ? undefined : props.list}
        readOnly={readOnly}
        value={String(props.value)}
        onChange={(event) => props.type(event.target.value)}
        onBlur={props.leave}
        onPaste={(event) => {
          if (readOnly || !onPaste?.(event.clipboardData.getData('text/plain'))) return
          event.preventDefault()
        }}
      />
      <NoneButton {...props} />
    </span>
  )
}
