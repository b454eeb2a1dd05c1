// What every command works with: where it reads and writes, and the installation opened for its length.
import { mkdirSync } from 'node:fs'
import { type Database, openDatabase } from '#db/open.ts'
import type { App } from '#server/action.ts'
import { install } from '#server/install.ts'
import { readSettings } from '#server/settings.ts'

/** Where a command reads and writes; standard output carries its answer and nothing else. */
export interface Io {
  write(text: string): Promise<void>
  complain(line: string): void
  /** The folder that the caller stands in; file names are relative to it. */
  readonly folder: string
}

/** Opens the installation (making it if need be) for the length of one command. */
export async function withApp(
  io: Io,
  work: (app: App, database: Database) => Promise<number>,
): Promise<number> {
  const settings = readSettings()
  mkdirSync(settings.dataDir, { recursive: true })
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    ownerUrl: settings.databaseOwnerUrl,
    dataDir: settings.dataDir,
    connections: 2,
  })
  try {
    const app: App = { db: database.db, clock: { offsetMs: 0 } }
    await install(app, () => undefined)
    return await work(app, database)
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error))
    return 1
  } finally {
    await database.close()
  }
}
