// The whole path once, in Chromium: six people carry one declaration from an empty draft to the published list,
// with one return on the way, and the public reads the result.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startBrowser } from './browser.ts'
import { act, createDraft, dialogOn, handIn, openBatch, openCase } from './case.ts'
import {
  ask,
  check,
  field,
  fillRest,
  goToPart,
  paste,
  pathOf,
  readPage,
  tick,
  type,
  untilSaved,
  uploadRest,
} from './form.ts'
import { demonstrationPaper } from '#server/demonstration/paper.ts'
import { startInside } from './product.ts'

const product = await startInside()
const { visitor, watch, expectNoErrors } = await startBrowser(product)
const editor = await visitor(await product.person('何编辑', 'county_editor', 'county', '330122'))
const approver = await visitor(
  await product.person('沈审核', 'county_approver', 'county', '330122'),
)
const city = await visitor(await product.person('杭市级', 'city_reviewer', 'city', '330100'))
const province = await visitor(
  await product.person('浙省级', 'province_reviewer', 'province', '330000'),
)
const ministry = await visitor(await product.person('部经办', 'ministry_officer', 'ministry', null))
const reader = await visitor()

const name = '桐庐县医疗器械产业集群'
const batch = '2026年度中小企业特色产业集群'
let path = ''

const panel = (title: string) => check(editor.page, title)

test('the ministry copies last year’s batch on a screen, changes a number, has it checked and opens it', async () => {
  watch()
  const { page } = ministry
  await ministry.signIn()
  await page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('link', { name: '年度批次' })
    .click()
  await page.getByRole('link', { name: '2022年度中小企业特色产业集群' }).click()
  await page.getByRole('button', { name: '复制为新批次' }).click()
  const dialog = await dialogOn(page)
  await dialog.getByLabel('批次编码').fill('miit-2026')
  await dialog.getByLabel('年度', { exact: true }).fill('2026')
  await dialog.getByLabel('批次名称').fill(batch)
  await dialog.getByRole('button', { name: '复制为草稿' }).click()
  await page.getByRole('heading', { level: 1, name: batch }).waitFor()
  expect(await page.getByLabel('基准年').inputValue()).toBe('2025')

  const quota = page.getByRole('group', { name: '省级名额（个）' })
  await quota.getByLabel('省级名额（个）', { exact: true }).fill('6')
  await quota.getByLabel('省级名额（个）：出处').fill('工信厅企业函〔2026〕1号 三')
  await page.getByRole('button', { name: '检查并保存草稿' }).click()
  await page.getByText('草稿已保存，检查无误。').waitFor()
  await ministry.picture('batch')
  await openBatch(page)
})

test('the county’s editor opens an empty draft and fills rows of every layout by hand', async () => {
  watch()
  const { page } = editor
  await editor.signIn()
  await createDraft(page, batch, name)
  path = pathOf(page)

  await goToPart(page, '一、基本情况')
  await type(page, 'authority_contact/person', '何编辑')
  await type(page, 'authority_contact/phone', '0571-00000000')
  await type(page, 'area/value', '18.6')
  await tick(page, 'industry_type/answer', '第二产业')
  await tick(page, 'not_restricted/answer', '是')
  await untilSaved(page)

  await goToPart(page, '三、')
  await paste(page, 'standards_national/led_1', [
    ['1', '3', '1', '4', '2', '5'],
    ['2', '4', '2', '5', '3', '6'],
  ])
  await type(page, 'platforms_provincial/count', '2')
  await type(page, 'platforms_provincial/names', '省级企业技术中心、省级工程研究中心')
  await untilSaved(page)
  expect(await field(page, 'standards_industry/joined_3').inputValue()).toBe('6')

  await goToPart(page, '八、')
  await type(page, 'plan_problems/text', '高端产品占比偏低，关键材料依赖外购。')
  await type(page, 'target_output_growth/Y', '16.4')
  await type(page, 'target_output_growth/Y+3', '14')
  await page.getByRole('button', { name: '增加自设指标' }).click()
  await field(page, 'target_own#1/direction').selectOption({ label: '数字化' })
  await type(page, 'target_own#1/indicator', '企业上云比例（%）')
  await type(page, 'target_own#1/Y', '52.3')
  await type(page, 'target_own#1/Y+3', '70')
  await untilSaved(page)
  await editor.picture('plan')

  await goToPart(page, '系统附加信息')
  await field(page, 'places/codes').pressSequentially('桐庐县')
  await page.locator('datalist option[value^="330122"]').waitFor({ state: 'attached' })
  await field(page, 'places/codes').press('Enter')
  await page.getByRole('button', { name: /^移除 330122/ }).waitFor()
  await untilSaved(page)
})

