// Several codes in one cell (区划代码): typed or pasted, each taken out again by its own button.
import { useState } from 'react'
import type { InputProps } from './row-input.tsx'

export function CodesInput(props: InputProps) {
  const { value, readOnly, name } = props
  const [typing, setTyping] = useState('')
  const codes = Array.isArray(value) ? (value as readonly string[]) : []
  const add = () => {
    const added = typing.split(/[\s,，、;；]+/).filter(Boolean)
    setTyping('')
    if (added.length > 0) props.choose([...new Set([...codes, ...added])])
  }
  return (
    <div className="codes">
      {codes.map((code) => (
        <span key={code} className="code">
          {code}
          {readOnly ? null : (
            <button
              type="button"
              aria-label={`移除 ${code}`}
              onClick={() => props.choose(codes.filter((held) => held !== code))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {readOnly ? null : (
        <input
          id={props.id}
          data-field={props.field}
          aria-label={name}
          aria-invalid={props.invalid}
          aria-describedby={props.describedBy}
          inputMode="numeric"
          placeholder="6 位区划代码，回车添加"
          value={typing}
          onChange={(event) => setTyping(event.target.value)}
          onBlur={() => {
            add()
            props.leave()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && typing === '' && codes.length > 0) {
              props.choose(codes.slice(0, -1))
            }
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
      )}
    </div>
  )
}
