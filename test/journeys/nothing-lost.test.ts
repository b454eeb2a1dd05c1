// What was shown as saved survives a lost connection, a closed tab and an expired session; two officers never overwrite
// each other silently, and only meet where both change the same printed row.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { getBatch } from '#server/policy/queries.ts'
import { copyBatch, openBatch } from '#server/policy/actions.ts'
import { findActorByLogin } from '#server/demonstration/cast.ts'
import { createDeclaration } from '#server/declaration/actions.ts'
import { startBrowser, type Visitor } from './browser.ts'
import { dialogOn } from './case.ts'
import { field, goToPart, readPage, type, untilSaved } from './form.ts'
import { startInside } from './product.ts'

const product = await startInside()
const { visitor, watch, expectNoErrors } = await startBrowser(product)
const first = await product.person('甲填报', 'county_editor', 'county', '330122')
const second = await product.person('乙填报', 'county_editor', 'county', '330122')
const one = await visitor(first)
const other = await visitor(second)
const { path, screen } = await makeDraft()

/** An open batch and an empty draft of the county. */
async function makeDraft(): Promise<{ path: string; screen: string }> {
  const { app } = product
  const officer = await product.person('部经办', 'ministry_officer', 'ministry', null)
  const actorOf = async (login: string) => {
    const actor = await findActorByLogin(app.db, login)
    if (!actor) throw new Error(`nobody is called ${login}`)
    return actor
  }
  const ministry = await actorOf(officer.login)
  const code = `saving-${randomUUID().slice(0, 8)}`
  const made = { from: 'miit-2022', code, year: 2026, title: '保存测试批次', demonstration: false }
  const { version } = await copyBatch(app, ministry, made)
  await openBatch(app, ministry, { code, version })
  expect((await getBatch(app.db, code)).state).toBe('open')
  const { clusterId, id } = await createDeclaration(app, await actorOf(first.login), {
    batch: code,
    name: '桐庐县箱包产业集群',
  })
  return {
    path: `/api/declarations/${clusterId}/${id}`,
    screen: `/app/declarations/${clusterId}/${id}?field=leading`,
  }
}

async function openForm(person: Visitor): Promise<void> {
  await person.go(screen)
  await field(person.page, 'total_output/Y-2').waitFor()
}

/** What the server holds, asked in a tab of its own person. */
async function saved(row: string): Promise<Record<string, unknown>> {
  const { rows } = await readPage(other.page, path)
  return rows.find((held) => held.row === row)?.cells ?? {}
}

const header = (person: Visitor) => person.page.locator('.saved-state')

test('text typed while the connection is lost is said to be unsaved, and is saved when it is back', async () => {
  watch()
  await one.signIn()
  await other.signIn()
  await openForm(one)
  await type(one.page, 'total_output/Y-2', '41.20')
  await untilSaved(one.page)
  expect(await saved('total_output')).toEqual({ 'Y-2': '41.20' })

  one.allow(/ERR_INTERNET_DISCONNECTED/)
  await one.context.setOffline(true)
  await type(one.page, 'total_output/Y-1', '43.90')
  await header(one)
    .getByText(/^未保存：/)
    .waitFor()
  await one.picture('offline')
  expect(await saved('total_output')).toEqual({ 'Y-2': '41.20' })
  await one.context.setOffline(false)
  await untilSaved(one.page)
  expect(await saved('total_output')).toEqual({ 'Y-2': '41.20', 'Y-1': '43.90' })
})

test('a tab closed over unsaved text brings it back and saves it', async () => {
  watch()
  await one.context.setOffline(true)
  await type(one.page, 'chain_growing/text', '近三年引进配套项目12个。')
  await header(one)
    .getByText(/^未保存：/)
    .waitFor()
  await one.page.close()
  await one.context.setOffline(false)
  expect(await saved('chain_growing')).toEqual({})

  await one.newTab()
  await openForm(one)
  await one.page.getByText('已恢复上次未保存的 1 栏内容').waitFor()
  await untilSaved(one.page)
  expect(await field(one.page, 'chain_growing/text').inputValue()).toBe('近三年引进配套项目12个。')
  expect(await field(one.page, 'total_output/Y-1').inputValue()).toBe('43.90')
  expect(await saved('chain_growing')).toEqual({ text: '近三年引进配套项目12个。' })
})

