// The lists of the registry with their validity as of today, and the states of the clusters that stand on them.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { Validity } from '#domain/batch.ts'
import { type ValidityNow, validityOf } from '#domain/calendar.ts'
import type { ClusterState } from '#domain/registry/view.ts'

export type Db = Kysely<Tables>

/** A list as the registry shows it. */
export interface RegistryList {
  readonly code: string
  readonly title: string
  readonly programme: string
  readonly programmeName: string
  readonly year: number | null
  readonly document: string | null
  readonly issued: string | null
  readonly publisher: string | null
  readonly source: string
  /** The words of the document; null: no term is stated. */
  readonly validityWorded: string | null
  readonly validity: ValidityNow
}

/** The lists in their order, the real ones or those of the demonstration. `today` is the date in China. */
export async function readLists(
  db: Db,
  demonstration: boolean,
  today: string,
): Promise<RegistryList[]> {
  const rows = await db
    .selectFrom('listing_list')
    .selectAll()
    .where('demonstration', '=', demonstration)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => {
    const validity = row.validity === null ? null : Validity.parse(row.validity)
    const { code, title, programme, year, document, issued, publisher, source } = row
    return {
      code,
      title,
      programme,
      programmeName: row.programme_name,
      year,
      document,
      issued,
      publisher,
      source,
      validityWorded: validity?.worded ?? null,
      validity: validityOf(validity, issued, today),
    }
  })
}

/** One place in `cluster.lists`: a list and whether the recognition on it was revoked. */
export interface Standing {
  readonly list: RegistryList
  readonly state: ClusterState
}

const revokedMark = '!'

export function readStanding(
  held: string,
  lists: ReadonlyMap<string, RegistryList>,
): Standing | undefined {
  const revoked = held.startsWith(revokedMark)
  const list = lists.get(revoked ? held.slice(revokedMark.length) : held)
  return list && { list, state: revoked ? 'revoked' : list.validity.state }
}

/** What `cluster.lists` can hold, as of today. */
export function allStandings(
  lists: readonly RegistryList[],
): { held: string; standing: Standing }[] {
  return lists.flatMap((list) => [
    { held: list.code, standing: { list, state: list.validity.state } },
    { held: `${revokedMark}${list.code}`, standing: { list, state: 'revoked' as const } },
  ])
}
