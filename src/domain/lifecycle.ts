// The life of a declaration: one table of acts by kind of step. What is not listed cannot happen.
// The edition lists the steps (domain/edition.ts); the server asks this table before it acts and ships `can` with each answer.
import { z } from 'zod'
import type { Step } from './edition.ts'
import type { Role } from './people.ts'

export const State = z.enum([
  'draft', // 填报中
  'awaiting_approval', // 待县级审核
  'submitted', // 已报送，待受理
  'under_review', // 审核中
  'returned', // 已退回
  'proposed', // 拟认定
  'on_notice', // 公示中
  'recognised', // 已认定
  'refused', // 不予认定
  'not_recommended', // 不予推荐
  'disqualified', // 取消申报资格
  'withdrawn', // 已撤回申报
])
export type State = z.infer<typeof State>

export const stateNames: Readonly<Record<State, string>> = {
  draft: '填报中',
  awaiting_approval: '待县级审核',
  submitted: '已报送待受理',
  under_review: '审核中',
  returned: '已退回修改',
  proposed: '拟认定',
  on_notice: '公示中',
  recognised: '已认定',
  refused: '不予认定',
  not_recommended: '不予推荐',
  disqualified: '取消申报资格',
  withdrawn: '已撤回申报',
}

export const Act = z.enum([
  'edit',
  'hand_in',
  'send_back',
  'submit',
  'recall',
  'withdraw',
  'open',
  'forward',
  'return',
  'not_recommend',
  'give_up_place',
  'propose',
  'unpropose',
  'refuse',
  'disqualify',
])
export type Act = z.infer<typeof Act>

export const actNames: Readonly<Record<Act, string>> = {
  edit: '填报',
  hand_in: '提交审核',
  send_back: '退回填报人',
  submit: '审核并报送',
  recall: '撤回报送',
  withdraw: '撤回申报',
  open: '受理',
  forward: '推荐',
  return: '退回',
  not_recommend: '不予推荐',
  give_up_place: '放弃名额',
  propose: '拟认定',
  unpropose: '移出拟认定',
  refuse: '不予认定',
  disqualify: '取消申报资格',
}

/** Where an act stands: the kind of the step that holds the file, who may, from which states, and to which it leads. */
export interface Transition {
  readonly at: Step['kind']
  readonly roles: readonly Role[]
  readonly from: readonly State[]
  /** null: the state stays. Where the target depends on the route (return, recall) the action names it, within these. */
  readonly to: readonly State[] | null
  readonly reason: boolean
}

const county: readonly Role[] = ['county_approver']
const reviewer: readonly Role[] = ['city_reviewer', 'province_reviewer', 'ministry_officer']
const decider = reviewer

/**
 * All acts. `recall` stands at the step that sent the file (its state is `submitted` at the next one).
 * `disqualify` 〔236号 四〕 is open to every reviewing body that holds the file.
 */
