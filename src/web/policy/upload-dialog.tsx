// Imports a whole edition or batch as YAML or JSON, pasted or from a file; mistakes come back as sentences.
import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { type Mistake, uploadPolicy } from '#contract/policy.ts'
import { ApiProblem, call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'

const kinds = [
  ['edition', '政策版本（标准、申报表、佐证清单、流程）'],
  ['batch', '年度批次'],
] as const

export function UploadDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [kind, setKind] = useState<'edition' | 'batch'>('edition')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([])
  const [done, setDone] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const load = async () => {
    setMistakes([])
    setDone(null)
    if (!text.trim()) return setProblem('请粘贴内容或选择文件。')
    setBusy(true)
    setProblem(null)
    try {
      const made = await call(uploadPolicy, { body: { kind, text } })
      await queries.invalidateQueries({ queryKey: ['batches'] })
      setDone(
        `已导入${kind === 'edition' ? '政策版本' : '批次'}“${made.code}”第 ${made.version} 版。`,
      )
    } catch (error) {
      setProblem(sentenceOf(error))
      if (error instanceof ApiProblem) {
        setMistakes(
          (error.body.fields ?? []).map(({ field, message }) => ({ path: field, message })),
        )
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title="导入政策版本或批次"
      width={720}
      okText="检查并导入"
      cancelText="关闭"
      confirmLoading={busy}
      onOk={load}
      onCancel={onClose}
    >
      <PolicyText {...{ kind, setKind, text, setText }} />
      <div role="alert" className="field-error">
        {problem}
      </div>
      {mistakes.length > 0 ? (
        <ol className="mistakes">
          {mistakes.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ol>
      ) : null}
      <div role="status" className="tone-met">
        {done ? `● ${done}` : null}
      </div>
    </Modal>
  )
}

function PolicyText(props: {
  kind: 'edition' | 'batch'
  setKind: (kind: 'edition' | 'batch') => void
  text: string
  setText: (text: string) => void
}) {
  const { kind, setKind, text, setText } = props
  return (
    <>
      <fieldset>
        <legend className="label">导入的是</legend>
        {kinds.map(([value, label]) => (
          <label key={value} className="check-line radio-line">
            <input
              type="radio"
              name="policy-kind"
              checked={kind === value}
              onChange={() => setKind(value)}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <Field label="从文件读入" hint="YAML 或 JSON 文本文件">
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".yaml,.yml,.json,.txt"
            onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? '')}
          />
        )}
      </Field>
      <Field label="内容">
        {(wiring) => (
          <Input.TextArea
            {...wiring}
            className="code-text"
            autoSize={{ minRows: 6, maxRows: 14 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
