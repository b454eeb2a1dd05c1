// The evidence of the draft: which files there are, what is due, and which item of the list a field is tied to.
import { createContext, use } from 'react'
import type { EvidenceFile } from '#contract/declaration.ts'
import { countRefs } from '#domain/declaration/missing.ts'
import type { EvidenceDue } from '#domain/declaration/missing.ts'
import type { Place } from '#domain/declaration/resolve.ts'
import type { Edition, EvidenceItem } from '#domain/edition.ts'

/** What an upload is for: an item of the 佐证材料清单 and the claims that it proves. */
export type EvidenceTarget = { readonly item: number; readonly claims: readonly string[] }

export type EvidenceState = {
  readonly files: readonly EvidenceFile[]
  readonly due: readonly EvidenceDue[]
  readonly open: (target: EvidenceTarget) => void
}

export const EvidenceContext = createContext<EvidenceState | null>(null)

export function useEvidence(): EvidenceState {
  const state = use(EvidenceContext)
  if (!state) throw new Error('useEvidence outside of the declaration form')
  return state
}

/** The item that proves a box of a tick group, if the list has one. */
export function findItem(edition: Edition, claim: string): EvidenceItem | undefined {
  const group = claim.slice(0, claim.lastIndexOf('/'))
  const tied = (field: string) => field === claim || field === group
  return edition.evidence.find((item) =>
    item.claims.some((held) => held.when === 'ticked' && tied(held.field)),
  )
}

/**
 * Items tied to the figures, answers and texts of a row, each with the references that it proves. An item that covers
 * several rows of one block (standards of every kind) is named at the first of them only.
 */
export function itemsOfRow(edition: Edition, { row, block }: Place): EvidenceTarget[] {
  return edition.evidence.flatMap((item) => {
    const refs = item.claims.filter((claim) => claim.when !== 'ticked').map((claim) => claim.field)
    const first = block.rows.find((held) => refs.some((ref) => ref.startsWith(`${held.key}/`)))
    if (first?.key !== row.key) return []
    const counts = countRefs(item)
    const own = refs.filter((ref) => ref.startsWith(`${row.key}/`))
    return [{ item: item.number, claims: counts.length > 0 ? counts : own }]
  })
}

/** Files at any of the claims. */
export function filesOf(files: readonly EvidenceFile[], { item, claims }: EvidenceTarget) {
  return files.filter(
    (file) =>
      file.item === item &&
      (claims.length === 0 || file.claims.some((claim) => claims.includes(claim))),
  )
}
