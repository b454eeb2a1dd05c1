// Every screen and public page on a desk and on a phone: nothing scrolls sideways, no error in the console, nothing that
// axe calls serious; and the work of a county officer by keyboard alone.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startBrowser, type Visitor } from './browser.ts'
import { dialogOn } from './case.ts'
import { untilSaved } from './form.ts'
import { startChild } from './product.ts'

const product = await startChild()
const { visitor, watch, expectNoErrors } = await startBrowser(product)
const axe = readFileSync(
  fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)),
  'utf8',
)

/** Who opens what. `ready` shows that the page is there; without one it is the first heading. */
interface Screen {
  readonly path: string
  readonly ready?: string
  /** Only this part of the page is judged anew; the rest is as on the page before. */
  readonly part?: string
}

async function judge({ page }: Visitor, { part }: Screen, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 })
  const found: string[] = []
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
  }))
  if (seen.lang !== 'zh-CN') found.push(`lang is ${seen.lang}`)
  if (!/\p{Script=Han}/u.test(seen.title)) found.push(`title is “${seen.title}”`)
  if (seen.over > 0) found.push(`scrolls sideways by ${seen.over} px`)
  if (seen.headings !== 1) found.push(`${seen.headings} first headings`)
  if (width === 1440) await page.evaluate(axe)
  const { violations } = await page.evaluate<axeCore.AxeResults, string>(
    (where) =>
      (globalThis as unknown as { axe: typeof axeCore }).axe.run(where, {
        resultTypes: ['violations'],
        preload: false,
      }),
    part ?? 'html',
  )
  for (const { id, impact, nodes } of violations) {
    if (impact === 'serious' || impact === 'critical')
      found.push(
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 120))
          .slice(0, 3)
          .join(' | ')}`,
      )
  }
  return found
}

/** What is wrong with these screens, each named by its path and width. */
async function faults(person: Visitor, screens: readonly Screen[]): Promise<string[]> {
  const found: string[] = []
  for (const screen of screens) {
    await person.page.setViewportSize({ width: 1440, height: 900 })
    await person.go(screen.path)
    await person.page
      .locator(screen.ready ?? 'h1')
      .first()
      .waitFor()
    for (const width of [1440, 390]) {
      for (const fault of await judge(person, screen, width))
        found.push(`${decodeURI(screen.path)} at ${width}: ${fault}`)
      await person.picture(`page ${person.name} ${decodeURI(screen.path)} ${width}`)
    }
  }
  return found
}

async function enter(login: string): Promise<Visitor> {
  const person = await visitor(product.accounts.get(login))
  await person.signIn()
  return person
}

/** Paths of the demonstration's clusters on this person's desk, by name. */
async function pathsOn({ page }: Visitor): Promise<Map<string, string>> {
  await page.goto('/app/')
  await page.locator('.cluster-name').first().waitFor()
  const links = await page.locator('.cluster-name').all()
  const named = await Promise.all(
    links.map(async (link) => [await link.textContent(), await link.getAttribute('href')] as const),
  )
  return new Map(named.map(([name, href]) => [name ?? '', href ?? '']))
}

const clusterNamed = (paths: Map<string, string>, name: string): string => {
  const found = paths.get(`演示县示范${name}产业集群`)
  if (found === undefined) throw new Error(`no cluster ${name} on the desk`)
  return found
}

test('the judge of pages sees what is wrong with one', async () => {
  watch('alone')
  const reader = await visitor()
  await reader.page.setContent(
    '<html lang="en"><title>x</title><h1>一</h1><h1>二</h1><img src="data:,"><p style="width:2000px">宽</p></html>',
  )
  const found = await judge(reader, { path: '' }, 1440)
  expect(found).toEqual([
    'lang is en',
    'title is “x”',
    expect.stringMatching(/^scrolls sideways by \d+ px$/),
    '2 first headings',
    expect.stringMatching(/^image-alt: /),
  ])
})

test('the public pages', async () => {
  watch('alone')
  const reader = await visitor()
  reader.allow(/status of 404/)
  await reader.go('/clusters?q=%E4%B8%9C%E9%98%B3')
  const cluster = await reader.page.locator('.clusters h2 a').first().getAttribute('href')
  await reader.go('/demo/notices')
  const notice = await reader.page.locator('.notices a').first().getAttribute('href')
  const paths = [
    '/',
    '/clusters?q=%E4%B8%9C%E9%98%B3',
    cluster ?? '',
    '/lists',
    '/lists/miit-2022',
    '/notices',
    '/no-such-page',
    '/demo',
    '/demo/clusters',
    notice ?? '',
  ]
  expect(
    await faults(
      reader,
      paths.map((path) => ({ path })),
    ),
  ).toEqual([])
})

test('the demonstration’s recognised cluster stands under /demo and its banner, and nowhere in the registry', async () => {
  watch('alone')
  const reader = await visitor()
  const { page } = reader
  await reader.go('/demo/clusters')
  await page.getByText('不计入正式名录').waitFor()
  const name = await page.locator('.clusters h2 a').first().textContent()
  expect(name).toContain('演示县示范')
  await reader.go(`/clusters?q=${encodeURIComponent(name ?? '')}`)
  await page.getByText('共 0 个集群').waitFor()
  const rows = await page.evaluate(async () => (await fetch('/api/registry/listings.csv')).text())
  expect(rows.trim().split('\n')).toHaveLength(539)
  expect(rows).not.toContain('演示')
})

test('signing in, the desks of every post, and what administrators see', async () => {
  watch('alone')
  const stranger = await visitor()
  const found = await faults(stranger, [{ path: '/app/sign-in' }])
  const people = [
    ['county-approver', '/app/'],
    ['city', '/app/'],
    ['expert', '/app/'],
    ['system-administrator', '/app/people'],
    ['auditor', '/app/audit'],
  ] as const
  for (const [login, path] of people) found.push(...(await faults(await enter(login), [{ path }])))
  expect(found).toEqual([])
})

test('the form of the county’s editor, part by part', async () => {
  watch('alone')
  const editor = await enter('county-editor')
  const paths = await pathsOn(editor)
  const form = clusterNamed(paths, '文具')
  const parts = [
    'cover',
    'leading',
    'innovation',
    'digital',
    'green',
    'opening',
    'governance',
    'plan',
    'seal',
    'extra',
    'evidence',
  ]
  const screens: Screen[] = [
    { path: '/app/', ready: '.cluster-name' },
    { path: form, ready: '.form-part' },
    ...parts.map((part) => ({
      path: `${form}?field=${part}`,
      ready: '.form-part',
      part: '.form-middle',
    })),
    { path: clusterNamed(paths, '轴承'), ready: '.returned-banner' },
  ]
  expect(await faults(editor, screens)).toEqual([])
})

test('cases, batches, notice and list, calendar', async () => {
  watch('alone')
  const province = await enter('province')
  const cases = await pathsOn(province)
  const found = await faults(province, [{ path: clusterNamed(cases, '泵业'), ready: '.act-bar' }])
  const ministry = await enter('ministry')
  const { page } = ministry
  await ministry.go('/app/batches/miit-2022')
  await page.getByRole('button', { name: '复制为新批次' }).click()
  const dialog = await dialogOn(page)
  await dialog.getByLabel('批次编码').fill('pages')
  await dialog.getByRole('button', { name: '复制为草稿' }).click()
  await page.getByRole('button', { name: '开放申报' }).waitFor()
  const draft = new URL(page.url()).pathname
  const year = new Date().getFullYear()
  found.push(
    ...(await faults(ministry, [
      { path: draft, ready: '.act-bar' },
      { path: '/app/batches', ready: 'table' },
      { path: `/app/batches/demo-${year}` },
      { path: `/app/batches/demo-${year}/publication` },
      { path: `/app/batches/demo-${year - 1}/publication` },
      { path: `/app/batches/demo-${year - 2}/publication` },
      { path: '/app/calendar', ready: 'table, .empty-note' },
    ])),
  )
  expect(found).toEqual([])
})

/** Presses Tab until the element in focus fits, and answers how often; every stop on the way can be seen. */
async function tabTo(page: Page, fits: string): Promise<number> {
  for (let pressed = 1; pressed <= 80; pressed++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate((selector) => {
      const held = document.activeElement
      if (!held || held === document.body) return null
      const style = getComputedStyle(held)
      const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      return { fits: held.matches(selector), seen, words: held.outerHTML.slice(0, 100) }
    }, fits)
    if (at && !at.seen) throw new Error(`focus can't be seen on ${at.words}`)
    if (at?.fits) return pressed
  }
  throw new Error(`Tab never reaches ${fits}`)
}

