// What the files and processes of a PostgreSQL data directory say about its server: who runs it, and is it alive.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
}

/** The server named in `postmaster.pid`, alive or not; undefined when the file is missing or unfinished. */
export function findPostmaster(clusterDir: string): Postmaster | undefined {
  const file = join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , , socketDir] = readFileSync(file, 'utf8').split('\n')
  if (!socketDir || !Number.isInteger(Number(pid))) return undefined
  return { pid: Number(pid), socketDir }
}

/** Whether the process is a running PostgreSQL of this very directory: a zombie or a reused pid is not. */
export function isAlive(pid: number, clusterDir: string): boolean {
  if (!processExists(pid)) return false
  return process.platform === 'linux' ? isAliveLinux(pid, clusterDir) : isAlivePs(pid, clusterDir)
}

/** Removes what a dead server left behind: its own refusal to start would outlive it. */
export function clearStale(clusterDir: string, socketDirs: readonly string[]): void {
  rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
  for (const dir of socketDirs) {
    rmSync(join(dir, '.s.PGSQL.5432'), { force: true })
    rmSync(join(dir, '.s.PGSQL.5432.lock'), { force: true })
  }
}

/** Fast shutdown: running statements are rolled back; after 30 s the server is made to quit at once. */
export async function shutDown(pid: number, clusterDir: string): Promise<void> {
  const hardAt = Date.now() + 30_000
  let signal: NodeJS.Signals | undefined = 'SIGINT'
  while (isAlive(pid, clusterDir)) {
    if (signal) send(pid, signal)
    signal = Date.now() > hardAt ? 'SIGQUIT' : undefined
    await sleep(10)
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function isAliveLinux(pid: number, clusterDir: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0)
    if (state === 'Z' || state === 'X') return false
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return false
    return worksIn(pid, clusterDir)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return false
    throw error
  }
}

/** A postmaster's working directory is its data directory; where that can't be read, assume the worst: alive. */
function worksIn(pid: number, clusterDir: string): boolean {
  try {
    const there = statSync(`/proc/${pid}/cwd`)
    const here = statSync(clusterDir)
    return there.ino === here.ino && there.dev === here.dev
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') return true
    throw error
  }
}

function isAlivePs(pid: number, clusterDir: string): boolean {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim()
    return !line.startsWith('Z') && line.includes(clusterDir)
  } catch {
    return false
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
