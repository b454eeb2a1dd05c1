// The embedded server: made once, shared between processes, and mended after every way of dying.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbedded, stopIfUnused } from './embedded.ts'
import { findPostmaster, isAlive } from './postmaster.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiqun-embedded-'))
const dataDir = join(folder, 'data')
const cluster = join(dataDir, 'pg')

afterAll(async () => {
  await stopIfUnused(dataDir)
  rmSync(folder, { recursive: true })
})

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ value: unknown }>(sql)
    return rows[0]?.value
  } finally {
    await client.end()
  }
}

function runningPid(): number | undefined {
  const postmaster = findPostmaster(cluster)
  return postmaster && isAlive(postmaster.pid, cluster) ? postmaster.pid : undefined
}

type Child = ChildProcessByStdio<null, Readable, null>

/** Another process that starts or joins, says which, and stays until it is killed or told to leave by SIGTERM. */
async function otherProcess(): Promise<{ child: Child; started: boolean }> {
  const source = new URL('./embedded.ts', import.meta.url)
  const script = `
    import { startEmbedded } from '${source}'
    const server = await startEmbedded('${dataDir}')
    const stay = setInterval(() => {}, 1000)
    process.once('SIGTERM', async () => { clearInterval(stay); await server.stop() })
    console.log(server.started)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, started: String(line).trim() === 'true' }
}

async function end(child: Child, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await once(child, 'exit')
}

test('two processes that meet on an empty folder share one server, over what a killed first start left', async () => {
  mkdirSync(join(dataDir, 'pg.new'), { recursive: true })
  writeFileSync(join(dataDir, 'pg.new/PG_VERSION'), '18')
  const [mine, other] = await Promise.all([startEmbedded(dataDir), otherProcess()])
  expect([mine.started, other.started].filter(Boolean)).toHaveLength(1)
  await mine.stop()
  expect(runningPid()).toBeDefined()
  await end(other.child, 'SIGTERM')
  expect(runningPid()).toBeUndefined()
})

test('the server speaks only through a private socket, keeps what it confirms, and knows Chinese letters', async () => {
  const server = await startEmbedded(dataDir)
  expect(await query(server.url, 'select current_setting($$listen_addresses$$) as value')).toBe('')
  expect(await query(server.url, 'select current_setting($$fsync$$) as value')).toBe('on')
  expect(await query(server.url, "select '武' ~ '[[:alpha:]]' as value")).toBe(true)
  const ctype = 'select datctype as value from pg_database where datname = current_database()'
  expect(await query(server.url, ctype)).toMatch(/UTF-8/)
  const socketDir = findPostmaster(cluster)?.socketDir ?? ''
  expect(statSync(socketDir).mode & 0o777).toBe(0o700)
  await server.stop()
})

test('the server of a killed process is joined, and ends with its new user', async () => {
  const { child, started } = await otherProcess()
  expect(started).toBe(true)
  await end(child, 'SIGKILL')
  const orphan = runningPid()
  const server = await startEmbedded(dataDir)
  expect([server.started, runningPid()]).toEqual([false, orphan])
  await server.stop()
  expect(runningPid()).toBeUndefined()
})

test('an orphan without users can be ended without joining it; one in use is left alone', async () => {
  const { child } = await otherProcess()
  expect(await stopIfUnused(dataDir)).toBe(false)
  await end(child, 'SIGKILL')
  expect(await stopIfUnused(dataDir)).toBe(true)
  expect(runningPid()).toBeUndefined()
})

test('what was committed outlives a killed server', async () => {
  const before = await startEmbedded(dataDir)
  await query(before.url, 'create table kept (n int)')
  await query(before.url, 'insert into kept values (538)')
  process.kill(runningPid() ?? Number.NaN, 'SIGKILL')
  await expect.poll(runningPid).toBeUndefined()
  await before.stop()
  const after = await startEmbedded(dataDir)
  expect(after.started).toBe(true)
  expect(await query(after.url, 'select n as value from kept')).toBe(538)
  await after.stop()
})

test('a lock file whose number now belongs to another program is cleared', async () => {
  const stale = [process.pid, cluster, 0, 5432, join(dataDir, 'pg-socket'), '', '', 'ready']
  writeFileSync(join(cluster, 'postmaster.pid'), `${stale.join('\n')}\n`)
  writeFileSync(join(dataDir, 'pg-socket/.s.PGSQL.5432.lock'), `${process.pid}\n`)
  const server = await startEmbedded(dataDir)
  expect(server.started).toBe(true)
  await server.stop()
})

test.runIf(process.platform === 'linux')('a zombie counts as dead', async () => {
  // the child ends after the shell has become `sleep`, which never asks for it
  const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 30'])
  const [line] = await once(parent.stdout, 'data')
  const zombie = Number(String(line))
  await expect
    .poll(() => readFileSync(`/proc/${zombie}/stat`, 'utf8'), { timeout: 5000 })
    .toContain(') Z ')
  expect(() => process.kill(zombie, 0)).not.toThrow()
  expect(isAlive(zombie, cluster)).toBe(false)
  parent.kill()
})

test('under a path too long for a socket the socket moves to the temporary folder and leaves with the server', async () => {
  const deep = join(folder, '很长的目录名'.repeat(8))
  const server = await startEmbedded(deep)
  const socketDir = findPostmaster(join(deep, 'pg'))?.socketDir ?? ''
  expect(socketDir.startsWith(join(tmpdir(), 'jiqun-pg-'))).toBe(true)
  expect(await query(server.url, 'select 1 as value')).toBe(1)
  await server.stop()
  expect(existsSync(socketDir)).toBe(false)
})
