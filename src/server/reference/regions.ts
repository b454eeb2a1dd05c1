// Regions of GB/T 2260 with level, parent and marks, from the region list and reference/regions.yaml.
import type { ListedRegion, RegionsFile } from './files.ts'

export type RegionLevel = 'province' | 'prefecture' | 'county'

/** A row of the table `region`. Marks that hold for a whole region hold for what lies in it. */
export interface RegionRow {
  readonly code: string
  readonly name: string
  readonly level: RegionLevel
  readonly parent_code: string | null
  readonly province_code: string
  readonly marks: readonly string[]
  readonly source: string
}

/** A prefecture that the list only uses as a heading: 市辖区, 县, 省直辖县级行政区划. Nobody governs there. */
const headingMark = 'heading'
const municipalities = new Set(['110000', '120000', '310000', '500000'])

function levelOf(code: string): RegionLevel {
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'prefecture' : 'county'
}

function parentOf(code: string): string | null {
  const level = levelOf(code)
  if (level === 'province') return null
  return level === 'prefecture' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
}

function isHeading(code: string): boolean {
  if (levelOf(code) !== 'prefecture') return false
  return municipalities.has(`${code.slice(0, 2)}0000`) || code.slice(2, 4) === '90'
}

/** All regions in the order of their codes. */
export function buildRegions(listed: readonly ListedRegion[], file: RegionsFile): RegionRow[] {
  const marksOf = (code: string) => {
    const covering = [code, parentOf(code), `${code.slice(0, 2)}0000`]
    return file.marks
      .filter((mark) => covering.some((one) => one !== null && mark.regions.includes(one)))
      .map((mark) => mark.code)
  }
  return [...listed, ...file.additions]
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name }) => ({
      code,
      name,
      level: levelOf(code),
      parent_code: parentOf(code),
      province_code: `${code.slice(0, 2)}0000`,
      marks: [
        ...marksOf(code),
        ...(file.no_counties.includes(code) ? ['no_counties'] : []),
        ...(isHeading(code) ? [headingMark] : []),
      ],
      source: file.source,
    }))
}

export function isHeadingRegion(region: RegionRow): boolean {
  return region.marks.includes(headingMark)
}
