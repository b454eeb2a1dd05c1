// One cluster: where it lies, what it makes, every row that names it with its words, source, reading and validity.
import { clusterStateNames } from '#domain/registry/view.ts'
import { listPath, resultsPath } from './addresses.ts'
import { Document } from './document.tsx'
import type { ClusterListing, ClusterPage, Frame, Place } from './model.ts'
import { Fact, Facts, Source, StateMark, Unstated } from './parts.tsx'
import { ValidityText } from './validity.tsx'

interface Props {
  readonly page: ClusterPage
  readonly frame: Frame
}

export function Cluster({ page, frame }: Props) {
  return (
    <Document frame={frame} title={page.name} section="cluster">
      <article className="wide">
        <p className="crumbs">
          <a href={resultsPath(frame, {})}>集群检索</a> ›{' '}
          <a href={resultsPath(frame, { province: page.provinceCode })}>{page.provinceName}</a>
        </p>
        <h1>{page.name}</h1>
        <p className="standing">
          {standingStates(page).map((state) => (
            <StateMark key={state} state={state} />
          ))}
          <span className="quiet">状态以 {frame.today} 为准</span>
        </p>
        <Facts>
          <Fact name={page.places.length > 1 ? '所在地（多地）' : '所在地'}>
            <Places page={page} />
          </Fact>
          <Fact name="行业大类">
            <Industry page={page} frame={frame} />
          </Fact>
          {page.aliases.length > 0 ? <Fact name="其他名称">{page.aliases.join('；')}</Fact> : null}
          <Fact name="名录编号">
            <span className="code">{page.id}</span>
          </Fact>
        </Facts>
        <h2>列入名单（{page.listings.length} 条）</h2>
        {page.listings.map((listing) => (
          <Listing key={`${listing.list.code}-${listing.number}`} listing={listing} frame={frame} />
        ))}
        <Onward page={page} frame={frame} />
      </article>
    </Document>
  )
}

/** Each state once, in the order of the states. */
function standingStates({ listings }: ClusterPage) {
  const held = new Set(listings.map((listing) => listing.state))
  return (Object.keys(clusterStateNames) as ClusterListing['state'][]).filter((state) =>
    held.has(state),
  )
}

function Places({ page }: { readonly page: ClusterPage }) {
  if (page.places.length === 0) return <>{page.provinceName}（名单未载明市、县）</>
  return (
    <ul className="plain">
      {page.places.map((place) => (
        <li key={place.code}>
          {place.path.join(' ')} <span className="code quiet">{place.code}</span>
          <Successors place={place} />
        </li>
      ))}
    </ul>
  )
}

/** The code as at recognition stays; what became of the place stands beside it. */
function Successors({ place }: { readonly place: Place }) {
  return place.successors.map((successor) => (
    <p className="remark" key={successor.name}>
      {successor.from} 起：{successor.name}。{successor.reason}。来源：
      <Source text={successor.source} />
      {successor.unsure === null ? null : `。存疑：${successor.unsure}`}
    </p>
  ))
}

function Industry({ page, frame }: Props) {
  if (page.industry === null) return <span className="quiet">仅凭名单名称不能判定</span>
  const { code, name, section } = page.industry
  return (
    <>
      <a href={resultsPath(frame, { industry: code })}>
        {code} {name}
      </a>
      <span className="quiet">（{section}，GB/T 4754-2017）</span>
    </>
  )
}

const confidences: Readonly<Record<string, string>> = {
  exact: '完全一致',
  high: '把握较高',
  medium: '把握中等',
  low: '把握较低',
}

function Listing({ listing, frame }: { readonly listing: ClusterListing; readonly frame: Frame }) {
  const { list } = listing
  return (
    <section className="listing" aria-label={`${list.title}第${listing.number}号`}>
      <h3>
        <a href={listPath(frame, list.code, listing.number)}>{list.title}</a> 第 {listing.number} 号{' '}
        <StateMark state={listing.state} />
      </h3>
      <Facts>
        <Fact name="名单原文">
          <q className="printed">{listing.printed}</q>
          {listing.printedRegion === null ? null : (
            <span className="quiet">　所在区域栏：{listing.printedRegion}</span>
          )}
        </Fact>
        <Reading listing={listing} />
        <Fact name="有效期">
          <ValidityText list={list} />
        </Fact>
        <Fact name="文件">
          <Unstated value={list.document} />
          {list.issued === null ? null : `，${list.issued}`}
        </Fact>
        <Fact name="发布单位">
          <Unstated value={list.publisher} />
        </Fact>
        <Fact name="来源">
          <Source text={list.source} />
        </Fact>
      </Facts>
    </section>
  )
}

/** What the reading changed or doubts, and why the row is taken for this cluster. */
function Reading({ listing }: { readonly listing: ClusterListing }) {
  const { correction, unsure, repeatOf, repeatReason, link, name } = listing
  return (
    <>
      {name === listing.printed && correction === null ? null : (
        <Fact name="校读">
          {name === listing.printed ? '' : name}
          {correction === null ? null : <span className="remark">{correction}</span>}
        </Fact>
      )}
      {unsure === null ? null : <Fact name="存疑">{unsure}</Fact>}
      {repeatOf === null ? null : (
        <Fact name="重复">
          与本名单第 {repeatOf} 号重复{repeatReason === null ? '' : `：${repeatReason}`}
        </Fact>
      )}
      {link === null || repeatOf !== null ? null : (
        <Fact name="归并依据">
          {link.reason}（{confidences[link.confidence] ?? link.confidence}）
        </Fact>
      )}
    </>
  )
}

function Onward({ page, frame }: Props) {
  return (
    <p className="onward">
      <a href={resultsPath(frame, { province: page.provinceCode })}>
        {page.provinceName}的其他集群
      </a>
      {page.industry ? (
        <a href={resultsPath(frame, { industry: page.industry.code })}>
          {page.industry.name}的其他集群
        </a>
      ) : null}
    </p>
  )
}
