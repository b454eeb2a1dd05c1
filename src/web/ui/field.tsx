// A labelled input: label, control, hint and error tied together for keyboards and screen readers.
import { type ReactNode, useId } from 'react'

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** Hands the wiring to the control: `{(wiring) => <Input {...wiring} …/>}`. */
export function Field(props: {
  label: string
  /** A fixed id where something else leads to this input. */
  id?: string
  hint?: ReactNode
  error?: string | null | undefined
  children: (wiring: Wiring) => ReactNode
}) {
  const own = useId()
  const id = props.id ?? own
  const below = props.error ?? props.hint
  const described = below ? `${id}-below` : undefined
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(props.error) })}
      {below ? (
        <div id={described} className={props.error ? 'field-error' : 'field-hint'}>
          {below}
        </div>
      ) : null}
    </div>
  )
}
