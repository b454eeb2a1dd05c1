// Publishes, keeps the server's sentence when refused, and reads the page anew either way.
import { useState } from 'react'
import type { Endpoint } from '#contract/endpoint.ts'
import { call, type Given, sentenceOf } from '../api.ts'

export function usePublishing(onDone: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const publish = async <E extends Endpoint>(endpoint: E, given: Given<E>) => {
    setBusy(true)
    setProblem(null)
    try {
      await call(endpoint, given)
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      await onDone()
      setBusy(false)
    }
  }
  return { busy, problem, publish }
}
