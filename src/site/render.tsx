// The one entrance to the public pages: a page and its frame in, a whole HTML document out.
import { renderToStaticMarkup } from 'react-dom/server'
import { Cluster } from './cluster.tsx'
import { Home } from './home.tsx'
import { List, Lists } from './lists.tsx'
import { Message } from './message.tsx'
import type { Frame, Page } from './model.ts'
import { Notice, Notices } from './notices.tsx'
import { Results } from './results.tsx'

/** The document as text; it needs no script to be read or used. */
export function renderPage(page: Page, frame: Frame): string {
  return `<!doctype html>${renderToStaticMarkup(draw(page, frame))}`
}

function draw(page: Page, frame: Frame) {
  switch (page.kind) {
    case 'home':
      return <Home page={page} frame={frame} />
    case 'results':
      return <Results page={page} frame={frame} />
    case 'cluster':
      return <Cluster page={page} frame={frame} />
    case 'lists':
      return <Lists page={page} frame={frame} />
    case 'list':
      return <List page={page} frame={frame} />
    case 'notices':
      return <Notices page={page} frame={frame} />
    case 'notice':
      return <Notice page={page} frame={frame} />
    case 'message':
      return <Message page={page} frame={frame} />
  }
}
