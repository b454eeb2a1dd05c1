// Asks before an act: what it does, and the reason or opinion that it takes. Decisions are in seal red.
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { actNames } from '#domain/lifecycle.ts'
import { Field } from '../ui/field.tsx'
import { type ActWords, actWords, type CaseAct } from './act-words.ts'
import type { Acting } from './use-act.ts'

export function ActDialog(props: {
  act: Exclude<CaseAct, 'open' | 'return'>
  page: DeclarationPage
  acting: Acting
  onClose: () => void
}) {
  const { act, page, acting } = props
  const words: ActWords = actWords[act]
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  const confirm = async () => {
    if (words.writes === 'reason' && !text.trim()) {
      setProblem('请填写理由，供对方了解并修改。')
      return
    }
    const written = words.writes === 'opinion' ? { opinion: text } : { reason: text.trim() }
    const ending = await acting.act(act, written)
    if (typeof ending === 'string') props.onClose()
    else setProblem(ending.failed)
  }

  return (
    <Modal
      open
      title={<span className={words.seal ? 'seal' : undefined}>{actNames[act]}</span>}
      okText={actNames[act]}
      cancelText="取消"
      okButtonProps={{ danger: words.seal }}
      confirmLoading={acting.busy}
      onOk={confirm}
      onCancel={props.onClose}
    >
      <p>
        <strong>{page.name}</strong>
      </p>
      <p className={words.seal ? 'seal' : undefined}>{words.effect}</p>
      {act === 'forward' ? <Attaches page={page} /> : null}
      {act === 'forward' ? <PlacesAfter page={page} /> : null}
      {words.writes === 'nothing' ? null : (
        <Field
          label={words.writes === 'opinion' ? '推荐意见' : '理由'}
          hint={words.writes === 'opinion' ? '可不填；随申报报送上一级' : '必填，对方可见'}
        >
          {(wiring) => (
            <Input.TextArea
              {...wiring}
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={words.writes === 'opinion' ? 1000 : 500}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}

/** What the edition wants attached at this step (政策版本). */
function Attaches({ page }: { page: DeclarationPage }) {
  const key = page.route.find(({ step }) => step === page.step)?.key
  const attaches = page.edition.steps.find((step) => step.key === key)?.attaches ?? []
  return attaches.length === 0 ? null : <p>本环节须随文报送：{attaches.join('、')}。</p>
}

/** What forwarding does to the places: a file returned from above keeps the place that it took. */
function PlacesAfter({ page }: { page: DeclarationPage }) {
  if (!page.places) return null
  const { places, taken } = page.places
  const kept = page.route.some(({ step, holdsPlace }) => step === page.step && holdsPlace)
  if (kept) return <p>本件已占用的名额仍保留，再次推荐不另占名额。</p>
  if (places === null) return <p>占用本单位一个名额；本批次未载明名额总数，已用 {taken} 个。</p>
  return (
    <p>
      占用本单位一个名额：名额 {places} · 已用 {taken}
      {taken < places ? `，推荐后剩余 ${places - taken - 1}` : '，已用完'}。
    </p>
  )
}
