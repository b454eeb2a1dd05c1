// A new batch as a copy of another: code, year, title; the years slide along.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { type BatchRow, copyBatch } from '#contract/policy.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'

export function CopyDialog({ from, onClose }: { from: BatchRow; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const next = from.year + 1
  const [code, setCode] = useState(from.code.replace(String(from.year), String(next)))
  const [year, setYear] = useState(String(next))
  const [title, setTitle] = useState(from.title.replace(String(from.year), String(next)))
  const [demonstration, setDemonstration] = useState(from.demonstration)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const copy = async () => {
    if (!/^\d{4}$/.test(year)) return setProblem('年度请填写四位数字，如 2026。')
    if (!/^[a-z0-9-]+$/.test(code)) return setProblem('批次编码只能用小写字母、数字和连字符。')
    if (!title.trim()) return setProblem('请填写批次名称。')
    setBusy(true)
    try {
      const made = await call(copyBatch, {
        params: { code: from.code },
        body: { code, year: Number(year), title: title.trim(), demonstration },
      })
      await queries.invalidateQueries({ queryKey: ['batches'] })
      await navigate({ to: '/batches/$code', params: { code: made.code } })
      onClose()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={`复制“${from.title}”`}
      okText="复制为草稿"
      cancelText="取消"
      confirmLoading={busy}
      onOk={copy}
      onCancel={onClose}
    >
      <p className="secondary">
        数据年度、发展目标年度随年度顺延；文号和各项日期留待填写。复制后为草稿，修改、检查后再开放申报。
      </p>
      <CopyFields {...{ code, setCode, year, setYear, title, setTitle }} />
      <label className="check-line">
        <input
          type="checkbox"
          checked={demonstration}
          onChange={(event) => setDemonstration(event.target.checked)}
        />{' '}
        演示批次（不计入正式名录）
      </label>
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}

function CopyFields(props: {
  code: string
  setCode: (code: string) => void
  year: string
  setYear: (year: string) => void
  title: string
  setTitle: (title: string) => void
}) {
  const { code, setCode, year, setYear, title, setTitle } = props
  return (
    <>
      <Field label="批次编码" hint="小写字母、数字和连字符">
        {(wiring) => (
          <Input
            {...wiring}
            value={code}
            maxLength={60}
            onChange={(event) => setCode(event.target.value.trim())}
          />
        )}
      </Field>
      <Field label="年度">
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="numeric"
            value={year}
            maxLength={4}
            onChange={(event) => setYear(event.target.value.trim())}
          />
        )}
      </Field>
      <Field label="批次名称">
        {(wiring) => (
          <Input
            {...wiring}
            value={title}
            maxLength={80}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
