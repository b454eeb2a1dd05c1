// The codes that a form may hold: GB/T 2260 regions and GB/T 4754 divisions. Reference data is loaded before the server listens and then only grows.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { KnownCodes } from '#domain/declaration/check-value.ts'

const cache = new WeakMap<object, Promise<KnownCodes>>()

/** An industry code is known when its division (first two digits) is; regions are known by their full code. */
export function knownCodes(db: Kysely<Tables>): Promise<KnownCodes> {
  const key = db.getExecutor().adapter
  const held = cache.get(key)
  if (held) return held
  const made = readCodes(db)
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

async function readCodes(db: Kysely<Tables>): Promise<KnownCodes> {
  const regions = new Set(
    (await db.selectFrom('region').select('code').execute()).map((row) => row.code),
  )
  const divisions = new Set(
    (await db.selectFrom('industry').select('code').execute()).map((row) => row.code),
  )
  return {
    region: (code) => regions.has(code),
    industry: (code) => /^\d{2,4}$/.test(code) && divisions.has(code.slice(0, 2)),
  }
}
