// `npm run -s jiqun -- …`: the command line. Standard output carries the command's own answer and nothing else.
import { ensureInstalled } from './install.mjs'
import { runAsMe } from './run.mjs'

ensureInstalled()
runAsMe('src/cli/main.ts', process.argv.slice(2))