test('a tab closed at once after the last key loses nothing either', async () => {
  watch()
  await field(one.page, 'supply_risk/text').pressSequentially('每半年排查一次。')
  await one.page.close()
  await one.newTab()
  await openForm(one)
  await untilSaved(one.page)
  expect(await field(one.page, 'supply_risk/text').inputValue()).toBe('每半年排查一次。')
  expect(await saved('supply_risk')).toEqual({ text: '每半年排查一次。' })
})

test('an expired session asks to sign in over the page, and the text is still there and saved', async () => {
  watch()
  const actor = await findActorByLogin(product.app.db, first.login)
  await product.app.db
    .deleteFrom('session')
    .where('person_id', '=', actor?.personId ?? '')
    .execute()
  one.allow(/status of 401/)
  const { page } = one
  await type(page, 'sharing/text', '开放通用设备86台套。')
  const dialog = page.getByRole('dialog', { name: '登录已过期，请重新登录' })
  await dialog.waitFor()
  await one.picture('expired')
  await dialog.getByLabel('账号').fill(first.login)
  await dialog.getByLabel('密码').fill('not the password')
  await dialog.getByRole('button', { name: '登录' }).click()
  await dialog.getByRole('alert').getByText(/./).waitFor()
  await dialog.getByLabel('密码').fill(first.password)
  await dialog.getByRole('button', { name: '登录' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await field(page, 'sharing/text').inputValue()).toBe('开放通用设备86台套。')
  await untilSaved(page)
  expect(await saved('sharing')).toEqual({ text: '开放通用设备86台套。' })
})

test('two officers on different rows do not meet: each sees the other’s text appear', async () => {
  watch()
  await openForm(other)
  await Promise.all([
    type(one.page, 'sme_share/Y-2', '78.40'),
    type(other.page, 'leading_share/Y-2', '82.00'),
  ])
  await Promise.all([untilSaved(one.page), untilSaved(other.page)])
  await expect
    .poll(() => field(one.page, 'leading_share/Y-2').inputValue(), { timeout: 20_000 })
    .toBe('82.00')
  await expect
    .poll(() => field(other.page, 'sme_share/Y-2').inputValue(), { timeout: 20_000 })
    .toBe('78.40')
  await one.page.getByText('甲填报、乙填报 在线').waitFor()
  expect(await one.page.getByRole('button', { name: '对照两份内容' }).count()).toBe(0)
  expect(await other.page.getByRole('button', { name: '对照两份内容' }).count()).toBe(0)
})

test('two officers on one row: the later one sees both texts and chooses', async () => {
  watch()
  other.allow(/ERR_INTERNET_DISCONNECTED|status of 409/)
  await other.context.setOffline(true)
  await type(other.page, 'collaboration/text', '乙写的：与先进制造业集群签订配套协议。')
  await header(other)
    .getByText(/^未保存：/)
    .waitFor()
  await type(one.page, 'collaboration/text', '甲写的：由两家龙头企业牵头开放采购目录。')
  await untilSaved(one.page)
  await other.context.setOffline(false)

  await other.page.getByRole('button', { name: '对照两份内容', exact: true }).click()
  const dialog = await dialogOn(other.page)
  await dialog.getByText('乙写的：与先进制造业集群签订配套协议。').waitFor()
  await dialog.getByText('甲写的：由两家龙头企业牵头开放采购目录。').waitFor()
  await other.picture('conflict')
  expect(await saved('collaboration')).toEqual({ text: '甲写的：由两家龙头企业牵头开放采购目录。' })
  await dialog.getByRole('button', { name: '保留我的' }).click()
  await untilSaved(other.page)
  expect(await saved('collaboration')).toEqual({ text: '乙写的：与先进制造业集群签订配套协议。' })
  await expect
    .poll(() => field(one.page, 'collaboration/text').inputValue(), { timeout: 20_000 })
    .toBe('乙写的：与先进制造业集群签订配套协议。')
})

test('a figure that is no number says so at its field and stays unsaved', async () => {
  watch()
  const { page } = one
  await goToPart(page, '二、主导产业情况')
  await type(page, 'leading_growth/Y', '约百分之十')
  await page
    .getByText(/^未保存：.*增速/)
    .first()
    .waitFor()
  await header(one).getByText('1 栏未保存：内容有误，请修改').waitFor()
  expect(await saved('leading_growth')).toEqual({})
  await type(page, 'leading_growth/Y', '17.966')
  await page.getByText('按两位小数保存，原填 17.966').waitFor()
  await untilSaved(page)
  expect(await saved('leading_growth')).toEqual({ Y: '17.97' })
  expectNoErrors()
})
