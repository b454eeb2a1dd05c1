// Measures `start-cold` and `start-warm`: from launching the product to its address, on an empty folder (initdb, schema,
// reference data, six lists, policy) and again on the same one. Floor of both: initdb, server start and `select 1`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbedded } from '#db/embedded.ts'
import { alternate, median, report } from './shared/measure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Production is without the demonstration; an empty DATABASE_URL is none. */
const own = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' }
const none = { DATABASE_URL: '', DATABASE_OWNER_URL: '', PUBLIC_URL: '' }

/** Seconds until the product says that it serves; it is ended again, untimed. */
async function timeStart(dataDir: string): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...own, ...none, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let seconds: number | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    if (seconds !== undefined || !line.includes('系统已启动')) continue
    seconds = (performance.now() - started) / 1000
    child.kill('SIGTERM')
  }
  await exited
  if (seconds === undefined) throw new Error('the product did not start')
  return seconds
}

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'))
  try {
    return await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const product = () =>
  inFolder(async (folder) => ({ cold: await timeStart(folder), warm: await timeStart(folder) }))

/** The same launcher and programs, nothing of the product. */
const bare = () =>
  inFolder(async (folder) => {
    const started = performance.now()
    const embedded = await startEmbedded(folder)
    const client = new pg.Client({ connectionString: embedded.url })
    await client.connect()
    await client.query('select 1')
    const seconds = (performance.now() - started) / 1000
    await client.end()
    await embedded.stop()
    return seconds
  })

async function main(): Promise<void> {
  const { measured, floor } = await alternate(product, bare)
  const least = median(floor)
  const say = (name: string, value: number, limit: number) =>
    report({
      name,
      unit: 's',
      value,
      floor: least,
      ratio: value / least,
      bounds: [{ says: `at most ${limit} s`, holds: value <= limit }],
    })
  // No bound is given for the first start. Nobody should think that it hangs: 20 s is our own limit, on two cores.
  say('start-cold', median(measured.map(({ cold }) => cold)), 20)
  // «Starting again takes seconds.»
  say('start-warm', median(measured.map(({ warm }) => warm)), 5)
}

await main()
