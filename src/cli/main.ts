// The command line: `npm run -s jiqun -- COMMAND`. Works whether or not the server runs, and on an installation never started.
import { runCommand } from './commands.ts'
import type { Io } from './installation.ts'

const io: Io = {
  write: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
    }),
  complain: (line) => process.stderr.write(`${line}\n`),
  folder: process.env['INIT_CWD'] ?? process.cwd(),
}

// `jiqun … | head` closes the pipe early; that is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : 1),
)

try {
  process.exitCode = await runCommand(process.argv.slice(2), io)
} catch (error) {
  io.complain(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
