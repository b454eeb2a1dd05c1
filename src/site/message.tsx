// A page that could not be shown: what happened, and where to go on.
import { pathTo } from './addresses.ts'
import { Document } from './document.tsx'
import type { Frame, MessagePage } from './model.ts'
import { SearchForm } from './parts.tsx'

export function Message({ page, frame }: { readonly page: MessagePage; readonly frame: Frame }) {
  return (
    <Document frame={frame} title={page.title} section="message">
      <div className="wide message">
        <h1>{page.title}</h1>
        <p className="lead">{page.text}</p>
        <SearchForm where={frame} />
        <p className="onward">
          <a href={pathTo(frame, '/')}>返回首页</a>
          <a href={pathTo(frame, '/clusters')}>查看全部集群</a>
        </p>
      </div>
    </Document>
  )
}
