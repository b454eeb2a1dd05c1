// Ids of what the reference data brings: the same text gives the same id on every installation.
import { createHash } from 'node:crypto'

/** A UUID of version 8 made from the SHA-256 of the text (RFC 9562, 5.8). */
export function stableId(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [0, 8, 12, 16, 20]
    .map((start, part) => hex.slice(start, [8, 12, 16, 20, 32][part]))
    .join('-')
}

/** The id of a body: its level and the code of its region, or `corps` for 新疆生产建设兵团, which has none. */
export function authorityId(
  level: 'county' | 'city' | 'province' | 'ministry',
  code: string,
): string {
  return stableId(`authority/${level}/${code}`)
}

/** The id of the cluster that a row of a list names. */
export function listedClusterId(list: string, number: number): string {
  return stableId(`listing/${list}/${number}`)
}
