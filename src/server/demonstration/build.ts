// The demonstration: three small batches with one cluster at each stage, built through the same acts that people use.
import type { Batch } from '#domain/batch.ts'
import { Problem } from '#domain/problem.ts'
import type { Actor } from '#domain/people.ts'
import type { App } from '../action.ts'
import { createDeclaration } from '../declaration/actions.ts'
import { publishList, publishNotice } from '../notice/actions.ts'
import { copyBatch, openBatch, saveBatch } from '../policy/actions.ts'
import { getBatch, getBatchContent, getEdition } from '../policy/queries.ts'
import * as acts from '../review/actions.ts'
import { findActorByLogin } from './cast.ts'
import { type Draft, fillEvidence, fillRows } from './fill.ts'

interface People {
  readonly editor: Actor
  readonly approver: Actor
  readonly city: Actor
  readonly province: Actor
  readonly ministry: Actor
}

/** One act on a file; the revision it leaves is the one that the next act names. */
type Step = (
  app: App,
  people: People,
  target: Draft & { revision: number; reason: string },
) => Promise<{ revision: number }>

type Stage = (app: App, people: People, file: Draft) => Promise<void>

const none: Stage = async () => undefined

/** Runs acts one after the other; each names the revision that the one before left. */
function chain(...steps: readonly Step[]): Stage {
  return async (app, people, file) => {
    let revision = 0
    for (const step of steps)
      revision = (
        await step(app, people, { ...file, revision, reason: '演示数据：用于展示这一环节。' })
      ).revision
  }
}

const handIn: Step = (app, { editor }, target) => acts.handIn(app, editor, target)
const submit: Step = (app, { approver }, target) => acts.submit(app, approver, target)
const cityOpen: Step = (app, { city }, target) => acts.open(app, city, target)
const cityForward: Step = (app, { city }, target) =>
  acts.forward(app, city, { ...target, opinion: '演示数据：材料真实，同意推荐。' })
const provinceOpen: Step = (app, { province }, target) => acts.open(app, province, target)
const provinceForward: Step = (app, { province }, target) =>
  acts.forward(app, province, { ...target, opinion: '演示数据：符合认定标准，择优推荐。' })
const ministryOpen: Step = (app, { ministry }, target) => acts.open(app, ministry, target)
const propose: Step = (app, { ministry }, target) => acts.propose(app, ministry, target)
const toMinistry = [
  handIn,
  submit,
  cityOpen,
  cityForward,
  provinceOpen,
  provinceForward,
  ministryOpen,
] as const

const cityReturn: Step = (app, { city }, target) =>
  acts.returnFile(app, city, {
    ...target,
    to: 'county',
    items: [
      { field: 'total_output', reason: '演示数据：请核对三年产值与企业发展情况表的合计。' },
      { field: 'chain_growing', reason: '演示数据：请补充招商引资的具体做法。' },
    ],
  })

interface Plan {
  readonly name: string
  readonly share: number
  readonly stage: Stage
}

/** One cluster for every state of domain/lifecycle.ts that a running batch can show. */
const running: readonly Plan[] = [
  { name: '演示县示范文具产业集群', share: 0.4, stage: none },
  { name: '演示县示范箱包产业集群', share: 1, stage: chain(handIn) },
  { name: '演示县示范阀门产业集群', share: 1, stage: chain(handIn, submit) },
  { name: '演示县示范灯具产业集群', share: 1, stage: chain(handIn, submit, cityOpen) },
  { name: '演示县示范轴承产业集群', share: 1, stage: chain(handIn, submit, cityOpen, cityReturn) },
  { name: '演示县示范锁具产业集群', share: 1, stage: chain(handIn, submit, cityOpen, cityForward) },
  {
    name: '演示县示范泵业产业集群',
    share: 1,
    stage: chain(handIn, submit, cityOpen, cityForward, provinceOpen),
  },
  { name: '演示县示范模具产业集群', share: 1, stage: chain(...toMinistry) },
  { name: '演示县示范电机产业集群', share: 1, stage: chain(...toMinistry, propose) },
  {
    name: '演示县示范玩具产业集群',
    share: 1,
    stage: chain(handIn, submit, cityOpen, (app, { city }, target) =>
      acts.notRecommend(app, city, target),
    ),
  },
  {
    name: '演示县示范家具产业集群',
    share: 1,
    stage: chain(...toMinistry, (app, { ministry }, target) => acts.refuse(app, ministry, target)),
  },
  {
    name: '演示县示范陶瓷产业集群',
    share: 1,
    stage: chain(handIn, submit, cityOpen, (app, { city }, target) =>
      acts.disqualify(app, city, target),
    ),
  },
  {
    name: '演示县示范纽扣产业集群',
    share: 1,
    stage: chain(handIn, submit, (app, { approver }, target) =>
      acts.withdraw(app, approver, target),
    ),
  },
]
const onNotice: readonly Plan[] = [
  { name: '演示县示范传感器产业集群', share: 1, stage: chain(...toMinistry, propose) },
]
const recognised: readonly Plan[] = [
  { name: '演示县示范弹簧产业集群', share: 1, stage: chain(...toMinistry, propose) },
]

