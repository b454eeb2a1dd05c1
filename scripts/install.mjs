// Makes sure that node_modules matches package-lock.json. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The pinned Node; the one that runs this file may be older. */
export const node = join(
  root,
  'node_modules/.bin',
  process.platform === 'win32' ? 'node.cmd' : 'node',
)

/** Runs `npm ci` when something is missing or differs; all its output goes to standard error. */
export function ensureInstalled() {
  if (isInstalled()) return
  console.error('正在安装依赖（npm ci），首次约需一分钟…')
  const npm = process.env.npm_execpath
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const [program, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(program, [...before, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  })
  if (status === 0 && existsSync(node)) return
  console.error(
    status === 0
      ? `依赖已安装，但没有适用于 ${process.platform}-${process.arch} 的 Node 26。`
      : '依赖安装失败：请检查网络或 npm 源设置后重试（npm ci）。',
  )
  process.exit(1)
}

function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  if (!installed || !existsSync(node)) return false
  const wanted = Object.entries(readPackages('package-lock.json') ?? {})
  return wanted.every(([path, { version, optional, peer }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version : Boolean(optional || peer)
  })
}

function readPackages(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}
