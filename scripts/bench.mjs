// `npm run bench -- NAME`: runs one measure of bench/, or all; ends with 1 if any is below its bound.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, node, root } from './install.mjs'

const folder = join(root, 'bench')
const known = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -3))
  .sort()
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !known.includes(name))
if (unknown !== undefined) {
  console.error(`No measure «${unknown}»; there are: ${known.join(', ')}`)
  process.exit(1)
}

ensureInstalled()
let failed = !ensureBuilt()
for (const name of asked.length > 0 ? asked : known) {
  const { status } = spawnSync(node, [join(folder, `${name}.ts`)], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
