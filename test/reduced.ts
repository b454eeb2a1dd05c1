// A reduced edition of the ministry's chain, uploaded through the door: four rows and no evidence due, so that a file is complete in two requests.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Moved } from '#contract/review.ts'
import type { BatchRow } from '#contract/policy.ts'
import { Batch } from '#domain/batch.ts'
import { Edition } from '#domain/edition.ts'
import type { ProblemBody } from '#domain/problem.ts'
import { parse } from 'yaml'
import { type File, makeDraft, type Quotas } from './acts.ts'
import type { Player } from './world.ts'

const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../policy/${path}`, import.meta.url), 'utf8'))

const national = Edition.parse(read('editions/miit-2022.yaml'))
const example = Edition.parse(read('examples/yunnan-edition.yaml'))
const keptRows = ['cluster_name', 'authority', 'area', 'sharing']

/** The example edition shrunk to its first rows, with the ministry's steps; places are taken at the city and at the province. */
export const reducedEdition = Edition.parse({
  ...example,
  code: 'reduced',
  programme: national.programme,
  title: '节略表样（测试）',
  form: {
    ...example.form,
    parts: example.form.parts
      .map((part) => ({
        ...part,
        blocks: part.blocks
          .map((block) => ({
            ...block,
            rows: block.rows.filter((row) => keptRows.includes(row.key)),
          }))
          .filter((block) => block.rows.length > 0),
      }))
      .filter((part) => part.blocks.length > 0),
  },
  checks: [
    {
      key: 'area',
      head: '一',
      title: '占地面积',
      article: '测试',
      clause: '一般不超过100平方公里',
      formula: '填报值',
      operator: 'generally',
      field: 'area/value',
      bound: { than: 'at_most', value: '100', unit: '平方公里' },
    },
  ],
  // never due
  evidence: [{ number: 1, group: '一、基本情况', title: '其他材料（如有）' }],
  steps: national.steps.map((step) => ({ ...step, quota: step.kind === 'review' })),
  recognised_by: national.recognised_by,
  facts: { name: 'cluster_name/name', authority: 'authority/name' },
})

/** Uploads the reduced edition and opens a batch of it with these quotas. */
export async function openReducedBatch(
  ministry: Player,
  code: string,
  quotas: Quotas = {},
  more: Partial<Batch> = {},
): Promise<BatchRow> {
  await ministry.post('/api/policy', { kind: 'edition', text: JSON.stringify(reducedEdition) })
  const content = Batch.parse(read('batches/miit-2022.yaml'))
  const own = (value: number) => ({ value, standing: 'original', source: '测试' }) as const
  const unknown = { value: null, standing: 'unknown', source: '测试' } as const
  const batch = Batch.parse({
    ...content,
    code,
    title: `测试批次 ${code}`,
    edition: reducedEdition.code,
    quota: {
      ...content.quota,
      ...Object.fromEntries(Object.entries(quotas).map(([kind, places]) => [kind, own(places)])),
    },
    deadline: unknown,
    ...more,
  })
  const { version } = await ministry.post<{ version: number }>('/api/policy', {
    kind: 'batch',
    text: JSON.stringify(batch),
  })
  return ministry.post<BatchRow>(`/api/batches/${code}/open`, { version })
}

/** Saves one row as a page that saw `revision`; a key of its own each time. */
export const rowBody = (revision: number, cells: Record<string, string | string[]>) => ({
  revision,
  key: randomUUID(),
  cells,
})

/** A complete draft of the reduced form. */
export async function makeReducedFile(editor: Player, batch: string, name: string): Promise<File> {
  const file = await makeDraft(editor, batch, name)
  await editor.put(`${file.path}/rows/area`, rowBody(0, { value: '12.50' }))
  await editor.put(`${file.path}/rows/sharing`, rowBody(0, { text: '共享检测平台' }))
  return file
}

/** A file on its way: each act is asked with the revision that the last one answered. */
export interface Travelling extends File {
  /** Asks for an act; true when it was done, otherwise the problem's code. */
  attempt(who: Player, act: string, more?: object): Promise<true | string>
  /** As attempt; a refusal is an error. */
  go(who: Player, act: string, more?: object): Promise<Moved>
}

export function travel(file: File, revision = 0): Travelling {
  let last = revision
  const ask = async (who: Player, act: string, more: object = {}) => {
    const answer = await who.ask('POST', `${file.path}/${act}`, { revision: last, ...more })
    if (answer.statusCode === 200) last = answer.json<Moved>().revision
    return answer
  }
  return {
    ...file,
    attempt: async (who, act, more) => {
      const answer = await ask(who, act, more)
      return answer.statusCode === 200 || answer.json<ProblemBody>().code
    },
    go: async (who, act, more) => {
      const answer = await ask(who, act, more)
      if (answer.statusCode !== 200) throw new Error(`${act}: ${answer.body}`)
      return answer.json<Moved>()
    },
  }
}

export interface County {
  readonly editor: Player
  readonly approver: Player
}

/** A complete file that the county has sent up. */
export async function sendUp(county: County, batch: string, name: string): Promise<Travelling> {
  const file = travel(await makeReducedFile(county.editor, batch, name))
  await file.go(county.editor, 'hand-in')
  await file.go(county.approver, 'submit')
  return file
}
