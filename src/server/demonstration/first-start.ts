// The first start on an empty embedded database makes the cast and the demonstration; nothing of it on a server or in production.
import { type App, readClock } from '../action.ts'
import { dateInChina } from '../policy/queries.ts'
import type { Settings } from '../settings.ts'
import { buildDemonstration } from './build.ts'
import { makeCast, readSignIns, type SignIn } from './cast.ts'

/** Returns the sign-ins to print; none on an installation that is not a demonstration. */
export async function makeDemonstration(
  app: App,
  settings: Settings,
  say: (line: string) => void,
): Promise<SignIn[]> {
  if (settings.databaseUrl !== undefined || settings.environment === 'production') return []
  const made = await app.db
    .selectFrom('loaded')
    .select('name')
    .where('name', '=', 'demonstration')
    .executeTakeFirst()
  if (made) return readSignIns(settings.dataDir)
  const people = await app.db
    .selectFrom('person')
    .select('id')
    .where('demonstration', '=', false)
    .executeTakeFirst()
  if (people) return []
  say('建立演示人员和演示数据（均标明“演示数据”）……')
  const signIns = await makeCast(app, settings.dataDir)
  const now = await readClock(app.db, app.clock)
  const begun = await app.db
    .selectFrom('batch')
    .select('id')
    .where('code', 'like', 'demo-%')
    .executeTakeFirst()
  if (!begun) await buildDemonstration(app, Number(dateInChina(now).slice(0, 4)))
  await app.db.insertInto('loaded').values({ name: 'demonstration', sha256: '', at: now }).execute()
  return signIns
}
