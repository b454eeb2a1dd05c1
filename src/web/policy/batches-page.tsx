// All yearly batches with their states; the ministry imports an edition or a batch here.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type BatchRow, type BatchState, listBatches } from '#contract/policy.ts'
import { call } from '../api.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { useSession } from '../ui/session.tsx'
import { StateMark, type Tone } from '../ui/state-mark.tsx'
import './policy.css'

const UploadDialog = lazy(() =>
  import('./upload-dialog.tsx').then((held) => ({ default: held.UploadDialog })),
)

export const batchTones: Readonly<Record<BatchState, Tone>> = {
  draft: 'unknown',
  open: 'judgement',
  notice: 'judgement',
  published: 'met',
  historic: 'met',
}

const columns: readonly Column<BatchRow>[] = [
  {
    title: '批次',
    cell: ({ code, title, demonstration }) => (
      <span>
        <Link to="/batches/$code" params={{ code }} className="cluster-name">
          {title}
        </Link>{' '}
        {demonstration ? <span className="tag tone-judgement">演示数据</span> : null}
      </span>
    ),
  },
  { title: '年度', cell: ({ year }) => year, figure: true },
  { title: '编码', cell: ({ code }) => code },
  {
    title: '状态',
    cell: ({ state, stateName }) => <StateMark tone={batchTones[state]}>{stateName}</StateMark>,
  },
  { title: '政策版本', cell: ({ edition }) => edition },
  { title: '内容版次', cell: ({ version }) => `第 ${version} 版` },
  { title: '复制自', cell: ({ copiedFrom }) => copiedFrom ?? '—' },
]

export function BatchesPage() {
  const { person } = useSession()
  const [uploading, setUploading] = useState(false)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['batches'],
    queryFn: () => call(listBatches, {}),
  })
  return (
    <>
      <PageTitle title="年度批次">
        {person.role === 'ministry_officer' ? (
          <Button onClick={() => setUploading(true)}>导入政策版本或批次</Button>
        ) : null}
      </PageTitle>
      {error ? <ErrorNote error={error} retry={refetch} /> : null}
      {isPending ? <LoadingNote /> : null}
      {data ? (
        <>
          {data.batches.length === 0 ? (
            <EmptyNote title="还没有批次">导入一个批次后，可以逐年复制、修改并开放申报。</EmptyNote>
          ) : (
            <DataTable
              caption="年度批次"
              columns={columns}
              rows={data.batches}
              rowKey={({ code }) => code}
            />
          )}
          <section className="section editions">
            <h2>政策版本</h2>
            <ul>
              {data.editions.map(({ code, version, title }) => (
                <li key={code}>
                  {title}{' '}
                  <span className="secondary">
                    （{code}，第 {version} 版）
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </>
      ) : null}
      {uploading ? (
        <Suspense fallback={null}>
          <UploadDialog onClose={() => setUploading(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
