// The declaration form of the county: reads the declaration, then hands it to the screen.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { readDeclaration } from '#contract/declaration.ts'
import { call } from '../api.ts'
import { ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { FormScreen } from './form-screen.tsx'
import './form.css'
import './form-paper.css'

/** The page at `/declarations/$clusterId/$id`; mounted anew for every declaration. */
export function FormPage({ clusterId, id }: { clusterId: string; id: string }) {
  const queries = useQueryClient()
  const page = useQuery({
    queryKey: ['declaration-form', clusterId, id],
    queryFn: () => call(readDeclaration, { params: { clusterId, id } }),
    // Rows live in the save queue from here on: an old copy of the page must never come back.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { refetch } = page
  const reload = useCallback(() => void refetch(), [refetch])
  const change = useCallback(
    (changed: (held: DeclarationPage) => DeclarationPage) => {
      queries.setQueryData<DeclarationPage>(['declaration-form', clusterId, id], (held) =>
        held ? changed(held) : held,
      )
    },
    [queries, clusterId, id],
  )
  if (page.data) return <FormScreen page={page.data} onReload={reload} onChange={change} />
  if (page.error) return <ErrorNote error={page.error} retry={reload} />
  return <LoadingNote lines={16} />
}
