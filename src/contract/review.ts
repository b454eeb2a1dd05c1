// The acts that move a declaration, one endpoint an act, and the places of a body.
import { z } from 'zod'
import { Act, State } from '#domain/lifecycle.ts'
import { countyRoles, declarationRoles, reviewRoles } from '#domain/people.ts'
import { DeclarationParams } from './declaration.ts'
import { endpoint } from './endpoint.ts'

/** `revision` is the one that the page saw: the loser of a race is told. */
const seen = { revision: z.int().nonnegative() }
const reason = z.string().trim().min(1, '请填写理由').max(500)

const Moved = z.object({
  state: State,
  stateName: z.string(),
  revision: z.int(),
  can: z.array(Act),
})
export type Moved = z.infer<typeof Moved>

export const handIn = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/hand-in',
  who: ['county_editor'],
  summary: '填报人提交县级审核',
  params: DeclarationParams,
  body: z.object(seen),
  answer: Moved,
})

export const sendBack = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/send-back',
  who: ['county_approver'],
  summary: '县级审核人退回填报人',
  params: DeclarationParams,
  body: z.object({ ...seen, reason }),
  answer: Moved,
})

export const submit = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/submit',
  who: ['county_approver'],
  summary: '县级审核人审核并报送',
  params: DeclarationParams,
  body: z.object(seen),
  answer: Moved,
})

export const recall = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/recall',
  who: ['county_approver', ...reviewRoles],
  summary: '上级受理前撤回报送',
  params: DeclarationParams,
  body: z.object(seen),
  answer: Moved,
})

export const withdraw = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/withdraw',
  who: ['county_approver'],
  summary: '撤回申报',
  params: DeclarationParams,
  body: z.object({ ...seen, reason }),
  answer: Moved,
})

export const open = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/open',
  who: reviewRoles,
  summary: '受理',
  params: DeclarationParams,
  body: z.object(seen),
  answer: Moved,
})

export const forward = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/forward',
  who: reviewRoles,
  summary: '推荐至上一级',
  params: DeclarationParams,
  body: z.object({ ...seen, opinion: z.string().trim().max(1000).default('') }),
  answer: Moved,
})

/** Returns field by field; `to` is the next level down or straight to the county, the levels between are informed. */
export const returnFile = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/return',
  who: reviewRoles,
  summary: '退回修改',
  params: DeclarationParams,
  body: z.object({
    ...seen,
    to: z.enum(['previous', 'county']),
    items: z
      .array(z.object({ field: z.string().max(120), reason }))
      .min(1, '请至少标注一个需要修改的栏目')
      .max(200),
  }),
  answer: Moved,
})

function decision<const P extends string>(name: P, summary: string, who: typeof reviewRoles) {
  return endpoint({
    method: 'POST',
    path: `/api/declarations/:clusterId/:id/${name}`,
    who,
    summary,
    params: DeclarationParams,
    body: z.object({ ...seen, reason }),
    answer: Moved,
  })
}

export const notRecommend = decision('not-recommend', '不予推荐', reviewRoles)
export const giveUpPlace = decision('give-up-place', '放弃已退回件的名额', reviewRoles)
export const unpropose = decision('unpropose', '移出拟认定', reviewRoles)
export const refuse = decision('refuse', '不予认定', reviewRoles)
export const disqualify = decision('disqualify', '取消申报资格', reviewRoles)

export const propose = endpoint({
  method: 'POST',
  path: '/api/declarations/:clusterId/:id/propose',
  who: reviewRoles,
  summary: '列入拟认定',
  params: DeclarationParams,
  body: z.object(seen),
  answer: Moved,
})

/** Places used and left for the reader's body, a row a batch. */
export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/places',
  who: declarationRoles,
  summary: '本单位名额',
  answer: z.object({
    places: z.array(
      z.object({
        batchCode: z.string(),
        batchTitle: z.string(),
        places: z.int().nullable(),
        taken: z.int(),
        source: z.string(),
      }),
    ),
  }),
})

/** Acts whose endpoints take only what was seen. */
export const plainActs = { hand_in: handIn, submit, recall, open, propose } as const
export const reasonActs = {
  send_back: sendBack,
  withdraw,
  not_recommend: notRecommend,
  give_up_place: giveUpPlace,
  unpropose,
  refuse,
  disqualify,
} as const

export const countyOnly = countyRoles