test('by keyboard alone: sign in, open a declaration, fill a row', async () => {
  watch('alone')
  const account = product.accounts.get('county-editor')
  const editor = await visitor(account)
  const { page } = editor
  await editor.go('/app/sign-in')
  await page.getByLabel('账号').waitFor()
  await tabTo(page, 'input[autocomplete="username"]')
  await page.keyboard.type(account?.login ?? '')
  await tabTo(page, 'input[type="password"]')
  await page.keyboard.type(account?.password ?? '')
  await page.keyboard.press('Enter')
  await page.locator('.cluster-name').first().waitFor()

  await tabTo(page, '.skip-link')
  await page.keyboard.press('Enter')
  await tabTo(page, '.filters select')
  const draft = clusterNamed(await pathsOn(editor), '文具')
  await tabTo(page, `a[href="${draft}"]`)
  await page.keyboard.press('Enter')
  await page.locator('.form-part').waitFor()

  await tabTo(page, '[data-field="operator/name"]')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('演示产业园管理委员会（键盘填写）')
  await tabTo(page, '[data-field="area/value"]')
  await untilSaved(page)
  await page.reload()
  expect(await page.locator('[data-field="operator/name"]').inputValue()).toBe(
    '演示产业园管理委员会（键盘填写）',
  )
  expectNoErrors()
})
