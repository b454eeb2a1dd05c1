// The measured server runs in a process of its own, so that the load generator takes no time from its loop.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export interface Served<Ready> {
  readonly ready: Ready
  readonly stop: () => Promise<void>
}

/** Starts a file of bench/shared as a process and waits until it says that it is ready. */
export async function startServer<Ready>(file: string): Promise<Served<Ready>> {
  const child: ChildProcess = fork(new URL(file, import.meta.url), { stdio: 'inherit' })
  const exited = once(child, 'exit')
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as Ready),
    exited.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`))),
  ])
  const stop = async () => {
    if (child.connected) child.disconnect()
    await exited
  }
  return { ready, stop }
}

/** The other side: says that it is ready and ends when the measuring process lets go of it or dies. */
export function serveUntilLeft(ready: object, close: () => Promise<void>): void {
  process.once('disconnect', () => void close().finally(() => process.exit(0)))
  process.send?.(ready)
}
