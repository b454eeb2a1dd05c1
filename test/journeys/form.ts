// What an officer does on the declaration form: goes to a part, types, pastes, waits for «已保存»; and the quick way for the rest.
import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { DeclarationPage } from '#contract/declaration.ts'
import { evidenceDue } from '#domain/declaration/missing.ts'
import { readExample } from '#server/demonstration/fill.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'

/** The input of `row/cell`, or the group of its boxes. */
export function field(page: Page, ref: string): Locator {
  return page.locator(`[data-field="${ref}"]`)
}

/** Opens a part of the form by its entry on the left. */
export async function goToPart(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: '申报表各部分' })
    .getByRole('button', { name: title })
    .click()
  await page.getByRole('heading', { level: 2, name: title }).waitFor()
}

/** Types key by key as a person does, then leaves the field. */
export async function type(page: Page, ref: string, text: string): Promise<void> {
  const input = field(page, ref)
  await input.click()
  await input.press('ControlOrMeta+a')
  await input.pressSequentially(text)
  await input.press('Tab')
}

/** Pastes cells copied from a spreadsheet: tabs between columns, lines between rows. */
export async function paste(
  page: Page,
  ref: string,
  cells: readonly (readonly string[])[],
): Promise<void> {
  const text = cells.map((row) => row.join('\t')).join('\n')
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await field(page, ref).click()
  await page.keyboard.press('ControlOrMeta+v')
}

/** Ticks one box of a choice or tick group by its printed words. */
export async function tick(page: Page, ref: string, words: string): Promise<void> {
  await field(page, ref).getByLabel(words, { exact: true }).check()
}

/** Waits until the header says that everything is saved. */
export async function untilSaved(page: Page): Promise<void> {
  await page
    .locator('.saved-state')
    .getByText(/^已保存 \d\d:\d\d$/)
    .waitFor()
}

/** One check of the panel by its title; its text begins with the verdict («● 符合»). */
export function check(page: Page, title: string): Locator {
  return page.locator('details.check > summary').filter({ hasText: title })
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks the server as the page does: its own fetch, its own session. */
export async function ask(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return page.evaluate(
    async (given) => {
      const answer = await fetch(given.path, {
        method: given.method,
        ...(given.body === undefined
          ? {}
          : { body: given.body, headers: { 'content-type': 'application/json' } }),
      })
      return { status: answer.status, text: await answer.text() }
    },
    { method, path, body: body === undefined ? undefined : JSON.stringify(body) },
  )
}

/** The declaration as the server ships it to the signed-in person. */
export async function readPage(page: Page, path: string): Promise<DeclarationPage> {
  const { status, text } = await ask(page, 'GET', path)
  if (status !== 200) throw new Error(text)
  return DeclarationPage.parse(JSON.parse(text))
}

/** Path of the declaration in the API, from the address of its screen. */
export function pathOf(page: Page): string {
  const found = /\/declarations\/([^/?]+)\/([^/?]+)/.exec(page.url())
  if (!found) throw new Error(`no declaration at ${page.url()}`)
  return `/api/declarations/${found[1]}/${found[2]}`
}

/** Saves every row of the example that is still empty, through the page's own fetch. */
export async function fillRest(page: Page): Promise<void> {
  const path = pathOf(page)
  const { edition, rows } = await readPage(page, path)
  const revisions = new Map(rows.map((row) => [row.row, row.revision]))
  const known = new Set(
    edition.form.parts
      .flatMap((part) => part.blocks)
      .flatMap((block) => [...block.rows, ...(block.own ? [block.own] : [])])
      .map((row) => row.key),
  )
  for (const [row, cells] of Object.entries(readExample().values)) {
    if (!known.has(row.split('#')[0] ?? '') || (revisions.get(row) ?? 0) > 0) continue
    const { status, text } = await ask(page, 'PUT', `${path}/rows/${encodeURIComponent(row)}`, {
      revision: 0,
      key: randomUUID(),
      cells,
    })
    if (status !== 200) throw new Error(`${row}: ${text}`)
  }
}

/** Uploads one paper for each item that is still due, bound to all its claims, through the page's own fetch. */
export async function uploadRest(page: Page): Promise<void> {
  const path = pathOf(page)
  const { edition, batch, rows, evidence } = await readPage(page, path)
  const values = Object.fromEntries(rows.map((row) => [row.row, row.cells]))
  const proved = new Set(evidence.flatMap((file) => file.claims))
  const items = new Set(evidence.map((file) => file.item))
  const open = evidenceDue(edition, values, batch).filter(({ item, claim, provedBy }) =>
    claim === null ? !items.has(item) : !provedBy.some((held) => proved.has(held)),
  )
  const papers = [...Map.groupBy(open, ({ item }) => item)].map(([item, due]) => ({
    item,
    claims: due.flatMap(({ claim }) => (claim === null ? [] : [claim])).join(','),
    bytes: [...demonstrationPaper(`第 ${item} 项`)],
  }))
  const refused = await page.evaluate(
    async (given) => {
      const said: string[] = []
      for (const { item, claims, bytes } of given.papers) {
        const form = new FormData()
        form.set('item', String(item))
        form.set('claims', claims)
        form.set('kind', 'authority')
        form.set('file', new File([new Uint8Array(bytes)], `材料${item}.pdf`))
        const answer = await fetch(`${given.path}/evidence`, { method: 'POST', body: form })
        if (!answer.ok) said.push(await answer.text())
      }
      return said
    },
    { papers, path },
  )
  if (refused.length > 0) throw new Error(refused.join('\n'))
}
