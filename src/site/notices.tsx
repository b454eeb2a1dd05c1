// Public notices (公示): all of them, and one with the clusters it names (暂行办法 第十四条).
import { listPath, pathTo } from './addresses.ts'
import { Document } from './document.tsx'
import type { Frame, NoticePage, NoticesPage } from './model.ts'
import { Fact, Facts, NoticeList, noticePhase } from './parts.tsx'

export function Notices({ page, frame }: { readonly page: NoticesPage; readonly frame: Frame }) {
  return (
    <Document frame={frame} title="公示" section="notices">
      <div className="wide">
        <h1>公示</h1>
        {page.notices.length === 0 ? (
          <div className="empty">
            <p>目前没有公示。拟认定的集群公示时在此列出名称、所在地和公示起止日期。</p>
            <p>
              <a href={pathTo(frame, '/lists')}>查看已公布的名单</a>
            </p>
          </div>
        ) : (
          <NoticeList where={frame} notices={page.notices} />
        )}
      </div>
    </Document>
  )
}

export function Notice({
  page: { notice },
  frame,
}: {
  readonly page: NoticePage
  readonly frame: Frame
}) {
  return (
    <Document frame={frame} title={notice.title} section="notice">
      <article className="wide">
        <p className="crumbs">
          <a href={pathTo(frame, '/notices')}>公示</a>
        </p>
        <h1>{notice.title}</h1>
        <Facts>
          <Fact name="公示期">
            {notice.firstDay} 至 {notice.lastDay}（{notice.workingDays} 个工作日）
          </Fact>
          <Fact name="进展">
            {noticePhase(notice.phase)}
            {notice.listCode === null ? null : (
              <>
                ：<a href={listPath(frame, notice.listCode)}>查看名单</a>
              </>
            )}
          </Fact>
        </Facts>
        <div className="letter">
          {notice.body.split(/\n+/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <h2>拟认定集群（{notice.entries.length} 个）</h2>
        <div className="table-scroll" tabIndex={0} role="region" aria-label="拟认定集群">
          <table>
            <thead>
              <tr>
                <th scope="col" className="number">
                  序号
                </th>
                <th scope="col">集群名称</th>
                <th scope="col">所在地</th>
              </tr>
            </thead>
            <tbody>
              {notice.entries.map((entry) => (
                <tr key={entry.number}>
                  <td className="number">{entry.number}</td>
                  <td>{entry.name}</td>
                  <td>{entry.regionName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </article>
    </Document>
  )
}
