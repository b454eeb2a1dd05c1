// The product on a database of its own: a real server with fsync on, under a temporary folder that goes when it is left.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '#db/open.ts'
import type { App } from '#server/action.ts'
import { install } from '#server/install.ts'

export interface Scratch {
  readonly app: App
  readonly database: Database
  readonly close: () => Promise<void>
}

/** Opened and installed as `npm start` does it, without the demonstration. */
export async function openScratch(): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const database = await openDatabase({ dataDir: folder, connections: 20 })
    const app: App = { db: database.db, clock: { offsetMs: 0 } }
    await install(app, () => undefined)
    return { app, database, close: () => database.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
