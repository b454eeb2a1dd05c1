// How each act is asked for: what it does, whether it takes a reason or an opinion, and whether it is a decision in seal red.
import type { Act } from '#domain/lifecycle.ts'

export interface ActWords {
  /** What happens when the act is done; shown before it is confirmed. */
  readonly effect: string
  readonly writes: 'nothing' | 'reason' | 'opinion' | 'rows'
  /** A decision or a loss: shown in seal red. */
  readonly seal: boolean
  readonly done: string
}

const plain = { writes: 'nothing', seal: false } as const
const decided = { writes: 'reason', seal: true } as const

/** The acts of this page in the order of the bar; filling in and handing in belong to the form. */
export const actWords = {
  open: { ...plain, effect: '', done: '已受理，现在可以审核。' },
  submit: { ...plain, effect: '审核通过并报送上一级；上一级受理前可以撤回。', done: '已报送。' },
  forward: {
    writes: 'opinion',
    seal: false,
    effect: '推荐至上一级；上一级受理前可以撤回。',
    done: '已推荐至上一级。',
  },
  propose: {
    ...plain,
    effect: '列入本批次拟认定名单；公示前可以移出。',
    done: '已列入拟认定。',
  },
  return: { writes: 'rows', seal: false, effect: '', done: '已退回。' },
  send_back: {
    writes: 'reason',
    seal: false,
    effect: '退回本单位填报人修改。',
    done: '已退回填报人。',
  },
  recall: {
    ...plain,
    effect: '撤回刚报出的申报，回到本单位继续办理；已占用的名额同时释放。',
    done: '已撤回报送。',
  },
  give_up_place: {
    writes: 'reason',
    seal: true,
    effect: '该件退回修改期间为其保留的名额将释放；再次推荐时须重新占用名额。',
    done: '已放弃名额。',
  },
  unpropose: {
    writes: 'reason',
    seal: true,
    effect: '移出拟认定，回到审核中。',
    done: '已移出拟认定。',
  },
  not_recommend: {
    ...decided,
    effect: '不予推荐后，该申报在本批次内办结，不能恢复。',
    done: '已作出不予推荐决定。',
  },
  refuse: {
    ...decided,
    effect: '不予认定后，该申报在本批次内办结，不能恢复。',
    done: '已作出不予认定决定。',
  },
  disqualify: {
    ...decided,
    effect: '因申报不实等取消申报资格，该申报在本批次内办结，不能恢复；已占用的名额不释放。',
    done: '已取消申报资格。',
  },
  withdraw: {
    ...decided,
    effect: '撤回后，该申报在本批次内办结，不能恢复。',
    done: '已撤回申报。',
  },
} as const satisfies Partial<Record<Act, ActWords>>

export type CaseAct = keyof typeof actWords

export const caseActs = Object.keys(actWords) as CaseAct[]
