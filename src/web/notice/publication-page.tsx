// From the proposed files to the public notice and the published list of a batch.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { readPublication } from '#contract/notice.ts'
import { readBatch } from '#contract/policy.ts'
import { call } from '../api.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { PageTitle } from '../ui/page-frame.tsx'
import { ListStep } from './list-step.tsx'
import { NoticeStep } from './notice-step.tsx'

export type Publication = z.output<(typeof readPublication)['answer']>

export function PublicationPage({ code }: { code: string }) {
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['publication', code],
    queryFn: () => call(readPublication, { params: { code } }),
    refetchOnWindowFocus: true,
  })
  const batch = useQuery({
    queryKey: ['batch', code],
    queryFn: () => call(readBatch, { params: { code } }),
  })
  // A demonstration is public only under its own address, beside the real registry.
  const site = batch.data?.row.demonstration ? '/demo' : ''
  const refresh = () =>
    Promise.all(
      [['publication', code], ['batches'], ['batch', code], ['declarations']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
  if (isPending) return <LoadingNote lines={12} />
  if (!data) return <ErrorNote error={error} retry={refetch} />
  return (
    <>
      <PageTitle title={`${data.batchTitle} · 公示与名单`}>
        <Link to="/batches/$code" params={{ code }}>
          批次内容
        </Link>
      </PageTitle>
      {data.decides ? null : (
        <p className="sheet">公示和名单由认定单位发布；本单位可以在这里查看进展。</p>
      )}
      <Proposed publication={data} />
      <NoticeStep code={code} publication={data} site={site} onDone={refresh} />
      <ListStep code={code} publication={data} site={site} onDone={refresh} />
    </>
  )
}

function Proposed({ publication }: { publication: Publication }) {
  const { proposed, undecided, notice } = publication
  if (notice) {
    return (
      <section className="sheet">
        <h2>一、拟认定</h2>
        <p className="tone-met">● {notice.entries.length} 个集群已列入公示。</p>
      </section>
    )
  }
  return (
    <section className="sheet">
      <h2>一、拟认定（{proposed.length}）</h2>
      {undecided > 0 ? (
        <p className="tone-judgement">
          ▲ 本批次还有 {undecided} 件尚未作出决定；发布公示后，未列入拟认定的不在公示之列。
        </p>
      ) : null}
      {proposed.length === 0 ? (
        <EmptyNote title="还没有列入拟认定的申报">
          <p>
            在<Link to="/">申报列表</Link>中打开审核中的申报，选择“拟认定”后列在这里。
          </p>
        </EmptyNote>
      ) : (
        <ol className="numbered">
          {proposed.map(({ clusterId, id, name, regionName }) => (
            <li key={id}>
              <Link to="/declarations/$clusterId/$id/review" params={{ clusterId, id }}>
                {name}
              </Link>{' '}
              <span className="secondary">{regionName}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
