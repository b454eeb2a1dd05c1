// Who is signed in, for every page; and the dialog over the page when the session has run out.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useRef,
  useState,
} from 'react'
import { type SignedIn, signOut, whoAmI } from '#contract/people.ts'
import type { Actor } from '#domain/people.ts'
import { call, onSessionEnd } from '../api.ts'

/** Loaded only when it is needed: the shell stays small. */
const SignInDialog = lazy(() =>
  import('./sign-in-dialog.tsx').then((held) => ({ default: held.SignInDialog })),
)

/** The person at the keyboard with the names of role and level. */
export interface Session {
  readonly person: Actor
  readonly roleName: string
  readonly level: string | null
}

const SessionContext = createContext<Session | null>(null)

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: () => call(whoAmI, {}),
  staleTime: Number.POSITIVE_INFINITY,
} as const

/** The session of the page; only below SessionGate. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside of SessionGate')
  return session
}

function sessionOf(signedIn: SignedIn): Session | null {
  const { person, roleName, level } = signedIn
  return person ? { person, roleName: roleName ?? '', level } : null
}

interface Waiting {
  readonly resume: () => void
}

/**
 * Holds the pages of signed-in people. When the session ends it asks to sign in over the page, which stays as it is;
 * every call that was refused meanwhile is then repeated.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data } = useQuery(sessionQuery)
  const [ended, setEnded] = useState(false)
  const [wrongPerson, setWrongPerson] = useState(false)
  const waiting = useRef<Waiting[]>([])
  const queries = useQueryClient()
  const session = data ? sessionOf(data) : null

  useEffect(() => {
    onSessionEnd(
      () =>
        new Promise((resume) => {
          waiting.current.push({ resume })
          setEnded(true)
        }),
    )
    return () => onSessionEnd(null)
  }, [])

  if (!session) return null

  const resume = async (signedIn: SignedIn) => {
    if (signedIn.person?.personId !== session.person.personId) {
      // What stands on this page belongs to someone else: it must not be saved in another's name.
      await call(signOut, {})
      setWrongPerson(true)
      return
    }
    queries.setQueryData(sessionQuery.queryKey, signedIn)
    setWrongPerson(false)
    setEnded(false)
    for (const { resume: repeat } of waiting.current.splice(0)) repeat()
  }

  return (
    <SessionContext value={session}>
      {children}
      {ended ? (
        <Suspense fallback={null}>
          <SignInDialog name={session.person.name} wrongPerson={wrongPerson} onSignedIn={resume} />
        </Suspense>
      ) : null}
    </SessionContext>
  )
}
