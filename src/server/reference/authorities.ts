// The bodies of the chain and the regions each answers for (暂行办法 第四条), by the rules of reference/authorities.yaml.
import type { AuthoritiesFile } from './files.ts'
import { isHeadingRegion, type RegionRow } from './regions.ts'
import { authorityId } from './stable-id.ts'

/** A row of the table `authority` with the codes of all regions, at county level and above, in its jurisdiction. */
export interface AuthorityRow {
  readonly id: string
  readonly name: string
  readonly level: 'county' | 'city' | 'province' | 'ministry'
  readonly kind: 'ordinary' | 'separately_planned' | 'corps'
  readonly region_code: string | null
  readonly covers: readonly string[]
}

const isPlanned = (region: RegionRow) => region.marks.includes('separately_planned')
const isCorps = (region: RegionRow) => region.marks.includes('corps')
const codes = (regions: readonly RegionRow[]) => regions.map((region) => region.code)

/** Every body of the country. A region is under exactly one body of the level `province`, outside 台湾, 香港, 澳门. */
export function buildAuthorities(
  regions: readonly RegionRow[],
  file: AuthoritiesFile,
): AuthorityRow[] {
  const inside = regions.filter((region) => !file.outside.includes(region.province_code))
  const ministry: AuthorityRow = {
    id: authorityId('ministry', '000000'),
    name: file.ministry,
    level: 'ministry',
    kind: 'ordinary',
    region_code: null,
    covers: codes(regions),
  }
  return [
    ministry,
    ...provinceBodies(inside, file),
    ...cityBodies(inside, file),
    ...countyBodies(inside, file),
  ]
}

function provinceBodies(regions: readonly RegionRow[], file: AuthoritiesFile): AuthorityRow[] {
  const ordinary = regions
    .filter((region) => region.level === 'province')
    .map((province) => {
      const own = regions.filter(
        (region) =>
          region.province_code === province.code && !isPlanned(region) && !isCorps(region),
      )
      return body('province', 'ordinary', province, file, codes(own))
    })
  const planned = regions
    .filter((region) => region.level === 'prefecture' && isPlanned(region))
    .map((city) => body('province', 'separately_planned', city, file, codes(within(regions, city))))
  const corps: AuthorityRow = {
    id: authorityId('province', 'corps'),
    name: `${file.province_level.corps.name}${file.suffix}`,
    level: 'province',
    kind: 'corps',
    region_code: null,
    covers: codes(regions.filter(isCorps)),
  }
  return [...ordinary, ...planned, corps]
}

function cityBodies(regions: readonly RegionRow[], file: AuthoritiesFile): AuthorityRow[] {
  const without = new Set(file.without_city_bodies.map(({ province }) => province))
  return regions
    .filter(
      (region) => region.level === 'prefecture' && !isPlanned(region) && !isHeadingRegion(region),
    )
    .filter((region) => !region.marks.includes('no_counties') && !without.has(region.province_code))
    .map((city) => body('city', 'ordinary', city, file, codes(within(regions, city))))
}

function countyBodies(regions: readonly RegionRow[], file: AuthoritiesFile): AuthorityRow[] {
  return regions
    .filter((region) => region.level === 'county' || region.marks.includes('no_counties'))
    .map((county) => body('county', 'ordinary', county, file, [county.code]))
}

function within(regions: readonly RegionRow[], city: RegionRow): RegionRow[] {
  return regions.filter((region) => region.code === city.code || region.parent_code === city.code)
}

function body(
  level: AuthorityRow['level'],
  kind: AuthorityRow['kind'],
  region: RegionRow,
  file: AuthoritiesFile,
  covers: readonly string[],
): AuthorityRow {
  const id = authorityId(level, region.code)
  return { id, name: `${region.name}${file.suffix}`, level, kind, region_code: region.code, covers }
}
