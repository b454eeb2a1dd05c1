// The case as the reviewing body sees it: parts on the left, the form in the middle, findings on the right, acts below.
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { type DeclarationPage, readDeclaration } from '#contract/declaration.ts'
import { call } from '../api.ts'
import { ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { CaseView } from './case-view.tsx'
import './review.css'

/** Draws the checks of the standard; given by routes.tsx because it belongs to the declaration. */
export type Checks = ComponentType<{ page: DeclarationPage; goTo: (field: string) => void }>

export function CasePage(props: { clusterId: string; id: string; checks: Checks }) {
  const { clusterId, id } = props
  const { data, error, refetch } = useQuery({
    queryKey: ['declaration', id, 'case'],
    queryFn: ({ signal }) => call(readDeclaration, { params: { clusterId, id }, signal }),
    refetchOnWindowFocus: true,
  })
  if (data) return <CaseView page={data} checks={props.checks} />
  if (error) return <ErrorNote error={error} retry={refetch} />
  return <LoadingNote lines={16} />
}
