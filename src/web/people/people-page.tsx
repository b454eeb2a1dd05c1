// People of the system, for the system administrator: made, barred, let in again, given another password.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Suspense, useState } from 'react'
import type { z } from 'zod'
import { listPeople, type PersonRow } from '#contract/people.ts'
import { roleNames } from '#domain/people.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { useSession } from '../ui/session.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { type Open, OpenDialog } from './open-dialog.tsx'

type Person = z.infer<typeof PersonRow>

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
