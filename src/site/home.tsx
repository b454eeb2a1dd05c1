// The start page: search first, then the provinces as tiles and as a table, the newest notices, the lists.
import { pathTo, resultsPath } from './addresses.ts'
import { Document, siteName } from './document.tsx'
import { ListTable } from './lists.tsx'
import type { Frame, HomePage } from './model.ts'
import { figure, NoticeList, SearchForm } from './parts.tsx'
import { type Tile, tiles } from './provinces.ts'

interface Props {
  readonly page: HomePage
  readonly frame: Frame
}

export function Home({ page, frame }: Props) {
  const rows = page.lists.reduce((sum, list) => sum + list.count, 0)
  return (
    <Document frame={frame} title={siteName} section="home">
      <section className="hero">
        <div className="wide">
          <h1>{frame.demonstration ? '演示名录' : '中国中小企业产业集群名录'}</h1>
          <p className="lead">
            收录 {page.lists.length} 份名单、{figure(rows)} 条原文、{figure(page.total)}{' '}
            个集群，逐条注明来源。
          </p>
          <SearchForm where={frame} large />
          {frame.demonstration ? null : <Hints frame={frame} />}
        </div>
      </section>
      <div className="wide">
        <Provinces page={page} frame={frame} />
        <section className="columns">
          <div>
            <h2>最新公示</h2>
            {page.notices.length === 0 ? (
              <p className="empty">目前没有公示。公示发布后在此列出，公示期内可以提出异议。</p>
            ) : (
              <NoticeList where={frame} notices={page.notices} />
            )}
          </div>
          <div>
            <h2>收录名单</h2>
            <ListTable frame={frame} lists={page.lists} />
          </div>
        </section>
      </div>
    </Document>
  )
}

/** One example of each way to search: place, product, initials, pinyin. */
function Hints({ frame }: { readonly frame: Frame }) {
  return (
    <p className="hints">
      试试：
      {['东阳', '磁性材料', 'yjbf', 'zhuji'].map((word) => (
        <a key={word} href={resultsPath(frame, { q: word })}>
          {word}
        </a>
      ))}
    </p>
  )
}

function Provinces({ page, frame }: Props) {
  const most = Math.max(1, ...page.provinces.map(({ count }) => count ?? 0))
  const byCode = new Map(page.provinces.map((province) => [province.code, province]))
  return (
    <section aria-labelledby="provinces">
      <h2 id="provinces">各地集群</h2>
      <Programmes page={page} frame={frame} />
      <div className="map">
        <div className="tiles" data-tiles="">
          {tiles.map((tile) => {
            const province = byCode.get(tile.code)
            return province ? (
              <ProvinceTile
                key={tile.code}
                tile={tile}
                province={province}
                most={most}
                page={page}
                frame={frame}
              />
            ) : null
          })}
        </div>
        <ProvinceTable page={page} frame={frame} />
      </div>
      <p className="note">
        计划单列市的集群计入所在省。
        {page.corps > 0 ? `新疆含新疆生产建设兵团 ${page.corps} 个。` : ''}
        本名录未收录台湾、香港、澳门的名单。
      </p>
    </section>
  )
}

/** The switch between programmes: each is an address of its own. */
function Programmes({ page, frame }: Props) {
  const home = pathTo(frame, '/')
  const all = { code: undefined, name: '全部', count: page.total }
  return (
    <nav className="switch" aria-label="认定体系">
      {[all, ...page.programmes].map(({ code, name, count }) => (
        <a
          key={name}
          href={code === undefined ? home : `${home}?programme=${encodeURIComponent(code)}`}
          aria-current={code === page.programme ? 'true' : undefined}
        >
          {name} <span className="count">{figure(count)}</span>
        </a>
      ))}
    </nav>
  )
}

interface TileProps extends Props {
  readonly tile: Tile
  readonly province: HomePage['provinces'][number]
  readonly most: number
}

function ProvinceTile({ tile, province, most, page, frame }: TileProps) {
  const position = { gridColumn: tile.column, gridRow: tile.row }
  if (province.count === null) {
    return (
      <span className="tile tile-none" style={position} title={`${province.name}：本名录没有名单`}>
        <span>{tile.short}</span>
        <span className="visually-hidden">{province.name}没有名单</span>
        <span aria-hidden="true">—</span>
      </span>
    )
  }
  const shade = province.count === 0 ? 0 : Math.ceil(Math.sqrt(province.count / most) * 5)
  return (
    <a
      className={`tile shade-${shade}`}
      style={position}
      href={resultsPath(frame, { province: province.code, programme: page.programme })}
      data-column={tile.column}
      data-row={tile.row}
    >
      <span>{tile.short}</span>
      <span className="count">{province.count}</span>
      <span className="visually-hidden">个集群，{province.name}</span>
    </a>
  )
}

function ProvinceTable({ page, frame }: Props) {
  const counted = page.provinces
    .filter((province) => province.count !== null)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
  return (
    <div
      className="table-scroll province-table"
      tabIndex={0}
      role="region"
      aria-label="各地集群数量表"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">地区</th>
            <th scope="col" className="number">
              集群（个）
            </th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ code, name, count }) => (
            <tr key={code}>
              <td>
                <a href={resultsPath(frame, { province: code, programme: page.programme })}>
                  {name}
                </a>
              </td>
              <td className="number">{figure(count ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
