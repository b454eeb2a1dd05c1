// Chromium for the journeys: one browser a test file, a context a person, errors collected, pictures when a test fails.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFailed } from 'vitest'
import type { Account, Product } from './product.ts'

const pictures = fileURLToPath(new URL('../../test-results', import.meta.url))

/** Someone at a browser of his own. */
export interface Visitor {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  /** Opens a path of the product. */
  go(path: string): Promise<void>
  /** Signs in on the sign-in page and waits for the first screen. */
  signIn(): Promise<void>
  /** A further tab; it becomes `page`. */
  newTab(): Promise<Page>
  /** Console errors that this step is expected to cause (a lost connection, a refusal), by their text. */
  allow(expected: RegExp): void
  /** Takes a picture into test-results/ where PICTURES is set: for whoever looks at the screens. */
  picture(name: string): Promise<void>
}

interface Held extends Visitor {
  readonly errors: string[]
}

/** Starts Chromium for the calling file; `visitor` opens a browser context for an account or the public. */
export async function startBrowser(product: Pick<Product, 'address'>) {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const visitors: Held[] = []
  let broken = false
  afterAll(() => browser.close())
  return {
    visitor: async (account?: Account, viewport = { width: 1440, height: 900 }) => {
      const made = await openVisitor(browser, product.address, account, viewport)
      visitors.push(made)
      return made as Visitor
    },
    /** In every test: pictures of all pages if it fails. A step of a story whose predecessor failed fails at once. */
    watch: (kind: 'step' | 'alone' = 'step') => {
      if (broken && kind === 'step') throw new Error('an earlier step of this journey failed')
      onTestFailed(async ({ task }) => {
        broken = true
        for (const one of visitors) await takePicture(one.page, `failed ${task.name} ${one.name}`)
      })
    },
    /** Nothing went wrong in any page that was not allowed. */
    expectNoErrors: () =>
      expect(
        visitors.flatMap(({ name, errors }) => errors.map((text) => `${name}: ${text}`)),
      ).toEqual([]),
  }
}

async function openVisitor(
  browser: Browser,
  address: string,
  account: Account | undefined,
  viewport: { width: number; height: number },
): Promise<Held> {
  const context = await browser.newContext({
    baseURL: address,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  })
  context.setDefaultTimeout(20_000)
  const errors: string[] = []
  const allowed: RegExp[] = []
  const note = (text: string) => {
    if (!allowed.some((expected) => expected.test(text))) errors.push(text)
  }
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(String(error.error())))
  let page = await context.newPage()
  const name = account?.name ?? '公众'
  return {
    name,
    context,
    errors,
    get page() {
      return page
    },
    go: async (path) => {
      await page.goto(path)
    },
    newTab: async () => (page = await context.newPage()),
    signIn: async () => {
      await page.goto('/app/sign-in')
      await page.getByLabel('账号').fill(account?.login ?? '')
      await page.getByLabel('密码').fill(account?.password ?? '')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('button', { name: '退出登录' }).waitFor()
    },
    allow: (expected) => {
      allowed.push(expected)
    },
    picture: async (title) => {
      if (process.env['PICTURES']) await takePicture(page, title)
    },
  }
}

async function takePicture(page: Page, title: string): Promise<void> {
  if (page.isClosed()) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({
    path: `${pictures}/${title.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`,
  })
}
