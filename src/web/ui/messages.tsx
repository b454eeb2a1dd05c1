// What a page says when there is nothing, when something went wrong, and while it waits.
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { sentenceOf } from '../api.ts'

/** What will be here, and the one thing to do next. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty-note">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

/** The server's sentence and the remedy. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Alert
      type="error"
      showIcon
      title={sentenceOf(error)}
      action={retry ? <Button onClick={retry}>重试</Button> : undefined}
    />
  )
}

/** Keeps the room of what is coming, so that nothing jumps when it arrives. */
export function LoadingNote({ lines = 8 }: { lines?: number }) {
  return (
    <div className="loading-note" role="status" aria-label="正在载入">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="loading-line" />
      ))}
    </div>
  )
}
