// Asks every few seconds what other officers changed and who is here.
import { useEffect, useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { watchDeclaration } from '#contract/declaration.ts'
import { call } from '../api.ts'
import type { RowSaving } from './saving.ts'

const EVERY = 5000
/** A save that began before the page was read may have ended after it. */
const OVERLAP = 2000

/** Names of the others who are at this draft. `onMoved` is told when the declaration itself went on. */
export function useWatch(
  page: DeclarationPage,
  saving: RowSaving,
  onMoved: () => void,
): readonly string[] {
  const { clusterId, id, revision } = page
  const [present, setPresent] = useState<readonly string[]>([])
  const [openedAt] = useState(page.now)
  useEffect(() => {
    const left = new AbortController()
    let since = new Date(Date.parse(openedAt) - OVERLAP).toISOString()
    let timer = 0
    const ask = async () => {
      try {
        const params = { clusterId, id }
        const seen = await call(watchDeclaration, { params, query: { since }, signal: left.signal })
        since = seen.now
        saving.receive(seen.rows)
        setPresent((held) => (held.join() === seen.present.join() ? held : seen.present))
        if (saving.summary().state === 'offline') saving.retryNow()
        if (seen.revision !== revision) onMoved()
      } catch {
        // The saves say what is wrong with the connection; the next question comes anyway.
      }
      if (!left.signal.aborted) timer = window.setTimeout(ask, EVERY)
    }
    timer = window.setTimeout(ask, 0)
    return () => {
      left.abort()
      window.clearTimeout(timer)
    }
  }, [clusterId, id, revision, openedAt, saving, onMoved])
  return present
}
