// What is kept only for a while: answers of repeated saves, ended sessions, presence. Nothing else is ever deleted.
import { type App, readClock } from './action.ts'

const day = 86_400_000
const keptDays = 7

/** Empties what has run out; called at every start and once a day. */
export async function tidy(app: App): Promise<void> {
  const now = await readClock(app.db, app.clock)
  const before = new Date(now.getTime() - keptDays * day)
  await app.db.deleteFrom('idempotency').where('at', '<', before).execute()
  await app.db.deleteFrom('session').where('expires_at', '<', now).execute()
  await app.db.deleteFrom('presence').where('seen_at', '<', before).execute()
}

/** Tidies once a day until `stop`. A day on which the database is away is made up for on the next. */
export function tidyDaily(app: App): { stop(): void } {
  const timer = setInterval(() => void tidy(app).catch(() => undefined), day)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
