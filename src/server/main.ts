// Starts the product: database, reference data, demonstration where due, HTTP; ends cleanly on a signal.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#db/open.ts'
import { closeRenderWorkers } from '#documents/in-worker.ts'
import type { App } from './action.ts'
import { buildServer } from './app.ts'
import { makeDemonstration } from './demonstration/first-start.ts'
import { tidy, tidyDaily } from './housekeeping.ts'
import { install } from './install.ts'
import { readSettings } from './settings.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const settings = readSettings()
  mkdirSync(settings.dataDir, { recursive: true })
  say(
    settings.databaseUrl === undefined
      ? `打开内置数据库（${settings.dataDir}）……`
      : '连接 PostgreSQL 服务器……',
  )
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    ownerUrl: settings.databaseOwnerUrl,
    dataDir: settings.dataDir,
    connections: 20,
  })
  const app: App = { db: database.db, clock: { offsetMs: 0 } }
  await install(app, say)
  await tidy(app)
  const tidying = tidyDaily(app)
  const signIns = await makeDemonstration(app, settings, say)
  const server = await buildServer(app, {
    log: settings.environment === 'production',
    secureCookies: settings.publicUrl?.startsWith('https:') ?? false,
    dist: fileURLToPath(new URL('../../dist', import.meta.url)),
  })
  const address = await server.listen({ host: settings.host, port: settings.port })
  say(`\n集群申报与认定系统已启动：${settings.publicUrl ?? address}/`)
  say(`工作人员登录：${settings.publicUrl ?? address}/app/`)
  if (signIns.length > 0) {
    say('\n演示账号（仅用于演示，密码同时保存在数据目录的 demonstration-sign-ins.txt）：')
    for (const { login, password, description } of signIns)
      say(`  ${login.padEnd(24)}${password}  ${description}`)
  }
  let ending: Promise<void> | undefined
  const end = () => {
    ending ??= (async () => {
      tidying.stop()
      await server.close()
      await closeRenderWorkers()
      await database.close()
    })()
    void ending.then(() => process.exit(0))
  }
  // Ctrl-C through npm sends the signal twice
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`启动失败：${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
