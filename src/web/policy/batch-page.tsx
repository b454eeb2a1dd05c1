// One batch: read by all who work in it; a draft is edited, checked and opened by the ministry.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type BatchRow, readBatch } from '#contract/policy.ts'
import { reviewRoles } from '#domain/people.ts'
import { call } from '../api.ts'
import { ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { useSession } from '../ui/session.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { batchTones } from './batches-page.tsx'
import { BatchRead } from './batch-read.tsx'

const BatchEditor = lazy(() =>
  import('./batch-editor.tsx').then((held) => ({ default: held.BatchEditor })),
)
const CopyDialog = lazy(() =>
  import('./copy-dialog.tsx').then((held) => ({ default: held.CopyDialog })),
)

export function BatchPage({ code }: { code: string }) {
  const { person } = useSession()
  const [reopening, setReopening] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['batch', code],
    queryFn: () => call(readBatch, { params: { code } }),
  })
  if (isPending) return <LoadingNote lines={16} />
  if (!data) return <ErrorNote error={error} retry={refetch} />
  const ministry = person.role === 'ministry_officer'
  const { state } = data.row
  // a past round stands as a record until the ministry chooses to take declarations in it
  const editing = ministry && (state === 'draft' || (state === 'historic' && reopening))
  return (
    <>
      <BatchTitle row={data.row} ministry={ministry}>
        {ministry && state === 'historic' && !reopening ? (
          <Button onClick={() => setReopening(true)}>修改或开放补录</Button>
        ) : null}
      </BatchTitle>
      {editing ? (
        <Suspense fallback={<LoadingNote lines={16} />}>
          <BatchEditor answer={data} />
        </Suspense>
      ) : (
        <BatchRead batch={data.content} />
      )}
    </>
  )
}

function BatchTitle(props: { row: BatchRow; ministry: boolean; children?: ReactNode }) {
  const { row, ministry } = props
  const { person } = useSession()
  const [copying, setCopying] = useState(false)
  const reviews = reviewRoles.some((role) => role === person.role)
  const published = row.state === 'open' || row.state === 'notice' || row.state === 'published'
  return (
    <PageTitle title={row.title}>
      {row.demonstration ? <span className="tag tone-judgement">演示数据</span> : null}
      <StateMark tone={batchTones[row.state]}>{row.stateName}</StateMark>
      <span className="secondary">
        {row.code} · 第 {row.version} 版
      </span>
      {reviews && published ? (
        <Link to="/batches/$code/publication" params={{ code: row.code }}>
          公示与名单
        </Link>
      ) : null}
      {props.children}
      {ministry ? <Button onClick={() => setCopying(true)}>复制为新批次</Button> : null}
      {copying ? (
        <Suspense fallback={null}>
          <CopyDialog from={row} onClose={() => setCopying(false)} />
        </Suspense>
      ) : null}
    </PageTitle>
  )
}
