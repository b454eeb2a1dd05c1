// Reads policy/ as shipped: the first load of editions, batches, bodies' notices and the calendar.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { CalendarContent } from '#contract/policy.ts'
import { Batch, BodyNotice } from '#domain/batch.ts'
import { Edition } from '#domain/edition.ts'
import type { App } from '../action.ts'
import { systemActor } from '../people/actions.ts'
import { loadPolicy } from './actions.ts'

const folder = fileURLToPath(new URL('../../../policy/', import.meta.url))

function readFolder(name: string): unknown[] {
  return readdirSync(`${folder}${name}`)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => parse(readFileSync(`${folder}${name}/${file}`, 'utf8')))
}

/** Loads what the database does not have yet; returns how many documents that were. */
export function loadShippedPolicy(app: App): Promise<number> {
  const notices = readFolder('notices').map((content) => BodyNotice.parse(content))
  return loadPolicy(app, systemActor, {
    editions: readFolder('editions').map((content) => Edition.parse(content)),
    batches: readFolder('batches').map((content) => Batch.parse(content)),
    notices: notices.map((content) => ({ code: `${content.batch}/${content.authority}`, content })),
    calendar: CalendarContent.parse(parse(readFileSync(`${folder}calendar.yaml`, 'utf8'))),
  })
}
