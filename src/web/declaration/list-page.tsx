// Each person's desk: what waits for him, then everything in his jurisdiction.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type DeclarationSummary, listDeclarations } from '#contract/declaration.ts'
import { call } from '../api.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { useSession } from '../ui/session.tsx'
import { DeskFilters } from './desk-filters.tsx'
import type { Filters } from './desk-search.ts'
import { DeskTable } from './desk-table.tsx'
import { PlacesLine } from './places-line.tsx'

const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((held) => ({ default: held.CreateDialog })),
)

/** `filters` stand in the address, so that a list can be kept and come back to. */
export function ListPage(props: { filters: Filters; onFilter: (filters: Filters) => void }) {
  const { person } = useSession()
  const [creating, setCreating] = useState(false)
  const editor = person.role === 'county_editor'
  const { batch, state, mine } = props.filters
  const query = { batch, state, mine: mine ? ('true' as const) : undefined }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['declarations', query],
    queryFn: ({ signal }) => call(listDeclarations, { query, signal }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  })
  return (
    <>
      <PageTitle title="申报">
        {editor ? (
          <Button type="primary" onClick={() => setCreating(true)}>
            新建申报
          </Button>
        ) : null}
      </PageTitle>
      {editor || person.role === 'county_approver' ? null : <PlacesLine />}
      <DeskFilters filters={props.filters} onFilter={props.onFilter} />
      {error ? <ErrorNote error={error} retry={refetch} /> : null}
      {isPending ? <LoadingNote /> : null}
      {data ? (
        <Desk
          declarations={data.declarations}
          truncated={data.truncated}
          filters={props.filters}
          onCreate={editor ? () => setCreating(true) : null}
        />
      ) : null}
      {creating ? (
        <Suspense fallback={null}>
          <CreateDialog onClose={() => setCreating(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Desk(props: {
  declarations: readonly DeclarationSummary[]
  truncated: boolean
  filters: Filters
  onCreate: (() => void) | null
}) {
  const { declarations, filters, onCreate } = props
  const waiting = declarations.filter((declaration) => declaration.mine)
  const filtered = Object.values(filters).some((value) => value !== undefined)
  if (declarations.length === 0) return <NothingHere filtered={filtered} onCreate={onCreate} />
  return (
    <>
      <section className="section">
        <h2>待我办理（{waiting.length}）</h2>
        {waiting.length > 0 ? (
          <DeskTable caption="待我办理" declarations={waiting} />
        ) : (
          <EmptyNote title="现在没有等您办理的申报">
            <p>轮到本单位办理的申报会出现在这里；其他申报的进展见下表。</p>
          </EmptyNote>
        )}
      </section>
      {filters.mine ? null : (
        <section className="section">
          <h2>本辖区全部（{declarations.length}）</h2>
          <DeskTable caption="本辖区全部申报" declarations={declarations} />
        </section>
      )}
      {props.truncated ? (
        <p className="secondary">条目较多，只列出最近的一部分；请用批次或状态缩小范围。</p>
      ) : null}
    </>
  )
}

function NothingHere({ filtered, onCreate }: { filtered: boolean; onCreate: (() => void) | null }) {
  if (filtered) {
    return (
      <EmptyNote title="没有符合所选条件的申报">
        <p>请放宽批次、状态或“只看待我办理”。</p>
      </EmptyNote>
    )
  }
  if (onCreate) {
    return (
      <EmptyNote title="本单位还没有申报">
        <p>新建后在这里继续填写、查看进展。</p>
        <Button type="primary" onClick={onCreate}>
          新建第一份申报
        </Button>
      </EmptyNote>
    )
  }
  return (
    <EmptyNote title="本辖区还没有申报">
      <p>县级填报人新建申报后，这里会显示每个集群的进展；轮到本单位时列入“待我办理”。</p>
    </EmptyNote>
  )
}
