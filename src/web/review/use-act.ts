// Does one act on the case: sends what was seen, then reads the case anew; a refusal keeps the server's sentence.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { forward, type Moved, plainActs, reasonActs, returnFile } from '#contract/review.ts'
import { ApiProblem, call, sentenceOf } from '../api.ts'
import { actWords, type CaseAct } from './act-words.ts'

/** What the dialogs collect. */
export interface Written {
  readonly reason?: string
  readonly opinion?: string
  readonly to?: 'previous' | 'county'
  readonly items?: readonly { field: string; reason: string }[]
}

export interface Outcome {
  readonly good: boolean
  readonly sentence: string
}

/** Overtaken: others moved the case meanwhile. Failed: nothing changed, and what was written still counts. */
export type Ending = 'done' | 'overtaken' | { readonly failed: string }

export interface Acting {
  readonly busy: boolean
  readonly outcome: Outcome | null
  readonly act: (act: CaseAct, written: Written) => Promise<Ending>
}

export function useAct(page: DeclarationPage): Acting {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const refresh = () =>
    Promise.all(
      [['declaration', page.id], ['declarations'], ['places'], ['publication']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )

  const act = async (name: CaseAct, written: Written): Promise<Ending> => {
    setBusy(true)
    setOutcome(null)
    try {
      await send(page, name, written)
      await refresh()
      setOutcome({ good: true, sentence: actWords[name].done })
      return 'done'
    } catch (error) {
      const sentence = sentenceOf(error)
      setOutcome({ good: false, sentence })
      if (!(error instanceof ApiProblem && error.status === 409)) return { failed: sentence }
      // Someone was faster, or a limit was reached: what this page shows is no longer so.
      await refresh()
      return 'overtaken'
    } finally {
      setBusy(false)
    }
  }
  return { busy, outcome, act }
}

function send(page: DeclarationPage, act: CaseAct, written: Written): Promise<Moved> {
  const { clusterId, id, revision } = page
  const params = { clusterId, id }
  if (act === 'return') {
    const { to = 'previous', items = [] } = written
    return call(returnFile, { params, body: { revision, to, items: [...items] } })
  }
  if (act === 'forward') {
    return call(forward, { params, body: { revision, opinion: written.opinion ?? '' } })
  }
  if (act in reasonActs) {
    const endpoint = reasonActs[act as keyof typeof reasonActs]
    return call(endpoint, { params, body: { revision, reason: written.reason ?? '' } })
  }
  return call(plainActs[act as Exclude<keyof typeof plainActs, 'hand_in'>], {
    params,
    body: { revision },
  })
}
