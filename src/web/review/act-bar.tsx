// The bar at the foot of the case: exactly the acts that the server allows now, and what they do to the places.
import { Button } from 'antd'
import { useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { actNames } from '#domain/lifecycle.ts'
import { ActDialog } from './act-dialog.tsx'
import { actWords, type CaseAct, caseActs } from './act-words.ts'
import type { MarkedRows } from './marks.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { type Acting, useAct } from './use-act.ts'

const leading: readonly CaseAct[] = ['open', 'submit', 'forward', 'propose']

export function ActBar({ page, marked }: { page: DeclarationPage; marked: MarkedRows }) {
  const acting = useAct(page)
  const [asking, setAsking] = useState<CaseAct | null>(null)
  const open = caseActs.filter((act) => page.can.includes(act))
  const start = (act: CaseAct) => (act === 'open' ? acting.act('open', {}) : setAsking(act))
  const close = () => setAsking(null)
  return (
    <section className="act-bar" aria-label="办理">
      <div className="act-bar-said">
        <Said acting={acting} />
        <Places page={page} />
        {page.can.includes('return') ? (
          <span className="secondary">已标注 {Object.keys(marked.marks).length} 处需修改</span>
        ) : null}
      </div>
      <div className="acts">
        {open.length === 0 ? (
          <span className="secondary">现在没有您可以办理的事项（{page.stateName}）。</span>
        ) : null}
        {open.map((act) => (
          <Button
            key={act}
            type={leading.includes(act) ? 'primary' : 'default'}
            danger={actWords[act].seal}
            disabled={acting.busy}
            onClick={() => start(act)}
          >
            {actNames[act]}
          </Button>
        ))}
      </div>
      {asking === 'return' ? (
        <ReturnDialog page={page} marked={marked} acting={acting} onClose={close} />
      ) : null}
      {asking && asking !== 'return' && asking !== 'open' ? (
        <ActDialog act={asking} page={page} acting={acting} onClose={close} />
      ) : null}
    </section>
  )
}

function Said({ acting }: { acting: Acting }) {
  const { outcome } = acting
  return (
    <span role={outcome?.good === false ? 'alert' : 'status'}>
      {outcome ? (
        <strong className={outcome.good ? 'tone-met' : 'seal'}>
          {outcome.good ? '●' : '✕'} {outcome.sentence}
        </strong>
      ) : null}
    </span>
  )
}

function Places({ page }: { page: DeclarationPage }) {
  if (!page.places) return null
  const { places, taken } = page.places
  return (
    <span className="figure">
      {places === null ? '名额未载明' : `名额 ${places}`} · 已用 {taken}
    </span>
  )
}
