// What every start makes sure of: reference data and the shipped policy are there. A second start changes nothing.
import { type App, readClock } from './action.ts'
import { loadShippedPolicy } from './policy/load.ts'
import { loadReference } from './reference/load.ts'

/** Loads what is missing and says what it does. */
export async function install(app: App, say: (line: string) => void): Promise<void> {
  say('核对区划、行业、主管部门和六份名单……')
  await loadReference(app.db, await readClock(app.db, app.clock))
  say('核对政策版本、批次和工作日历……')
  await loadShippedPolicy(app)
}
