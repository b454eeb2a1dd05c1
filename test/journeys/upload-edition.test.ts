// A province's own programme is brought in as data: the running, built product takes an edition and a batch on a screen,
// and a county fills, judges and forwards a declaration in it up to the recognising province, without a restart.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startBrowser } from './browser.ts'
import { act, createDraft, dialogOn, handIn, openBatch, openCase } from './case.ts'
import {
  check,
  fillRest,
  goToPart,
  pathOf,
  readPage,
  tick,
  type,
  untilSaved,
  uploadRest,
} from './form.ts'
import { startChild } from './product.ts'

const product = await startChild()
const { visitor, watch, expectNoErrors } = await startBrowser(product)
const startedAs = product.pid
const ministry = await visitor(product.accounts.get('ministry'))
const editor = await visitor(await product.person('滇填报', 'county_editor', 'county', '530181'))
const approver = await visitor(
  await product.person('滇审核', 'county_approver', 'county', '530181'),
)
const city = await visitor(await product.person('昆明市级', 'city_reviewer', 'city', '530100'))
const province = await visitor(
  await product.person('云南省级', 'province_reviewer', 'province', '530000'),
)

const example = (name: string) =>
  fileURLToPath(new URL(`../../policy/examples/${name}.yaml`, import.meta.url))
const name = '安宁市磷化工产业集群'
const batch = '2025年度云南省级中小企业特色产业集群（示例）'

test('the ministry uploads the edition and the batch on the batches screen and opens the batch', async () => {
  watch()
  const { page } = ministry
  await ministry.signIn()
  await ministry.go('/app/batches')
  expect(await page.getByRole('link', { name: batch }).count()).toBe(0)
  await page.getByRole('button', { name: '导入政策版本或批次' }).click()
  const dialog = await dialogOn(page)
  const load = async (kind: string, file: string, said: string) => {
    await dialog.getByLabel(kind).check()
    await dialog.getByLabel('从文件读入').setInputFiles(example(file))
    await dialog.getByRole('button', { name: '检查并导入' }).click()
    await dialog.getByText(said).waitFor()
  }
  await load('政策版本', 'yunnan-edition', '已导入政策版本“yunnan-provincial”第 1 版。')
  await load('年度批次', 'yunnan-batch', '已导入批次“yunnan-2025”第 1 版。')
  await ministry.picture('upload')
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await page.getByRole('link', { name: batch }).click()
  await page.getByText('检查无误，可以开放申报。').waitFor()
  await openBatch(page)
})

test('a county of Yunnan fills the reduced form, and the panel judges by Yunnan’s numbers', async () => {
  watch()
  const { page } = editor
  await editor.signIn()
  await createDraft(page, `${batch}（演示）`, name)

  await tick(page, 'no_accidents/answer', '是')
  await goToPart(page, '二、主导产业情况')
  await page.getByRole('columnheader', { name: '2024年' }).waitFor()
  const output = check(page, '总产值')
  await expect.poll(() => output.textContent()).toMatch(/○ 缺数据.*不低于 10 亿元/)
  // 12 亿元 meets Yunnan's threshold and would miss the ministry's 40.
  await type(page, 'total_output/Y-2', '9.99')
  await type(page, 'total_output/Y-1', '12')
  await type(page, 'total_output/Y', '12.5')
  await expect.poll(() => output.textContent()).toContain('✕ 不符合')
  await type(page, 'total_output/Y-2', '10')
  await expect.poll(() => output.textContent()).toContain('● 符合')
  await type(page, 'sme_share/Y', '50')
  await type(page, 'sme_share/Y-1', '51')
  await type(page, 'sme_share/Y-2', '52')
  await type(page, 'leading_share/Y', '60')
  await expect
    .poll(() => check(page, '主导产业产值占比').textContent())
    .toMatch(/✕ 不符合.*高于 60%/)
  await type(page, 'leading_share/Y', '60.01')
  await type(page, 'leading_share/Y-1', '61')
  await type(page, 'leading_share/Y-2', '62')
  await expect.poll(() => check(page, '主导产业产值占比').textContent()).toContain('● 符合')
  await untilSaved(page)
  await editor.picture('yunnan')
})

test('complete, it goes county, city, province; the province recognises and no ministry step is there', async () => {
  watch()
  const { page } = editor
  await fillRest(page)
  await uploadRest(page)
  await page.reload()
  await page.getByRole('heading', { name: '没有缺项，可以提交审核' }).waitFor()
  const { route } = await readPage(page, pathOf(page))
  expect(route.map(({ level, kind }) => `${level} ${kind}`)).toEqual([
    'county declare',
    'city review',
    'province decide',
  ])
  await handIn(page)

  await approver.signIn()
  await openCase(approver, name)
  await act(approver, '审核并报送', '已报送。')
  await city.signIn()
  await openCase(city, name)
  await act(city, '受理', '已受理')
  await act(city, '推荐', '已推荐至上一级。')
  await province.signIn()
  await openCase(province, name)
  await act(province, '受理', '已受理')
  expect(await province.page.getByRole('button', { name: '推荐', exact: true }).count()).toBe(0)
  await act(province, '拟认定', '已列入拟认定。')
  await province.picture('yunnan-case')
})

test('the province, not the ministry, publishes the notice, and the process is still the one that was started', async () => {
  watch()
  await ministry.go('/app/batches/yunnan-2025/publication')
  await ministry.page.getByText('公示和名单由认定单位发布').waitFor()
  expect(await ministry.page.getByRole('button', { name: '发布公示' }).count()).toBe(0)
  const { page } = province
  await province.go('/app/batches/yunnan-2025/publication')
  await page.getByRole('button', { name: '发布公示' }).click()
  await page.getByRole('link', { name: '打开公示页' }).waitFor()
  const reader = await visitor()
  await reader.go('/demo')
  await reader.page.getByRole('link', { name: `关于${batch}名单的公示` }).click()
  await reader.page.getByText(name).first().waitFor()
  await reader.picture('yunnan-notice')
  expect([product.alive(), product.pid]).toEqual([true, startedAs])
  expectNoErrors()
})
