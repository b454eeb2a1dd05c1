// How PostgreSQL's values arrive in TypeScript. Set per pool: the driver's global table stays as it is.
import pg from 'pg'

type Parse = (text: string) => unknown

const textArrayOid = 1009

/** Dates have no time zone, decimals no binary fraction; a bigint beyond 2^53 is an error, never a rounding. */
const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [20, toInteger],
  [1016, (text) => toTexts(text).map((item) => (item === null ? null : toInteger(item)))],
  [1082, (text) => text],
  [1182, toTexts],
  [1700, (text) => text],
  [1231, toTexts],
])

/** The `types` of a pool: date → 'YYYY-MM-DD', int8 → checked number, numeric → string, timestamptz → Date. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    const own = format === 'binary' ? undefined : parsers.get(oid)
    return own ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
  },
}

function toInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} exceeds 2^53`)
  return value
}

function toTexts(text: string): (string | null)[] {
  const parse: (text: string) => (string | null)[] = pg.types.getTypeParser(Number(textArrayOid))
  return parse(text)
}
