// The dialogs over the list of people, each loaded when it is opened.
import { lazy } from 'react'
import type { z } from 'zod'
import type { IssuedSignIn, PersonRow } from '#contract/people.ts'

const AddDialog = lazy(() =>
  import('./add-dialog.tsx').then((held) => ({ default: held.AddDialog })),
)
const AccessDialog = lazy(() =>
  import('./access-dialog.tsx').then((held) => ({ default: held.AccessDialog })),
)
const IssuedDialog = lazy(() =>
  import('./issued-dialog.tsx').then((held) => ({ default: held.IssuedDialog })),
)

type Person = z.infer<typeof PersonRow>

/** The dialog that is open over the page. */
export type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'active' | 'password'; readonly person: Person }
  | { readonly kind: 'issued'; readonly signIn: IssuedSignIn }

export function OpenDialog({
  open,
  onOpen,
}: {
  open: Open | null
  onOpen: (open: Open | null) => void
}) {
  const close = () => onOpen(null)
  const issued = (signIn: IssuedSignIn) => onOpen({ kind: 'issued', signIn })
  if (!open) return null
  if (open.kind === 'add') return <AddDialog onIssued={issued} onClose={close} />
  if (open.kind === 'issued') return <IssuedDialog signIn={open.signIn} onClose={close} />
  return <AccessDialog act={open.kind} person={open.person} onIssued={issued} onClose={close} />
}
