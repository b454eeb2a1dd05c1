// Which commands there are, one line each, and how they are found.
import { createAdministrator } from './create-administrator.ts'
import { doctor } from './doctor.ts'
import { evaluateFile, printExample } from './evaluate.ts'
import { exportListings } from './export-listings.ts'
import { type Io, withApp } from './installation.ts'
import { exportPolicy, importPolicy } from './policy.ts'

interface Command {
  readonly words: readonly string[]
  readonly usage: string
  readonly summary: string
  /** Returns the exit code. */
  run(rest: readonly string[], io: Io): Promise<number>
}

const commands: readonly Command[] = [
  {
    words: ['export', 'listings'],
    usage: 'export listings',
    summary: '名单条目及其校读，CSV',
    run: (_rest, io) =>
      withApp(io, async (app) => {
        await exportListings(app.db, (text) => io.write(text))
        return 0
      }),
  },
  {
    words: ['evaluate', '--example'],
    usage: 'evaluate --example',
    summary: '一份完整的申报示例，JSON',
    run: (_rest, io) => printExample(io),
  },
  {
    words: ['evaluate'],
    usage: 'evaluate FILE.json',
    summary: '按认定标准逐条核对一份申报，JSON（FILE 为 - 时读标准输入）',
    run: ([file], io) =>
      file === undefined ? usage(io) : withApp(io, (app) => evaluateFile(app.db, file, io)),
  },
  {
    words: ['doctor'],
    usage: 'doctor',
    summary: '检查安装是否完好',
    run: (_rest, io) => doctor(io),
  },
  {
    words: ['create-administrator'],
    usage: 'create-administrator LOGIN',
    summary: '建立首位系统管理员，输出一次性显示的密码',
    run: ([login], io) =>
      login === undefined ? usage(io) : withApp(io, (app) => createAdministrator(app, login, io)),
  },
  {
    words: ['export', 'policy'],
    usage: 'export policy edition|batch CODE',
    summary: '政策版本或批次，YAML',
    run: ([kind, code], io) =>
      kind === undefined || code === undefined
        ? usage(io)
        : withApp(io, (app) => exportPolicy(app.db, kind, code, io)),
  },
  {
    words: ['import', 'policy'],
    usage: 'import policy edition|batch FILE.yaml',
    summary: '检查并载入政策版本或批次',
    run: ([kind, file], io) =>
      kind === undefined || file === undefined
        ? usage(io)
        : withApp(io, (app) => importPolicy(app, kind, file, io)),
  },
]

/** Runs one command line and returns its exit code: 0 done, 1 found something wrong, 2 not understood. */
export async function runCommand(words: readonly string[], io: Io): Promise<number> {
  const command = commands.find((candidate) =>
    candidate.words.every((word, index) => words[index] === word),
  )
  if (!command) return usage(io)
  return command.run(words.slice(command.words.length), io)
}

function usage(io: Io): Promise<number> {
  io.complain('用法：npm run -s jiqun -- 命令\n')
  for (const { usage: line, summary } of commands) io.complain(`  ${line.padEnd(40)}${summary}`)
  return Promise.resolve(2)
}
