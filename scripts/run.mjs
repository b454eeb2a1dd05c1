// Runs a program as this command's own: its output, its exit code, and the signals that were meant for it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { node, root } from './install.mjs'

/** Runs a TypeScript file under the pinned Node and ends with its exit code. */
export function runAsMe(file, args) {
  const child = spawn(node, [file, ...args], { cwd: root, stdio: 'inherit' })
  // Ctrl-C in a terminal reaches the child by itself; only a signal sent to this process alone is passed on.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0))
  })
}
