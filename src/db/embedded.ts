// Starts (or joins) the real PostgreSQL 18 that npm brought along, on a unix socket under the data folder.
// Several processes share one server: the last one out shuts it down; a server whose users all died is joined again.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findPrograms, type Programs } from './embedded-programs.ts'
import { type Identity, identityFor } from './embedded-identity.ts'
import { holdShared, isHeld, withExclusive } from './file-lock.ts'
import { clearStale, findPostmaster, isAlive, shutDown } from './postmaster.ts'

export interface Embedded {
  /** Connection URL of the owner (superuser) on database `postgres`; swap the path for another database. */
  readonly url: string
  /** False when a running server was joined. */
  readonly started: boolean
  /** Leaves the server; the last user to leave shuts it down. May be called twice. */
  stop(): Promise<void>
}

interface Places {
  readonly root: string
  readonly cluster: string
  readonly gate: string
  readonly users: string
  readonly log: string
}

/** Long enough for crash recovery. */
const waitMs = 120_000
const foreignWaitMs = 5_000
/** sun_path holds 108 bytes with its closing zero on Linux, 104 on macOS. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107

/**
 * Makes the cluster on first use, then starts or joins its server.
 * `settings` are extra PostgreSQL settings and count only for the process that starts it.
 */
export async function startEmbedded(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Embedded> {
  const places = placesUnder(dataDir)
  mkdirSync(places.root, { recursive: true, mode: 0o700 })
  return withExclusive(places.gate, waitMs, async () => {
    const othersInside = isHeld(places.users)
    const leave = holdShared(places.users)
    try {
      const joined = await joinRunning(places, othersInside)
      const socketDir = joined ?? (await start(places, settings))
      return handle(places, leave, socketDir, joined === undefined)
    } catch (error) {
      leave()
      throw error
    }
  })
}

/** Shuts down a server whose users have all died; true when nobody uses the folder any more. */
export async function stopIfUnused(dataDir: string): Promise<boolean> {
  const places = placesUnder(dataDir)
  if (!existsSync(places.gate)) return true
  return withExclusive(places.gate, waitMs, () => stopUnlessHeld(places))
}

function placesUnder(dataDir: string): Places {
  const root = resolve(dataDir)
  const at = (name: string) => join(root, name)
  return {
    root,
    cluster: at('pg'),
    gate: at('pg-gate.lock'),
    users: at('pg-users.lock'),
    log: at('pg.log'),
  }
}

function handle(places: Places, leave: () => void, socketDir: string, started: boolean): Embedded {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await withExclusive(places.gate, waitMs, async () => {
      leave()
      await stopUnlessHeld(places)
    })
  }
  return { url: urlOf(socketDir), started, stop: () => (stopping ??= stop()) }
}

async function stopUnlessHeld(places: Places): Promise<boolean> {
  if (isHeld(places.users)) return false
  const postmaster = findPostmaster(places.cluster)
  if (!postmaster) return true
  await shutDown(postmaster.pid, places.cluster)
  if (isTemporary(postmaster.socketDir))
    rmSync(postmaster.socketDir, { recursive: true, force: true })
  return true
}

/** The socket folder of the live server, or undefined after clearing what a dead one left. */
async function joinRunning(places: Places, othersInside: boolean): Promise<string | undefined> {
  const postmaster = findPostmaster(places.cluster)
  const isGone = () => !postmaster || !isAlive(postmaster.pid, places.cluster)
  if (postmaster && !isGone()) {
    if (await untilReady(postmaster.socketDir, waitMs, isGone)) return postmaster.socketDir
  } else if (postmaster && othersInside) {
    // Others use it but no such process is here: it may run in another container. Only a connection tells.
    if (await untilReady(postmaster.socketDir, foreignWaitMs, () => false))
      return postmaster.socketDir
    throw new Error(`${places.root} 正被其他进程使用，但其数据库没有应答；请先停止那些进程再启动。`)
  }
  const known = postmaster ? [postmaster.socketDir] : []
  clearStale(places.cluster, [...known, socketHome(places.root)])
  return undefined
}

async function start(places: Places, settings: Readonly<Record<string, string>>): Promise<string> {
  const programs = findPrograms()
  const identity = identityFor(places.root, places.cluster)
  if (!existsSync(places.cluster)) await initialise(places, programs, identity)
  const socketDir = prepareSocketDir(places.root, identity)
  const options = { ...settings, listen_addresses: '', unix_socket_directories: socketDir }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [programs.postgres, '-D', places.cluster, '-p', '5432', ...flags]
  for (let attempt = 1; ; attempt++) {
    if (await launchServer(command, identity, places, socketDir)) return socketDir
    const reason = logTail(places.log)
    // Workers of a killed server may hold its memory for a moment.
    const passing = reason.includes('shared memory block')
    if (!passing || attempt === 10) throw new Error(`内置数据库未能启动：\n${reason}`)
    await sleep(200)
  }
}

async function launchServer(
  command: readonly string[],
  identity: Identity,
  places: Places,
  socketDir: string,
): Promise<boolean> {
  const child = launch(command, identity, places.log)
  let exited = false
  child.once('exit', () => {
    exited = true
  })
  const ready = await untilReady(socketDir, waitMs, () => exited)
  child.unref()
  return ready
}

/** Built beside its final place and renamed, so that a killed first start leaves nothing half made. */
async function initialise(places: Places, programs: Programs, identity: Identity): Promise<void> {
  const fresh = `${places.cluster}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  identity.own(fresh)
  // pg_trgm sees Chinese letters only under a UTF-8 lc_ctype; sorting by the built-in provider needs no library.
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const trust = ['-U', 'postgres', '-A', 'trust', '--no-instructions']
  const command = [
    programs.initdb,
    '-D',
    fresh,
    '-E',
    'UTF8',
    ...locale,
    `--lc-ctype=${ctype}`,
    ...trust,
  ]
  const child = launch(command, identity, places.log)
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`内置数据库初始化失败：\n${logTail(places.log)}`)
  renameSync(fresh, places.cluster)
}

/** Own session: Ctrl-C in the terminal must reach the application first, the database last. */
function launch(command: readonly string[], identity: Identity, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600)
  const [program = '', ...args] = [...identity.prefix, ...command]
  const child = spawn(program, args, {
    ...identity.spawn,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_MESSAGES: 'C' },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

function socketHome(root: string): string {
  return join(root, 'pg-socket')
}

/** Only its owner may enter: there is no password behind the socket. */
function prepareSocketDir(root: string, identity: Identity): string {
  const home = socketHome(root)
  const fits = Buffer.byteLength(join(home, '.s.PGSQL.5432')) <= longestSocketPath
  const dir = fits ? home : mkdtempSync(join(tmpdir(), 'jiqun-pg-'))
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  identity.own(dir)
  return dir
}

function isTemporary(socketDir: string): boolean {
  return socketDir.startsWith(join(tmpdir(), 'jiqun-pg-'))
}

/** False as soon as `isGone` says that waiting is useless, or when the time is up. */
async function untilReady(
  socketDir: string,
  limitMs: number,
  isGone: () => boolean,
): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (!(await answers(socketDir))) {
    if (isGone() || Date.now() > deadline) return false
    await sleep(10)
  }
  return true
}

async function answers(socketDir: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(socketDir) })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function urlOf(socketDir: string): string {
  return `postgres://postgres@${encodeURIComponent(socketDir)}:5432/postgres`
}

function logTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
}
