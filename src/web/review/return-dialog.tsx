// Returns the file: the marked rows with their reasons, and to whom.
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { findRow } from '#domain/declaration/resolve.ts'
import { rowName } from './filed.ts'
import type { MarkedRows } from './marks.ts'
import type { Acting } from './use-act.ts'

export function ReturnDialog(props: {
  page: DeclarationPage
  marked: MarkedRows
  acting: Acting
  onClose: () => void
}) {
  const { page, marked, acting, onClose } = props
  const [to, setTo] = useState<'previous' | 'county'>('previous')
  const [problem, setProblem] = useState<string | null>(null)
  const rows = Object.entries(marked.marks)

  const confirm = async () => {
    if (rows.some(([, reason]) => !reason.trim())) {
      setProblem('请为每个标注的栏目填写理由。')
      return
    }
    const items = rows.map(([field, reason]) => ({ field, reason: reason.trim() }))
    const ending = await acting.act('return', { to, items })
    if (typeof ending === 'object') return setProblem(ending.failed)
    if (ending === 'done') marked.clear()
    onClose()
  }

  return (
    <Modal
      open
      title="退回修改"
      width={640}
      okText="退回"
      cancelText="取消"
      okButtonProps={{ disabled: rows.length === 0, danger: true }}
      confirmLoading={acting.busy}
      onOk={confirm}
      onCancel={onClose}
    >
      {rows.length === 0 ? (
        <p>还没有标注需要修改的栏目。请关闭后在申报表中勾选“需修改”并填写理由，再退回。</p>
      ) : (
        <>
          <p>以下 {rows.length} 个栏目将连同理由一并退回：</p>
          <MarkedList page={page} marked={marked} />
          <Receiver page={page} to={to} onTo={setTo} />
        </>
      )}
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}

function MarkedList({ page, marked }: { page: DeclarationPage; marked: MarkedRows }) {
  return (
    <ul className="marked-list">
      {Object.entries(marked.marks).map(([key, reason]) => {
        const place = findRow(page.edition, key)
        const name = place ? rowName(place, page.batch.base_year) : key
        return (
          <li key={key}>
            <div className="label">{name}</div>
            <Input.TextArea
              aria-label={`理由：${name}`}
              placeholder="请写明需要修改什么（必填）"
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={500}
              value={reason}
              onChange={(event) => marked.mark(key, event.target.value)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** One level down, or straight to the county with the levels between informed; the first review step has only the county below. */
function Receiver(props: {
  page: DeclarationPage
  to: 'previous' | 'county'
  onTo: (to: 'previous' | 'county') => void
}) {
  const { page, to, onTo } = props
  const [county] = page.route
  const below = page.route.find(({ step }) => step === page.step - 1)
  if (!county || !below) return null
  const choices =
    below.step === county.step
      ? ([['previous', `退回县级：${county.bodyName}`]] as const)
      : ([
          ['previous', `退回上一级：${below.bodyName}`],
          ['county', `直接退回县级：${county.bodyName}（中间各级同时知悉）`],
        ] as const)
  return (
    <fieldset>
      <legend className="label">退回至</legend>
      {choices.map(([value, label]) => (
        <label key={value} className="check-line radio-line">
          <input
            type="radio"
            name="return-to"
            checked={to === value}
            onChange={() => onTo(value)}
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}
