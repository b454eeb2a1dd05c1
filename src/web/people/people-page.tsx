// People of the system, for the system administrator: made, barred, let in again, given another password.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { z } from 'zod'
import { type IssuedSignIn, listPeople, type PersonRow } from '#contract/people.ts'
import { roleNames } from '#domain/people.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { useSession } from '../ui/session.tsx'
import { StateMark } from '../ui/state-mark.tsx'

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
type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'active' | 'password'; readonly person: Person }
  | { readonly kind: 'issued'; readonly signIn: IssuedSignIn }

const columns: readonly Column<Person>[] = [
  { title: '姓名', cell: ({ name }) => name },
  { title: '账号', cell: ({ login }) => login },
  { title: '岗位', cell: ({ role }) => roleNames[role] },
  { title: '单位', cell: ({ authorityName }) => authorityName },
  {
    title: '状态',
    cell: ({ active }) => (
      <StateMark tone={active ? 'met' : 'not_met'}>{active ? '启用' : '停用'}</StateMark>
    ),
  },
]

export function PeoplePage() {
  const { person: self } = useSession()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people'],
    queryFn: () => call(listPeople, {}),
  })
  const acts: Column<Person> = {
    title: '操作',
    cell: (person) =>
      person.id === self.personId ? (
        <span className="secondary">本人</span>
      ) : (
        <RowActs person={person} onOpen={setOpen} />
      ),
  }
  return (
    <>
      <PageTitle title="人员">
        <Button type="primary" onClick={() => setOpen({ kind: 'add' })}>
          新增人员
        </Button>
      </PageTitle>
      {isPending ? <LoadingNote /> : null}
      {error ? <ErrorNote error={error} retry={refetch} /> : null}
      {data?.people.length === 0 ? <EmptyNote title="还没有人员" /> : null}
      {data && data.people.length > 0 ? (
        <DataTable
          caption="人员"
          columns={[...columns, acts]}
          rows={data.people}
          rowKey={({ id }) => id}
        />
      ) : null}
      <Suspense fallback={null}>
        <OpenDialog open={open} onOpen={setOpen} />
      </Suspense>
    </>
  )
}

function RowActs({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const act = person.active ? '停用' : '启用'
  return (
    <div className="acts">
      <Button
        size="small"
        aria-label={`${act} ${person.name}`}
        onClick={() => onOpen({ kind: 'active', person })}
      >
        {act}
      </Button>
      <Button
        size="small"
        aria-label={`重置密码 ${person.name}`}
        onClick={() => onOpen({ kind: 'password', person })}
      >
        重置密码
      </Button>
    </div>
  )
}

function OpenDialog({ open, onOpen }: { open: Open | null; onOpen: (open: Open | null) => void }) {
  const close = () => onOpen(null)
  const issued = (signIn: IssuedSignIn) => onOpen({ kind: 'issued', signIn })
  if (!open) return null
  if (open.kind === 'add') return <AddDialog onIssued={issued} onClose={close} />
  if (open.kind === 'issued') return <IssuedDialog signIn={open.signIn} onClose={close} />
  return <AccessDialog act={open.kind} person={open.person} onIssued={issued} onClose={close} />
}
