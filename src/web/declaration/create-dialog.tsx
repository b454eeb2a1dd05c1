// Opens a declaration: in which batch, and under which name.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { createDeclaration, listOpenBatches } from '#contract/declaration.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { ErrorNote, LoadingNote } from '../ui/messages.tsx'
import { Picker } from '../ui/picker.tsx'

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const open = useQuery({ queryKey: ['open-batches'], queryFn: () => call(listOpenBatches, {}) })
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const batches = open.data?.batches ?? []
  const batch = chosen ?? (batches.length === 1 ? (batches[0]?.code ?? '') : '')

  const create = async () => {
    if (!batch) return setProblem('请选择申报的批次。')
    if (!name.trim()) return setProblem('请填写集群名称。')
    setBusy(true)
    try {
      const made = await call(createDeclaration, { body: { batch, name: name.trim() } })
      await queries.invalidateQueries({ queryKey: ['declarations'] })
      await navigate({ to: '/declarations/$clusterId/$id', params: made })
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title="新建申报"
      okText="新建并填写"
      cancelText="取消"
      onOk={create}
      onCancel={onClose}
      confirmLoading={busy}
      okButtonProps={{ disabled: batches.length === 0 }}
    >
      {open.error ? <ErrorNote error={open.error} /> : null}
      {open.isPending ? <LoadingNote lines={3} /> : null}
      {open.data && batches.length === 0 ? (
        <p>现在没有开放申报的批次。工业和信息化部开放新批次后，即可在这里新建。</p>
      ) : null}
      {batches.length > 0 ? (
        <>
          <Field label="批次" hint={deadlineOf(batches, batch)}>
            {(wiring) => (
              <Picker
                {...wiring}
                empty="请选择"
                choices={batches.map(({ code, title, demonstration }) => ({
                  value: code,
                  label: demonstration ? `${title}（演示）` : title,
                }))}
                value={batch}
                onChange={setChosen}
              />
            )}
          </Field>
          <Field label="集群名称" hint="如“××县××产业集群”，可在申报表中修改">
            {(wiring) => (
              <Input
                {...wiring}
                value={name}
                maxLength={60}
                onChange={(event) => setName(event.target.value)}
                onPressEnter={create}
              />
            )}
          </Field>
        </>
      ) : null}
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}

function deadlineOf(
  batches: readonly { code: string; deadline: string | null }[],
  code: string,
): string | undefined {
  const batch = batches.find((held) => held.code === code)
  if (!batch) return undefined
  return batch.deadline ? `报送截止 ${batch.deadline}` : '报送截止日期未载明'
}
