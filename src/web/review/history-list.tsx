// Who did what for which body, when and why; the newest first.
import type { HistoryEvent } from '#contract/declaration.ts'
import { toMinute } from '../ui/dates.ts'
import { EmptyNote } from '../ui/messages.tsx'

export function HistoryList({ history }: { history: readonly HistoryEvent[] }) {
  if (history.length === 0) return <EmptyNote title="还没有办理记录" />
  return (
    <ol className="history-list">
      {[...history]
        .sort((a, b) => b.at.localeCompare(a.at))
        .map((event) => (
          <li key={event.id}>
            <div>
              <strong>{event.actName}</strong>{' '}
              <time className="date secondary" dateTime={event.at}>
                {toMinute(event.at)}
              </time>
            </div>
            <div className="secondary">
              {event.actorName} · {event.roleName} · {event.authorityName}
            </div>
            {event.reason ? <div className="history-reason">{event.reason}</div> : null}
          </li>
        ))}
    </ol>
  )
}
