// The checks of the standard on a filed declaration, for the reviewers' case view.
import { useMemo } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { evaluate } from '#domain/indicators/evaluate.ts'
import { ChecksPanel } from './checks-panel.tsx'
import './form.css'

export function CaseChecks(props: { page: DeclarationPage; goTo: (field: string) => void }) {
  const { edition, batch, rows, evidence } = props.page
  const evaluation = useMemo(() => {
    const values = Object.fromEntries(rows.map(({ row, cells }) => [row, cells]))
    const originals = Object.fromEntries(rows.map(({ row, originals: entered }) => [row, entered]))
    const held = {
      claims: [...new Set(evidence.flatMap(({ claims }) => claims))],
      items: [...new Set(evidence.map(({ item }) => item))],
    }
    return evaluate(edition, batch, values, originals, held)
  }, [edition, batch, rows, evidence])
  return <ChecksPanel evaluation={evaluation} onField={props.goTo} />
}
