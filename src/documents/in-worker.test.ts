// Documents made in worker threads: the same bytes' text, errors, closing.
import { afterAll, expect, test } from 'vitest'
import type { FormContent } from './form-content.ts'
import { RenderPool, closeRenderWorkers, renderInWorker } from './in-worker.ts'
import { bodyXml, paragraphs } from './read-back.ts'
import { smallContent } from './small-edition.ts'

afterAll(closeRenderWorkers)

const textOf = (bytes: Uint8Array): string =>
  paragraphs(bodyXml(bytes))
    .map((each) => each.text)
    .join('\n')

test('five orders at once come back from two workers, each with its own content', async () => {
  const names = ['甲', '乙', '丙', '丁', '戊']
  const made = await Promise.all(
    names.map((name) =>
      renderInWorker('declaration-form', smallContent({ summary: { text: `集群${name}` } })),
    ),
  )
  expect(made.map((bytes) => /集群[甲乙丙丁戊]/.exec(textOf(bytes))?.[0])).toEqual(
    names.map((name) => `集群${name}`),
  )
})

test('what goes wrong in the worker reaches the caller, and the next order is served', async () => {
  const broken = { ...smallContent({}), edition: { form: {} } } as unknown as FormContent
  await expect(renderInWorker('declaration-form', broken)).rejects.toThrow(/parts/)
  const bytes = await renderInWorker('declaration-form', smallContent({}))
  expect(textOf(bytes)).toContain('一、情况')
})

test('content that cannot be copied to a worker is refused, and the next order is served', async () => {
  const withFunction = { ...smallContent({}), authorityName: () => '' } as unknown as FormContent
  await expect(renderInWorker('declaration-form', withFunction)).rejects.toThrow(
    /could not be cloned/,
  )
  await expect(renderInWorker('declaration-form', smallContent({}))).resolves.toBeInstanceOf(
    Uint8Array,
  )
})

test('a closed pool rejects what it has not delivered and takes no more', async () => {
  const pool = new RenderPool()
  const orders = [1, 2, 3].map(() => pool.render('declaration-form', smallContent({})))
  const settled = Promise.allSettled(orders)
  await pool.close()
  expect((await settled).map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected'])
  await expect(pool.render('declaration-form', smallContent({}))).rejects.toThrow(/closed/)
})

test('after the shared pool is closed, a later order starts another', async () => {
  await closeRenderWorkers()
  const bytes = await renderInWorker('declaration-form', smallContent({}))
  expect(textOf(bytes)).toContain('一、情况')
})
