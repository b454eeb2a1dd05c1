// The lists of the registry, and one list with its rows as printed.
import { clusterPath, listPath, pathTo } from './addresses.ts'
import { Document } from './document.tsx'
import type { Frame, ListPage, ListRow, ListSummary, ListsPage } from './model.ts'
import { Fact, Facts, figure, Source, StateMark, Unstated } from './parts.tsx'
import { ValidityText } from './validity.tsx'

export function Lists({ page, frame }: { readonly page: ListsPage; readonly frame: Frame }) {
  return (
    <Document frame={frame} title="名单" section="lists">
      <div className="wide">
        <h1>名单</h1>
        <p className="lead">
          每份名单照原文逐行收录；文号、日期、有效期以名单及其来源所载为限，未载明的不推定。
        </p>
        <ListTable frame={frame} lists={page.lists} />
      </div>
    </Document>
  )
}

/** Lists with their number of rows and state, in a table that scrolls on a phone. */
export function ListTable({
  frame,
  lists,
}: {
  readonly frame: Frame
  readonly lists: readonly ListSummary[]
}) {
  if (lists.length === 0) return <p className="empty">还没有名单。批次公布名单后在此列出。</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="名单表">
      <table>
        <thead>
          <tr>
            <th scope="col">名单</th>
            <th scope="col" className="spare">
              认定体系
            </th>
            <th scope="col" className="number">
              条数
            </th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.code}>
              <td>
                <a href={listPath(frame, list.code)}>{list.title}</a>
              </td>
              <td className="spare">{list.programmeName}</td>
              <td className="number">{figure(list.count)}</td>
              <td>
                <StateMark state={list.validity.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function List({ page, frame }: { readonly page: ListPage; readonly frame: Frame }) {
  const { list, rows } = page
  return (
    <Document frame={frame} title={list.title} section="list">
      <div className="wide">
        <p className="crumbs">
          <a href={pathTo(frame, '/lists')}>名单</a>
        </p>
        <h1>{list.title}</h1>
        <Facts>
          <Fact name="认定体系">{list.programmeName}</Fact>
          <Fact name="文件">
            <Unstated value={list.document} />
          </Fact>
          <Fact name="发布">
            <Unstated value={list.publisher} />
            {list.issued === null ? null : `，${list.issued}`}
          </Fact>
          <Fact name="有效期">
            <ValidityText list={list} />
          </Fact>
          <Fact name="来源">
            <Source text={list.source} />
          </Fact>
        </Facts>
        <h2>条目（{rows.length} 条，照原文）</h2>
        <Rows rows={rows} frame={frame} />
      </div>
    </Document>
  )
}

function Rows({ rows, frame }: { readonly rows: readonly ListRow[]; readonly frame: Frame }) {
  const hasRegion = rows.some((row) => row.printedRegion !== null)
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="名单条目">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col" className="number">
              序号
            </th>
            <th scope="col">名称（原文）</th>
            {hasRegion ? <th scope="col">所在区域（原文）</th> : null}
            <th scope="col">地区</th>
            <th scope="col">校读</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number} id={`row-${row.number}`}>
              <td className="number">{row.number}</td>
              <td>
                <a href={clusterPath(frame, row.clusterId)}>{row.printed}</a>
                {row.state === 'revoked' ? <StateMark state="revoked" /> : null}
              </td>
              {hasRegion ? <td>{row.printedRegion}</td> : null}
              <td className="located">{row.places.join(' ')}</td>
              <td className="reading">
                <RowReading row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowReading({ row }: { readonly row: ListRow }) {
  return (
    <>
      {row.name === row.printed ? null : <span>{row.name}</span>}
      {row.correction === null ? null : <span>{row.correction}</span>}
      {row.repeatOf === null ? null : (
        <span>
          与 <a href={`#row-${row.repeatOf}`}>第 {row.repeatOf} 号</a> 重复
        </span>
      )}
      {row.unsure === null ? null : <span>存疑：{row.unsure}</span>}
    </>
  )
}
