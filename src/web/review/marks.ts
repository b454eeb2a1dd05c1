// Rows that the reviewer marked «需修改» with a reason each. They survive a reload of the page, until the file is returned.
import { useState } from 'react'
import { z } from 'zod'

const Marks = z.record(z.string(), z.string())
/** Reason by row key. */
export type Marks = z.infer<typeof Marks>

export interface MarkedRows {
  readonly marks: Marks
  readonly mark: (row: string, reason: string) => void
  readonly unmark: (row: string) => void
  readonly clear: () => void
}

function kept(key: string): Marks {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return Marks.safeParse(held).data ?? {}
  } catch {
    return {}
  }
}

function keep(key: string, marks: Marks): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(marks))
  } catch {
    // A browser without storage still holds the marks as long as the page is open.
  }
}

export function useMarks(declarationId: string): MarkedRows {
  const key = `marks:${declarationId}`
  const [marks, setMarks] = useState(() => kept(key))
  const put = (change: (held: Marks) => Marks) =>
    setMarks((held) => {
      const next = change(held)
      keep(key, next)
      return next
    })
  return {
    marks,
    mark: (row, reason) => put((held) => ({ ...held, [row]: reason })),
    unmark: (row) => put(({ [row]: _, ...others }) => others),
    clear: () => put(() => ({})),
  }
}
