// `jiqun export listings`: every row of the real lists as CSV on standard output.
import type { Kysely } from 'kysely'
import type { Tables } from '#db/tables.ts'
import { writeListings } from '#server/registry/export.ts'

/** UTF-8 without a byte order mark, CRLF (RFC 4180); `write` is waited for, so that a slow reader is not overrun. */
export function exportListings(
  db: Kysely<Tables>,
  write: (text: string) => void | Promise<void>,
): Promise<void> {
  return writeListings(db, write)
}
