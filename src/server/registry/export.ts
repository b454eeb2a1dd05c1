// The rows of the real lists as CSV (RFC 4180), for the download and the command line.
import { sql } from 'kysely'
import type { Db } from './lists.ts'

/** Column names of the export, in order. */
export const listingColumns = [
  'list',
  'number',
  'printed',
  'printed_region',
  'cluster_id',
  'canonical_name',
  'province_code',
  'place_codes',
  'industry_division',
  'repeat_of',
  'correction',
] as const

type Record = { readonly [Column in (typeof listingColumns)[number]]: string | number | null } & {
  readonly sequence: number
}

const chunk = 500

/**
 * Writes all rows, list by list, five hundred at a time; waits for each `write`. `cluster_id` is the cluster that the
 * registry shows for the row, several place codes are joined by `+`. Demonstration lists are never exported.
 */
export async function writeListings(
  db: Db,
  write: (text: string) => void | Promise<void>,
): Promise<void> {
  await write(line(listingColumns))
  let last: { sequence: number; number: number } | undefined = { sequence: -1, number: 0 }
  while (last !== undefined) {
    const rows = await readAfter(db, last)
    if (rows.length > 0)
      await write(rows.map((row) => line(listingColumns.map((column) => row[column]))).join(''))
    const end = rows.at(-1)
    last =
      end && rows.length === chunk
        ? { sequence: end.sequence, number: Number(end.number) }
        : undefined
  }
}

async function readAfter(
  db: Db,
  { sequence, number }: { sequence: number; number: number },
): Promise<Record[]> {
  const { rows } = await sql<Record>`
    select s.sequence, l.list_code as list, l.number, l.printed, l.printed_region, coalesce(k.to_cluster_id, l.cluster_id) as cluster_id,
      l.canonical_name, l.province_code, array_to_string(l.place_codes, '+') as place_codes, l.industry_division, l.repeat_of, l.correction
    from listing l
    join listing_list s on s.code = l.list_code
    left join cluster_link k on k.from_cluster_id = l.cluster_id and k.undone_at is null
    where not s.demonstration and (s.sequence, l.number) > (${sequence}, ${number})
    order by s.sequence, l.number limit ${chunk}`.execute(db)
  return rows
}

function line(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A spreadsheet must not take a name for a formula: such a text gets an apostrophe before it. */
function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
