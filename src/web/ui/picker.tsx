// A native list of choices: light, and every keyboard and phone knows it.
import type { ComponentProps } from 'react'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** `empty` is the entry for «nothing chosen». */
export function Picker(
  props: Omit<ComponentProps<'select'>, 'onChange' | 'value'> & {
    choices: readonly Choice[]
    value: string
    empty?: string
    onChange: (value: string) => void
  },
) {
  const { choices, empty, onChange, ...rest } = props
  return (
    <select {...rest} className="picker" onChange={(event) => onChange(event.target.value)}>
      {empty === undefined ? null : <option value="">{empty}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
