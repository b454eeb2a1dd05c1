// The frame of every public page: head, masthead, banner of the demonstration, foot.
import type { ReactNode } from 'react'
import { pathTo } from './addresses.ts'
import type { Frame, Page } from './model.ts'

export const siteName = '产业集群名录'

interface DocumentProps {
  readonly frame: Frame
  readonly title: string
  readonly section: Page['kind']
  readonly children: ReactNode
}

export function Document({ frame, title, section, children }: DocumentProps) {
  const fullTitle = title === siteName ? title : `${title} · ${siteName}`
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{frame.demonstration ? `【演示数据】${fullTitle}` : fullTitle}</title>
        {frame.demonstration || section === 'message' ? (
          <meta name="robots" content="noindex" />
        ) : null}
        <style dangerouslySetInnerHTML={{ __html: frame.themeCss }} />
        <link rel="stylesheet" href={frame.assets.style} />
        <link rel="icon" href="data:," />
        <script src={frame.assets.script} defer />
      </head>
      <body>
        <a className="skip" href="#main">
          跳到正文
        </a>
        <Masthead frame={frame} section={section} />
        {frame.demonstration ? <Banner /> : null}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Foot frame={frame} />
      </body>
    </html>
  )
}

const sections: readonly {
  readonly path: string
  readonly name: string
  readonly kinds: readonly Page['kind'][]
}[] = [
  { path: '/', name: '首页', kinds: ['home'] },
  { path: '/clusters', name: '集群检索', kinds: ['results', 'cluster'] },
  { path: '/lists', name: '名单', kinds: ['lists', 'list'] },
  { path: '/notices', name: '公示', kinds: ['notices', 'notice'] },
]

function Masthead({ frame, section }: { readonly frame: Frame; readonly section: Page['kind'] }) {
  return (
    <header className="masthead">
      <div className="wide">
        <a className="brand" href={pathTo(frame, '/')}>
          <span className="seal" aria-hidden="true">
            集
          </span>
          {siteName}
        </a>
        <nav aria-label="栏目">
          {sections.map(({ path, name, kinds }) => (
            <a
              key={path}
              href={pathTo(frame, path)}
              aria-current={kinds.includes(section) ? 'page' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
        <a className="sign-in" href="/app/">
          工作人员登录
        </a>
      </div>
    </header>
  )
}

function Banner() {
  return (
    <aside className="banner" aria-label="演示数据">
      <div className="wide">
        <strong>演示数据</strong>
        以下集群、名单和公示均为演示而编造，不计入正式名录的数量、检索和下载。
        <a href="/">返回正式名录</a>
      </div>
    </aside>
  )
}

function Foot({ frame }: { readonly frame: Frame }) {
  return (
    <footer className="foot">
      <div className="wide">
        <p>
          状态以 {frame.today}{' '}
          为准。名单条目照原文收录，校读另列；每条注明名单、序号和来源。行政区划依民政部 2024
          年区划代码，行业依 GB/T 4754-2017。
        </p>
        {frame.demonstration ? null : (
          <p className="links">
            <a href="/api/registry/listings.csv">下载全部名单条目（CSV）</a>
            <a href="/demo">查看演示</a>
          </p>
        )}
      </div>
    </footer>
  )
}