test('the panel follows the figures: unknown, not met, met', async () => {
  watch()
  const { page } = editor
  await goToPart(page, '二、主导产业情况')
  const output = panel('总产值')
  await expect.poll(() => output.textContent()).toContain('○ 缺数据')
  await type(page, 'total_output/Y-2', '39.99')
  await type(page, 'total_output/Y-1', '60.32')
  await type(page, 'total_output/Y', '70.56')
  await expect.poll(() => output.textContent()).toContain('✕ 不符合')
  await editor.picture('not-met')
  await type(page, 'total_output/Y-2', '52')
  await expect.poll(() => output.textContent()).toContain('● 符合')
  await paste(page, 'sme_share/Y-2', [['78.40', '79.10', '80.25']])
  await untilSaved(page)
  await expect.poll(() => panel('中小企业产值').textContent()).toContain('● 符合')
  const { rows } = await readPage(page, path)
  expect(rows.find(({ row }) => row === 'sme_share')?.cells).toEqual({
    'Y-2': '78.40',
    'Y-1': '79.10',
    Y: '80.25',
  })
})

test('evidence is uploaded in the dialog, several files at an item, each with its kind', async () => {
  watch()
  const { page } = editor
  await tick(page, 'sharing_work/boxes', '建立了共享车间、共享工厂')
  const paper = (title: string) => ({
    name: `${title}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(demonstrationPaper(title)),
  })
  await field(page, 'sharing_work/boxes/shared_workshop')
    .getByRole('button', { name: /^添加/ })
    .click()
  const dialog = await dialogOn(page)
  await dialog.getByLabel('主管部门证明').check()
  await dialog.getByLabel(/选择文件/).setInputFiles([paper('共享车间证明'), paper('共享车间照片')])
  await dialog.getByRole('button', { name: '上传 2 个文件' }).click()
  await dialog.getByRole('link', { name: '共享车间照片.pdf' }).waitFor()
  await editor.picture('evidence-dialog')
  await dialog.getByRole('button', { name: '完成' }).click()
  await field(page, 'sharing_work/boxes/shared_workshop').getByText('2 个佐证文件').waitFor()

  await fillRest(page)
  await page.reload()
  await page
    .getByRole('navigation', { name: '申报表各部分' })
    .getByRole('button', { name: /^佐证材料/ })
    .click()
  await page.getByRole('button', { name: '添加佐证材料第 1 项' }).click()
  await dialog.getByLabel('自我声明').check()
  await dialog.getByLabel(/选择文件/).setInputFiles(paper('佐证一'))
  await dialog.getByRole('button', { name: '上传 1 个文件' }).click()
  await dialog.getByRole('link', { name: '佐证一.pdf' }).waitFor()
  await dialog.getByRole('button', { name: '完成' }).click()
  const { evidence } = await readPage(page, path)
  expect(evidence.map(({ item, originalName, kind }) => [item, originalName, kind])).toEqual([
    [1, '佐证一.pdf', 'self_declaration'],
    [8, '共享车间证明.pdf', 'authority'],
    [8, '共享车间照片.pdf', 'authority'],
  ])
  await editor.picture('evidence')
})

test('gaps keep the draft from being handed in until they are filled', async () => {
  watch()
  const { page } = editor
  await goToPart(page, '一、基本情况')
  await type(page, 'operator/name', ' ')
  await page.getByRole('button', { name: /^提交审核（还缺 \d+ 项）$/ }).click()
  await expect
    .poll(() => page.locator('#missing-title').evaluate((it) => it === document.activeElement))
    .toBe(true)
  await page
    .locator('#missing')
    .getByRole('button', { name: /集群运营管理机构/ })
    .first()
    .click()
  await page.keyboard.type('桐庐县医疗器械产业园管理委员会')
  await page.keyboard.press('Tab')
  await untilSaved(page)
  await uploadRest(page)
  await page.reload()
  await page.getByRole('heading', { name: '没有缺项，可以提交审核' }).waitFor()
  await editor.picture('complete')
})

test('the editor takes the 申报表 away as Word and hands the draft in; the approver is another person', async () => {
  watch()
  const { page } = editor
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出 Word' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/\.docx$/)
  const bytes = readFileSync(await saved.path())
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK')
  expect(bytes.includes('word/document.xml')).toBe(true)

  await handIn(page)
  expect((await readPage(page, path)).can).toEqual([])
  expect(await field(page, 'operator/name').getAttribute('readonly')).not.toBeNull()

  await approver.signIn()
  await openCase(approver, name)
  await approver.picture('case')
  await act(approver, '审核并报送', '已报送。')
})

test('city and province open it; the province returns two rows to the county with a reason for each', async () => {
  watch()
  await city.signIn()
  await openCase(city, name)
  await act(city, '受理', '已受理')
  await act(city, '推荐', '已推荐至上一级。', '材料真实，同意推荐。')
  await province.signIn()
  await openCase(province, name)
  await act(province, '受理', '已受理')

  const { page } = province
  const mark = async (row: string, reason: string) => {
    await page.getByLabel(`需修改：${row}`).check()
    await page.getByLabel(`修改理由：${row}`).fill(reason)
  }
  await mark('集群总产值（亿元）', '请核对2023年产值与企业发展情况表的合计。')
  await mark('集群产业链培育和招商情况', '请补充招商引资的具体做法。')
  await province.picture('marked')
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: '退回' }).click()
  const dialog = await dialogOn(page)
  await dialog.getByLabel('直接退回县级').check()
  await province.picture('return-dialog')
  await dialog.getByRole('button', { name: '退回' }).click()
  await page.getByText('已退回。').waitFor()
  const { state, returnItems } = await readPage(page, path)
  expect([state, ...returnItems.map((held) => held.field)]).toEqual([
    'returned',
    'total_output',
    'chain_growing',
  ])
})

test('the editor sees the marks, corrects and hands in again', async () => {
  watch()
  const { page } = editor
  await editor.go('/app/')
  await page.getByRole('table', { name: '待我办理' }).getByRole('link', { name }).click()
  const banner = page.getByRole('region', { name: /退回，请修改以下 2 处/ })
  await banner.waitFor()
  await banner.getByRole('button', { name: /集群总产值/ }).click()
  await page.getByText('退回意见：请核对2023年产值与企业发展情况表的合计。').waitFor()
  await editor.picture('returned')
  await type(page, 'total_output/Y-2', '52.36')
  await type(
    page,
    'chain_growing/text',
    '围绕整机和关键零部件编制产业链清单，近三年引进配套项目12个。',
  )
  await untilSaved(page)
  await handIn(page)
  expect((await readPage(page, path)).state).toBe('awaiting_approval')
})

test('it passes every step again, and the ministry proposes it', async () => {
  watch()
  await openCase(approver, name)
  await act(approver, '审核并报送', '已报送。')
  await openCase(city, name)
  await act(city, '受理', '已受理')
  await act(city, '推荐', '已推荐至上一级。', '已按意见修改，同意推荐。')
  await openCase(province, name)
  await province.page.getByLabel(/只看退回后改动的栏目/).check()
  await province.page.locator('.case-form').getByText('52.36').waitFor()
  await act(province, '受理', '已受理')
  await act(province, '推荐', '已推荐至上一级。', '符合认定标准，择优推荐。')
  await province.picture('recommended')
  await openCase(ministry, name)
  await act(ministry, '受理', '已受理')
  await act(ministry, '拟认定', '已列入拟认定。')
  const { state, history } = await readPage(ministry.page, path)
  expect(state).toBe('proposed')
  expect(new Set(history.map(({ actorName }) => actorName))).toEqual(
    new Set([editor.name, approver.name, city.name, province.name, ministry.name]),
  )
})

test('the ministry publishes the notice; after its five working days the list comes out', async () => {
  watch()
  const { page } = ministry
  await ministry.go('/app/batches/miit-2026/publication')
  await page.getByRole('button', { name: '发布公示' }).click()
  const days = await page.getByText(/^公示期：/).textContent()
  const last = /至 (\S+)$/.exec(days ?? '')?.[1] ?? ''
  await page.getByText(`公示期至 ${last} 届满，次日起方可公布名单。`).waitFor()
  await ministry.picture('notice')

  await reader.go('/')
  await reader.page.getByRole('link', { name: `关于${batch}名单的公示` }).click()
  await reader.page.getByText(name).first().waitFor()
  await reader.go(`/clusters?q=${encodeURIComponent('桐庐县医疗器械')}`)
  await reader.page.getByText('共 0 个').waitFor()

  // Whoever had a tab open is signed out by then; the editor has left the form.
  await editor.go('/')
  product.passDays(Math.ceil((Date.parse(last) - Date.now()) / 86_400_000) + 2)
  await ministry.signIn()
  await ministry.go('/app/batches/miit-2026/publication')
  await page.getByLabel('文号').fill('工信部企业函〔2026〕100号')
  await page.getByRole('button', { name: '公布名单' }).click()
  await page.getByText('名单已公布。').waitFor()
  const { text } = await ask(page, 'GET', '/api/batches/miit-2026/publication')
  expect(JSON.parse(text)).toMatchObject({
    notice: {
      workingDays: 5,
      lastDay: last,
      listCode: 'miit-2026',
      entries: [{ number: 1, name }],
    },
  })
  await ministry.picture('published')
})

test('the public finds the new cluster with its number, batch and validity', async () => {
  watch()
  const { page } = reader
  await reader.go('/')
  await page.getByRole('search').getByRole('searchbox').fill('桐庐 医疗器械')
  await page.getByRole('search').getByRole('button', { name: '检索' }).click()
  await page
    .getByRole('region', { name: '检索结果' })
    .getByRole('link', { name, exact: true })
    .click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  const listing = page.getByRole('region', { name: `${batch}名单第1号` })
  await listing.getByText(/^工信部企业函〔2026〕100号，/).waitFor()
  await reader.picture('cluster')
  expect(await listing.textContent()).toContain('第 1 号')
  await page.getByText('浙江省 杭州市 桐庐县').waitFor()
  expect(await listing.getByText('有效期').locator('..').textContent()).toMatch(/\d{4}-\d{2}-\d{2}/)
  expectNoErrors()
})
