// How a measure is taken and said: alternating rounds, medians, one line, and exit code 1 below a bound.

/** A requirement on what was measured; the sentence is printed when it does not hold. */
export interface Bound {
  readonly says: string
  readonly holds: boolean
}

export interface Measured {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly floor: number
  /** Of value and floor, so that more is better for rates and less for times. */
  readonly ratio: number
  readonly bounds: readonly Bound[]
}

/** Fewest rounds of which a median says something. */
export const rounds = 5

/** Prints the one line of a measure, and on standard error every bound that does not hold. */
export function report({ name, unit, value, floor, ratio, bounds }: Measured): void {
  process.stdout.write(
    `measure ${name}: ${show(value)} ${unit}, floor ${show(floor)}, ratio ${show(ratio)}\n`,
  )
  for (const { says, holds } of bounds) {
    if (holds) continue
    process.stderr.write(`  below its bound: ${says}\n`)
    process.exitCode = 1
  }
}

/** What is worth knowing beside the one line. */
export function note(text: string): void {
  process.stderr.write(`  ${text}\n`)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}

/** The value below which a share of the sample lies (0.99: p99). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Runs the two alternately, each first in half of the rounds, after one round of both that does not count. */
export async function alternate<Measure, Floor>(
  measured: () => Promise<Measure> | Measure,
  floor: () => Promise<Floor> | Floor,
): Promise<{ measured: Measure[]; floor: Floor[] }> {
  await measured()
  await floor()
  const taken: { measured: Measure[]; floor: Floor[] } = { measured: [], floor: [] }
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 1) taken.floor.push(await floor())
    taken.measured.push(await measured())
    if (round % 2 === 0) taken.floor.push(await floor())
  }
  return taken
}

/** Three significant digits; from a thousand whole numbers with separators. */
function show(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)))
}
