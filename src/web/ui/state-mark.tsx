// A state is never colour alone: a mark and a word (● ○ ▲ ✕).
import type { ReactNode } from 'react'
import type { Verdict } from '#domain/indicators/result.ts'
import type { State } from '#domain/lifecycle.ts'

export type Tone = Verdict

const marks: Readonly<Record<Tone, string>> = {
  met: '●',
  unknown: '○',
  judgement: '▲',
  not_met: '✕',
}

/** The mark in its colour, then the word; the mark itself is silent for screen readers. */
export function StateMark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`state-mark tone-${tone}`}>
      <span aria-hidden="true">{marks[tone]}</span> {children}
    </span>
  )
}

/** How a state of the life cycle is marked: under way ○, asks for attention ▲, good end ●, bad end ✕. */
export const stateTones: Readonly<Record<State, Tone>> = {
  draft: 'unknown',
  awaiting_approval: 'unknown',
  submitted: 'unknown',
  under_review: 'unknown',
  returned: 'judgement',
  proposed: 'met',
  on_notice: 'met',
  recognised: 'met',
  refused: 'not_met',
  not_recommended: 'not_met',
  disqualified: 'not_met',
  withdrawn: 'not_met',
}
