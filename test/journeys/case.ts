// What each officer does with a case beyond the form: opens it from his desk, acts on it, hands in, opens a batch.
import type { Locator, Page } from 'playwright-core'
import type { Visitor } from './browser.ts'

/** The open dialog once it has stopped moving: until then a click may land beside its button. */
export async function dialogOn(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog')
  await dialog.and(page.locator(':not(.ant-zoom-appear, .ant-zoom-enter)')).waitFor()
  return dialog
}

/** Opens the case from «待我办理»: it must be waiting for this person. */
export async function openCase(person: Visitor, name: string): Promise<void> {
  await person.go('/app/')
  await person.page.getByRole('table', { name: '待我办理' }).getByRole('link', { name }).click()
  await person.page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Presses an act on the bar and confirms it, with these words where it takes some; `said` is the answer. */
export async function act(
  person: Visitor,
  words: string,
  said: string,
  text?: string,
): Promise<void> {
  const bar = person.page.getByRole('region', { name: '办理' })
  await bar.getByRole('button', { name: words, exact: true }).click()
  if (words !== '受理') {
    const dialog = await dialogOn(person.page)
    if (text !== undefined) await dialog.getByRole('textbox').fill(text)
    await dialog.getByRole('button', { name: words, exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await bar.getByText(said).waitFor()
}

/** The editor hands a complete draft in. */
export async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交审核', exact: true }).click()
  const dialog = await dialogOn(page)
  await dialog.getByRole('button', { name: '提交审核' }).click()
  await page.locator('.form-header').getByText('待县级审核').waitFor()
}

/** The editor makes a new draft in the batch with this label. */
export async function createDraft(page: Page, batch: string, name: string): Promise<void> {
  await page.getByRole('button', { name: '新建申报' }).click()
  const dialog = await dialogOn(page)
  await dialog.getByLabel('批次').selectOption({ label: batch })
  await dialog.getByLabel('集群名称').fill(name)
  await dialog.getByRole('button', { name: '新建并填写' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Opens the draft batch in view for declarations. */
export async function openBatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开放申报' }).click()
  const dialog = await dialogOn(page)
  await dialog.getByRole('button', { name: '开放申报' }).click()
  await page.getByText('申报中').waitFor()
}
