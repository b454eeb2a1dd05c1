// Builds the application and the public pages into dist/, only when one of their sources has changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node, root } from './install.mjs'

const sources = ['src/web', 'src/site', 'src/domain', 'src/contract']
const settings = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const stamp = join(root, 'dist/.inputs')

/** Returns whether dist/ is up to date; says what it does on standard error. */
export function ensureBuilt() {
  const inputs = hashInputs()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return true
  rmSync(stamp, { force: true })
  console.error('正在构建页面（vite build）…')
  if (!build('web') || !build('site')) return false
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, inputs)
  return true
}

function build(mode) {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', 'vite.config.ts', '--mode', mode, '--logLevel', 'warn']
  const env = { ...process.env, NODE_ENV: 'production' }
  return spawnSync(node, args, { cwd: root, stdio: ['ignore', 2, 2], env }).status === 0
}

function hashInputs() {
  const hash = createHash('sha256')
  for (const file of [...sources.flatMap(filesUnder), ...settings]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort()
}
