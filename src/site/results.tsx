// The results of a search: filters with counts, one row a cluster, pages. Every view is an address.
import { lastPage, type RegistryPage, type RegistryRow } from '#domain/registry/view.ts'
import { clusterPath, listPath, pathTo, resultsPath } from './addresses.ts'
import { Document } from './document.tsx'
import { ChosenFilters, Filters } from './filters.tsx'
import type { Frame, ResultsPage } from './model.ts'
import { figure, SearchForm, StateMark } from './parts.tsx'

interface Props {
  readonly page: ResultsPage
  readonly frame: Frame
}

export function Results({ page, frame }: Props) {
  const { query, result } = page
  return (
    <Document frame={frame} title={query.q ? `检索“${query.q}”` : '集群检索'} section="results">
      <div className="wide">
        <h1>集群检索</h1>
        <SearchForm where={frame} query={query} />
        <ChosenFilters page={page} frame={frame} />
        <div className="results">
          <Filters page={page} frame={frame} />
          <section aria-label="检索结果">
            <p className="total" role="status">
              {result.capped ? `${figure(result.total)} 个以上` : `共 ${figure(result.total)} 个`}
              集群
              {result.capped ? '，请增加条件以缩小范围' : ''}
            </p>
            {result.clusters.length === 0 ? (
              <Nothing page={page} frame={frame} />
            ) : (
              <Clusters clusters={result.clusters} frame={frame} />
            )}
            <Pages page={page} frame={frame} />
          </section>
        </div>
      </div>
    </Document>
  )
}

function Nothing({ page, frame }: Props) {
  return (
    <div className="empty">
      <p>
        没有符合条件的集群。
        {page.query.q ? '可以只用地名或产品名，也可以用拼音或拼音首字母；多个词用空格隔开。' : ''}
      </p>
      <p>
        <a href={pathTo(frame, '/clusters')}>清除条件，查看全部集群</a>
      </p>
    </div>
  )
}

function Clusters({
  clusters,
  frame,
}: {
  readonly clusters: readonly RegistryRow[]
  readonly frame: Frame
}) {
  return (
    <ol className="plain clusters">
      {clusters.map((cluster) => (
        <li key={cluster.clusterId}>
          <h2>
            <a href={clusterPath(frame, cluster.clusterId)}>{cluster.name}</a>
          </h2>
          <p className="where">
            {placeText(cluster)}
            <span className="quiet">
              {cluster.industry
                ? `${cluster.industry.code} ${cluster.industry.name}`
                : '行业大类不能判定'}
            </span>
          </p>
          <ul className="plain standings">
            {cluster.listings.map((listing) => (
              <li key={`${listing.list}-${listing.number}`}>
                <a href={listPath(frame, listing.list, listing.number)}>{listing.listTitle}</a> 第{' '}
                {listing.number} 号 <StateMark state={listing.state} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function placeText({ provinceName, places }: RegistryRow): string {
  const names = places.map(({ name }) => name).filter((name) => name !== provinceName)
  return names.length === 0 ? provinceName : `${provinceName} ${names.join('、')}`
}

function Pages({ page: { query, result }, frame }: Props) {
  const last = pageCount(result)
  if (last <= 1) return null
  const link = (to: number, words: string) => (
    <a href={resultsPath(frame, { ...query, page: to })} rel={to < result.page ? 'prev' : 'next'}>
      {words}
    </a>
  )
  return (
    <nav className="pages" aria-label="翻页">
      {result.page > 1 ? link(result.page - 1, '上一页') : <span className="quiet">上一页</span>}
      <span>
        第 {result.page} / {last} 页
      </span>
      {result.page < last ? link(result.page + 1, '下一页') : <span className="quiet">下一页</span>}
    </nav>
  )
}

function pageCount({ total, pageSize }: RegistryPage): number {
  return Math.min(lastPage, Math.max(1, Math.ceil(total / pageSize)))
}
