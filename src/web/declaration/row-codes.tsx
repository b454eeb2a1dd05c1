// Several regions in one cell: found by name or typed as codes, each taken out again by its own button.
import { useState } from 'react'
import type { Place } from '#contract/reference.ts'
import { useRegionNames, useRegionSearch } from './code-names.ts'
import type { InputProps } from './row-input.tsx'

export function CodesInput(props: InputProps) {
  const { value, readOnly, name } = props
  const [typing, setTyping] = useState('')
  const codes = Array.isArray(value) ? (value as readonly string[]) : []
  const names = useRegionNames(codes)
  const found = useRegionSearch(readOnly ? '' : typing)
  const add = () => {
    const added = codesIn(typing, found)
    setTyping('')
    if (added.length > 0) props.choose([...new Set([...codes, ...added])])
  }
  return (
    <div className="codes">
      {codes.map((code) => (
        <span key={code} className="code">
          {code} {names.get(code)}
          {readOnly ? null : (
            <button
              type="button"
              aria-label={`移除 ${code} ${names.get(code) ?? ''}`}
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
          list={`${props.id}-regions`}
          autoComplete="off"
          placeholder="输入县（市、区）名称或 6 位代码，回车添加"
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
      <datalist id={`${props.id}-regions`}>
        {found.map(({ code, name: whole }) => (
          <option key={code} value={`${code} ${whole}`} />
        ))}
      </datalist>
    </div>
  )
}

/** Codes as typed or pasted; a name counts as the one region that was found for it, a picked entry as its code. */
function codesIn(typed: string, found: readonly Place[]): string[] {
  const text = typed.trim()
  const picked = /^(\d{6})\s+\D/.exec(text)?.[1]
  if (picked !== undefined) return [picked]
  const [only, ...others] = found
  if (only && others.length === 0 && /\D/.test(text)) return [only.code]
  return text.split(/[\s,，、;；]+/).filter(Boolean)
}