export const transitions = {
  edit: [
    {
      at: 'declare',
      roles: ['county_editor'],
      from: ['draft', 'returned'],
      to: null,
      reason: false,
    },
  ],
  hand_in: [
    {
      at: 'declare',
      roles: ['county_editor'],
      from: ['draft', 'returned'],
      to: ['awaiting_approval'],
      reason: false,
    },
  ],
  send_back: [
    {
      at: 'declare',
      roles: county,
      from: ['awaiting_approval'],
      to: ['draft', 'returned'],
      reason: true,
    },
  ],
  submit: [
    { at: 'declare', roles: county, from: ['awaiting_approval'], to: ['submitted'], reason: false },
  ],
  recall: [
    { at: 'declare', roles: county, from: ['submitted'], to: ['draft', 'returned'], reason: false },
    { at: 'review', roles: reviewer, from: ['submitted'], to: ['under_review'], reason: false },
  ],
  withdraw: [
    {
      at: 'declare',
      roles: county,
      from: ['draft', 'awaiting_approval', 'submitted', 'under_review', 'returned', 'proposed'],
      to: ['withdrawn'],
      reason: true,
    },
  ],
  open: [
    { at: 'review', roles: reviewer, from: ['submitted'], to: ['under_review'], reason: false },
    { at: 'decide', roles: decider, from: ['submitted'], to: ['under_review'], reason: false },
  ],
  forward: [
    {
      at: 'review',
      roles: reviewer,
      from: ['under_review', 'returned'],
      to: ['submitted'],
      reason: false,
    },
  ],
  return: [
    {
      at: 'review',
      roles: reviewer,
      from: ['under_review', 'returned'],
      to: ['returned'],
      reason: true,
    },
    { at: 'decide', roles: decider, from: ['under_review'], to: ['returned'], reason: true },
  ],
  not_recommend: [
    {
      at: 'review',
      roles: reviewer,
      from: ['under_review', 'returned'],
      to: ['not_recommended'],
      reason: true,
    },
  ],
  give_up_place: [
    {
      at: 'review',
      roles: reviewer,
      // a file that ended below after a return still has the place: only this body can free it
      from: [
        'returned',
        'draft',
        'awaiting_approval',
        'submitted',
        'under_review',
        'not_recommended',
        'withdrawn',
      ],
      to: null,
      reason: true,
    },
  ],
  propose: [
    { at: 'decide', roles: decider, from: ['under_review'], to: ['proposed'], reason: false },
  ],
  unpropose: [
    { at: 'decide', roles: decider, from: ['proposed'], to: ['under_review'], reason: true },
  ],
  refuse: [
    {
      at: 'decide',
      roles: decider,
      from: ['under_review', 'proposed', 'on_notice'],
      to: ['refused'],
      reason: true,
    },
  ],
  disqualify: [
    {
      at: 'review',
      roles: reviewer,
      from: ['under_review', 'returned'],
      to: ['disqualified'],
      reason: true,
    },
    {
      at: 'decide',
      roles: decider,
      from: ['under_review', 'proposed', 'on_notice'],
      to: ['disqualified'],
      reason: true,
    },
  ],
} as const satisfies Record<Act, readonly Transition[]>

/** States that end a declaration. */
export const endStates = [
  'recognised',
  'refused',
  'not_recommended',
  'disqualified',
  'withdrawn',
] as const satisfies readonly State[]

/** What the table needs to know of a declaration as one body sees it. */
export interface Position {
  readonly state: State
  /** Kind of the step that holds the file now. */
  readonly stepKind: Step['kind']
  /** The actor's body is the one that holds the file now. */
  readonly holds: boolean
  /** The actor's body is the declarant (the first step). */
  readonly declares: boolean
  /** The actor's body sent the file to the step where it lies unopened. */
  readonly sent: boolean
  /** Kind of the step at which the sender stands. */
  readonly senderKind: Step['kind'] | null
  /** The actor's body keeps a place for a returned file: it is out below, or back and not forwarded again. */
  readonly keepsPlace: boolean
}

/**
 * The transition by which this actor may do this act now, or null.
 * One rule a line: recall belongs to the sender, withdraw to the declarant, giving up a place to who keeps it, all else to who holds the file.
 */
export function findTransition(act: Act, role: Role, position: Position): Transition | null {
  const at =
    act === 'recall'
      ? position.senderKind
      : act === 'withdraw'
        ? 'declare'
        : act === 'give_up_place'
          ? 'review'
          : position.stepKind
  const standing =
    act === 'recall'
      ? position.sent
      : act === 'withdraw'
        ? position.declares
        : act === 'give_up_place'
          ? position.keepsPlace
          : position.holds
  if (!standing) return null
  const rows: readonly Transition[] = transitions[act]
  return (
    rows.find(
      (row) => row.at === at && row.roles.includes(role) && row.from.includes(position.state),
    ) ?? null
  )
}

/** All acts open to this actor now; shipped as `can` with each answer. */
export function actsOpen(role: Role, position: Position): Act[] {
  return Act.options.filter((act) => findTransition(act, role, position) !== null)
}

/** Acts by which a file goes on its way; a state in which a role has one of them waits for that role. */
const onward = [
  'edit',
  'hand_in',
  'submit',
  'open',
  'forward',
  'propose',
] as const satisfies readonly Act[]

/** States in which a file that lies with his body waits for a person of this role. */
export function waitingStates(role: Role): State[] {
  const rows: readonly Transition[] = onward.flatMap((act) => [...transitions[act]])
  return [...new Set(rows.filter((row) => row.roles.includes(role)).flatMap((row) => row.from))]
}
