// A statement of several lines that grows with its text and counts it as Word's 字数 does.
import { useLayoutEffect, useRef } from 'react'
import { countWords } from '#domain/text.ts'
import { NoneButton } from './row-input.tsx'
import type { InputProps } from './row-input.tsx'

export function StatementInput(props: InputProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const text = String(props.value)
  const { limit } = props.cell
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight + 2}px`
  }, [text])
  return (
    <span className="statement-input">
      <textarea
        id={props.id}
        ref={area}
        data-field={props.field}
        rows={limit === undefined ? 3 : 4}
        aria-label={props.name}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        readOnly={props.readOnly}
        value={text}
        onChange={(event) => props.type(event.target.value)}
        onBlur={props.leave}
      />
      <NoneButton {...props} />
      <WordCount text={text} limit={limit} />
    </span>
  )
}

function WordCount({ text, limit }: { text: string; limit: number | undefined }) {
  const words = countWords(text)
  if (limit === undefined) return words > 0 ? <span className="word-count">{words} 字</span> : null
  const over = words - limit
  return (
    <span className={over > 0 ? 'word-count over' : 'word-count'}>
      {words}/{limit} 字{over > 0 ? `，请删减 ${over} 字` : ''}
    </span>
  )
}
