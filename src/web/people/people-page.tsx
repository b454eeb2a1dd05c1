// People of the system, for the system administrator.
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { listPeople, type PersonRow } from '#contract/people.ts'
import { roleNames } from '#domain/people.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { StateMark } from '../ui/state-mark.tsx'

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
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people'],
    queryFn: () => call(listPeople, {}),
  })
  return (
    <>
      <PageTitle title="人员" />
      {isPending ? <LoadingNote /> : null}
      {error ? <ErrorNote error={error} retry={refetch} /> : null}
      {data?.people.length === 0 ? <EmptyNote title="还没有人员" /> : null}
      {data && data.people.length > 0 ? (
        <DataTable caption="人员" columns={columns} rows={data.people} rowKey={({ id }) => id} />
      ) : null}
    </>
  )
}