const day = 86_400_000

/** Builds all three batches. `year` is the running one; the one before is on notice, the one before that is published. */
export async function buildDemonstration(app: App, year: number): Promise<void> {
  const people = await getPeople(app)
  const past: App = { ...app, clock: { offsetMs: app.clock.offsetMs - 40 * day } }
  await buildBatch(past, people, year - 2, recognised)
  await publishNotice(past, people.ministry, noticeOf(year - 2))
  await publishList(app, people.ministry, {
    code: codeOf(year - 2),
    title: `${year - 2}年度演示集群名单`,
    document: `演示函〔${year}〕1号`,
  })
  await buildBatch(app, people, year - 1, onNotice)
  await publishNotice(app, people.ministry, noticeOf(year - 1))
  await buildBatch(app, people, year, running)
}

function codeOf(year: number): string {
  return `demo-${year}`
}

function noticeOf(year: number) {
  return {
    code: codeOf(year),
    title: `关于${year}年度演示集群的公示`,
    body: '演示数据。现将拟认定的演示集群名单予以公示。公示期内如有异议，请实名反映，并提供佐证和联系方式。',
  }
}

async function getPeople(app: App): Promise<People> {
  const get = async (login: string) => {
    const actor = await findActorByLogin(app.db, login)
    if (!actor) throw new Problem('not_found', { words: { what: `演示账号“${login}”` } })
    return actor
  }
  return {
    editor: await get('county-editor'),
    approver: await get('county-approver'),
    city: await get('city'),
    province: await get('province'),
    ministry: await get('ministry'),
  }
}

async function buildBatch(
  app: App,
  people: People,
  year: number,
  plans: readonly Plan[],
): Promise<void> {
  const code = codeOf(year)
  const copied = await copyBatch(app, people.ministry, {
    from: 'miit-2022',
    code,
    year,
    title: `${year}年度演示批次`,
    demonstration: true,
  })
  const content = await getBatchContent(app.db, code, copied.version)
  const { row } = await saveBatch(app, people.ministry, {
    code,
    version: copied.version,
    content: asDemonstration(content),
  })
  await openBatch(app, people.ministry, { code, version: row.version })
  const batch = await getBatch(app.db, code)
  const edition = await getEdition(app.db, batch.edition_code, batch.edition_version)
  const opened = await getBatchContent(app.db, code, batch.version)
  await inParallel(plans, 4, async ({ name, share, stage }) => {
    const file = await createDeclaration(app, people.editor, { batch: code, name })
    await fillRows(app, people.editor, file, edition, { name, region: '330122' }, share)
    if (share === 1) await fillEvidence(app, people.editor, file, edition, opened)
    await stage(app, people, file)
  })
}

/** Numbers of the demonstration are its own and say so. */
function asDemonstration(content: Batch): Batch {
  const own = <T>(value: T) => ({ value, standing: 'demonstration' as const, source: '演示数据' })
  return {
    ...content,
    call: own('演示函'),
    quota: { ordinary: own(5), separately_planned: own(3), corps: own(3), city: own(8) },
    one_per_segment: own(false),
    must_be_provincial: own(false),
    validity: { kind: 'years_from_list', years: 3, worded: '三年' },
  }
}

async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
