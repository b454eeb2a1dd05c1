// Who did what and when, for the auditor; never what a declaration holds.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { z } from 'zod'
import { type AuditRow, listAudit } from '#contract/people.ts'
import { Role, roleNames } from '#domain/people.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { toMinute } from '../ui/dates.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { auditedActName, streamNames } from './audit-words.ts'

type Entry = z.infer<typeof AuditRow>

function roleName(role: string): string {
  const known = Role.safeParse(role)
  return known.success ? roleNames[known.data] : role
}

const columns: readonly Column<Entry>[] = [
  { title: '时间', cell: ({ at }) => <span className="date">{toMinute(at)}</span> },
  { title: '事项', cell: ({ act }) => auditedActName(act) },
  { title: '人员', cell: ({ actorName, role }) => `${actorName} · ${roleName(role)}` },
  { title: '单位', cell: ({ authorityName }) => authorityName },
  {
    title: '对象',
    cell: ({ streamKind, streamId }) => (
      <span className="secondary small">
        {streamNames[streamKind] ?? streamKind} {streamId}
      </span>
    ),
  },
]

export function AuditPage() {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['audit'],
      queryFn: ({ pageParam }) => call(listAudit, { query: { before: pageParam } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ events }) => events.at(-1)?.id,
    })
  const events = data?.pages.flatMap((page) => page.events) ?? []
  return (
    <>
      <PageTitle title="审计记录" />
      {isPending ? <LoadingNote /> : null}
      {error ? <ErrorNote error={error} retry={refetch} /> : null}
      {data && events.length === 0 ? <EmptyNote title="还没有审计记录" /> : null}
      {events.length > 0 ? (
        <DataTable caption="审计记录" columns={columns} rows={events} rowKey={({ id }) => id} />
      ) : null}
      {hasNextPage ? (
        <p className="more">
          <Button onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
            更早的记录
          </Button>
        </p>
      ) : null}
    </>
  )
}
