// Locks between processes that the operating system drops by itself when a process dies.
// SQLite (built into Node) is used for its file locks alone: Node has no flock, and pid files go stale.
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const sqliteBusy = 5
const pollMs = 20

/** Runs `act` while no other process (or handle of this one) is inside for the same file; throws after `waitMs`. */
export async function withExclusive<T>(
  file: string,
  waitMs: number,
  act: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + waitMs
  let release = tryExclusive(file)
  while (release === undefined) {
    if (Date.now() > deadline) throw new Error(`等待其他进程释放 ${file} 超时`)
    await sleep(pollMs)
    release = tryExclusive(file)
  }
  try {
    return await act()
  } finally {
    release()
  }
}

/** Takes part in a file's circle of holders until the returned function is called or the process ends. */
export function holdShared(file: string): () => void {
  const handle = new DatabaseSync(file)
  handle.exec('BEGIN')
  handle.prepare('SELECT count(*) FROM sqlite_master').get()
  return once(() => handle.close())
}

/** Whether anybody, in this process or another, holds the file. */
export function isHeld(file: string): boolean {
  const release = tryExclusive(file)
  release?.()
  return release === undefined
}

function tryExclusive(file: string): (() => void) | undefined {
  const handle = new DatabaseSync(file, { timeout: 0 })
  try {
    handle.exec('BEGIN EXCLUSIVE')
    return once(() => handle.close())
  } catch (error) {
    handle.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
