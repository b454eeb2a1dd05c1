// `npm start`: installs and builds what is missing, then runs the server under the pinned Node.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { runAsMe } from './run.mjs'

ensureInstalled()
if (!ensureBuilt()) {
  console.error('页面构建失败，原因见上。')
  process.exit(1)
}
runAsMe('src/server/main.ts', process.argv.slice(2))
