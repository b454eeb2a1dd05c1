// 提交审核: everything saved, nothing missing, a last question; otherwise the reason and where to go.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { handIn } from '#contract/review.ts'
import { call, sentenceOf } from '../api.ts'
import { useForm } from './form-context.ts'

export function HandIn(props: {
  page: DeclarationPage
  missing: number
  onMissing: () => void
  onMoved: () => void
}) {
  const { page, missing } = props
  const { saving } = useForm()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const start = async () => {
    setProblem(null)
    setBusy(true)
    const { unsaved } = await saving.drain()
    setBusy(false)
    if (unsaved.length > 0) {
      setProblem(`还有 ${unsaved.length} 栏没有保存，保存后才能提交。`)
      return
    }
    if (missing > 0) props.onMissing()
    else setAsking(true)
  }
  const confirm = async () => {
    setBusy(true)
    try {
      const { clusterId, id, revision } = page
      await call(handIn, { params: { clusterId, id }, body: { revision } })
      setAsking(false)
    } catch (error) {
      setProblem(sentenceOf(error))
      setAsking(false)
    }
    setBusy(false)
    props.onMoved()
  }
  return (
    <>
      <Button type="primary" loading={busy} onClick={start}>
        {missing > 0 ? `提交审核（还缺 ${missing} 项）` : '提交审核'}
      </Button>
      {problem ? (
        <span role="alert" className="field-error">
          {problem}
        </span>
      ) : null}
      <Modal
        open={asking}
        title="提交本单位审核人审核？"
        okText="提交审核"
        cancelText="再检查一下"
        confirmLoading={busy}
        onOk={confirm}
        onCancel={() => setAsking(false)}
      >
        <p>提交后由本单位审核人核对并报送；审核期间不能修改，需要修改时请审核人退回。</p>
      </Modal>
    </>
  )
}
