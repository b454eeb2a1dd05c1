// Measure `evaluate`: the whole standard with decimals and explanations, against json-rules-engine on the same checks.
// An evaluation counts once its answer is text: until then no sentence of an explanation has really been put together.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type DeclarationValues, DeclarationFile } from '#domain/declaration/values.ts'
import { Edition } from '#domain/edition.ts'
import { evaluate } from '#domain/indicators/evaluate.ts'
import { alternate, median, note, report } from './shared/measure.ts'
import { oneOf, seeded } from './shared/random.ts'
import { factsOf, rulesOf } from './shared/rules.ts'

const policy = (path: string) => readFileSync(new URL(`../policy/${path}`, import.meta.url), 'utf8')
const edition = Edition.parse(parse(policy('editions/miit-2022.yaml')))
const example = DeclarationFile.parse(JSON.parse(policy('examples/declaration.json')))
const batch = { code: 'miit-2022', base_year: 2021 }

interface Varied {
  readonly values: DeclarationValues
  readonly originals: DeclarationValues
}

/** The example with every figure moved by up to a quarter; now and then a cell is «无», empty, or was rounded. */
function vary(random: () => number): Varied {
  const values: Record<string, Record<string, string | string[]>> = {}
  const originals: Record<string, Record<string, string>> = {}
  for (const [row, cells] of Object.entries(example.values)) {
    const varied: Record<string, string | string[]> = {}
    for (const [cell, held] of Object.entries(cells)) {
      if (random() < 0.01) continue
      if (typeof held !== 'string' || !/^\d+(\.\d+)?$/.test(held)) {
        varied[cell] = held
        continue
      }
      const moved = Number(held) * (0.75 + random() / 2)
      const places = held.includes('.') ? 2 : 0
      varied[cell] = random() < 0.01 ? '无' : moved.toFixed(places)
      if (places === 2 && random() < 0.01) originals[row] = { [cell]: moved.toFixed(4) }
    }
    values[row] = varied
  }
  return { values, originals }
}

const random = seeded(2022)
const declarations = Array.from({ length: 1000 }, () => vary(random))
const engine = rulesOf(edition, batch)
const facts = declarations.map(({ values }) => factsOf(edition, batch.base_year, values))

/** How much text the explanations of one declaration are. */
function explained({ values, originals }: Varied): number {
  return JSON.stringify(evaluate(edition, batch, values, originals, example.evidence)).length
}

/** Both say the same of a complete form, or they are not the same checks. */
async function compareVerdicts(): Promise<void> {
  const { checks } = evaluate(edition, batch, example.values, {}, example.evidence)
  const { events } = await engine.run(factsOf(edition, batch.base_year, example.values))
  const held = new Set(events.map(({ type }) => type))
  const differing = checks.filter(({ key, verdict }) => {
    const operator = edition.checks.find((check) => check.key === key)?.operator
    return held.has(key) !== (verdict === (operator === 'claims' ? 'judgement' : 'met'))
  })
  if (differing.length > 0)
    throw new Error(`the two differ on ${differing.map(({ key }) => key).join(', ')}`)
}

/** Evaluations a second of processor time, whatever else the machine does. */
function perCore(count: number, before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (count * 1_000_000) / (user + system)
}

async function main(): Promise<void> {
  await compareVerdicts()
  let characters = 0
  const ours = () => {
    const before = process.cpuUsage()
    for (const declaration of declarations) characters += explained(declaration)
    return perCore(declarations.length, before)
  }
  const theirs = async () => {
    const before = process.cpuUsage()
    const some = facts.slice(0, 300)
    for (const known of some) await engine.run(known)
    return perCore(some.length, before)
  }
  const { measured, floor } = await alternate(ours, theirs)
  const [started, before] = [performance.now(), process.cpuUsage()]
  for (let index = 0; index < 10_000; index++) characters += explained(oneOf(random, declarations))
  const seconds = 10_000 / perCore(10_000, before)
  const waited = (performance.now() - started) / 1000
  note(
    `10,000 clusters, ${edition.checks.length} checks each: ${seconds.toFixed(2)} s of one core, ${waited.toFixed(2)} s on the clock`,
  )
  const [value, least] = [median(measured), median(floor)]
  report({
    name: 'evaluate',
    unit: 'evaluations/s per core',
    value,
    floor: least,
    ratio: value / least,
    bounds: [
      { says: 'ratio at least 1', holds: value >= least },
      { says: '10,000 clusters in under 10 s of one core', holds: seconds < 10 && characters > 0 },
    ],
  })
}

await main()
