// A draft batch on a screen: numbers, windows, quotas, notice, validity, documents; checked by the server, saved, opened.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type Mistake, openBatch, type readBatch, saveBatch } from '#contract/policy.ts'
import type { Batch } from '#domain/batch.ts'
import { ApiProblem, call, sentenceOf } from '../api.ts'
import { BasicsFields } from './basics-fields.tsx'
import { batchFields } from './batch-fields.ts'
import { MistakeList, mistakesId } from './mistake-list.tsx'
import { SourcedRow } from './sourced-row.tsx'
import { ValidityFields } from './validity-fields.tsx'

type BatchAnswer = z.output<(typeof readBatch)['answer']>

export function BatchEditor({ answer }: { answer: BatchAnswer }) {
  const { draft, change, changed, busy, problem, mistakes, said, save, open } = useDraft(answer)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <MistakeList mistakes={mistakes} changed={changed} />
      <section className="sheet">
        <h2>年度与规则</h2>
        <BasicsFields batch={draft} onChange={change} />
        <ValidityFields
          validity={draft.validity}
          onChange={(validity) => change({ ...draft, validity })}
        />
      </section>
      <section className="sheet">
        <h2>名额、窗口与文号</h2>
        <p className="secondary">每个值都要注明依据和出处；不知道的值留空，依据为“未知”。</p>
        {batchFields.map((field) => (
          <SourcedRow
            key={field.path}
            field={field}
            held={field.read(draft)}
            onChange={(held) => change(field.write(draft, held))}
          />
        ))}
      </section>
      <section className="act-bar" aria-label="办理">
        <span role={problem ? 'alert' : 'status'} className={problem ? 'seal' : 'tone-met'}>
          {problem ? `✕ ${problem}` : said}
        </span>
        <div className="acts">
          <span className="secondary">{changed ? '有未保存的修改' : '已保存'}</span>
          <Button onClick={save} loading={busy}>
            检查并保存草稿
          </Button>
          <Button type="primary" onClick={() => setAsking(true)} disabled={busy}>
            开放申报
          </Button>
        </div>
      </section>
      <Modal
        open={asking}
        title="开放申报"
        okText="开放申报"
        cancelText="取消"
        onOk={async () => {
          await open()
          setAsking(false)
        }}
        onCancel={() => setAsking(false)}
        confirmLoading={busy}
      >
        <p>开放后各县（市、区）即可新建申报，批次内容不能再修改。</p>
      </Modal>
    </>
  )
}

function useDraft(answer: BatchAnswer) {
  const queries = useQueryClient()
  const { code } = answer.row
  const [draft, setDraft] = useState(answer.content)
  const [version, setVersion] = useState(answer.row.version)
  const [mistakes, setMistakes] = useState<readonly Mistake[]>(answer.mistakes)
  const [changed, setChanged] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  const change = (batch: Batch) => {
    setDraft(batch)
    setChanged(true)
    setSaid(null)
  }

  const doing = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    setSaid(null)
    try {
      await work()
    } catch (error) {
      setProblem(sentenceOf(error))
      if (error instanceof ApiProblem && error.body.fields) {
        setMistakes(error.body.fields.map(({ field, message }) => ({ path: field, message })))
      }
    } finally {
      setBusy(false)
    }
  }

  /** Returns the version that now stands and what is wrong with it. */
  const keep = async () => {
    const saved = await call(saveBatch, { params: { code }, body: { version, content: draft } })
    queries.setQueryData(['batch', code], saved)
    setVersion(saved.row.version)
    setMistakes(saved.mistakes)
    setChanged(false)
    return saved
  }

  const save = () =>
    doing(async () => {
      const saved = await keep()
      const count = saved.mistakes.length
      setSaid(count === 0 ? '● 草稿已保存，检查无误。' : `▲ 草稿已保存，还有 ${count} 处需要修改。`)
      if (count > 0) document.getElementById(mistakesId)?.focus()
      await queries.invalidateQueries({ queryKey: ['batches'] })
    })

  const open = () =>
    doing(async () => {
      const stands = changed ? (await keep()).row.version : version
      await call(openBatch, { params: { code }, body: { version: stands } })
      await queries.invalidateQueries({ queryKey: ['batches'] })
      await queries.invalidateQueries({ queryKey: ['batch', code] })
    })

  return { draft, change, changed, busy, problem, mistakes, said, save, open }
}
