// A fingerprint of everything that an act may change, table by table: before and after a refusal it is the same.
import type { LightMyRequestResponse } from 'fastify'
import type pg from 'pg'
import { expect } from 'vitest'
import { tableKinds } from '#db/table-kinds.ts'
import type { ProblemBody } from '#domain/problem.ts'

// never written by an act; large
const codeTables = ['region', 'region_successor', 'industry', 'authority', 'authority_region']
const watched = Object.keys(tableKinds).filter((table) => !codeTables.includes(table))

/** Rows and hash of each table; two dumps are equal when no row was added, changed or removed. */
export async function dump(pool: pg.Pool): Promise<Record<string, string>> {
  const parts = watched.map(
    (table) =>
      `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as held from ${table} t`,
  )
  const { rows } = await pool.query<{ name: string; held: string }>(parts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, held }) => [name, held]))
}

export type Refusal = ProblemBody & { readonly status: number }

/** Asks, and fails when anything in the database is other than before. */
export async function refused(
  pool: pg.Pool,
  ask: () => Promise<LightMyRequestResponse>,
): Promise<Refusal> {
  const before = await dump(pool)
  const answer = await ask()
  expect(await dump(pool)).toEqual(before)
  return { status: answer.statusCode, ...answer.json<ProblemBody>() }
}
