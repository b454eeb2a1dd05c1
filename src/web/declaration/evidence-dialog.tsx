// Adds files to an item of the 佐证材料清单: what they prove, their kind, the files, their progress.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { EvidenceFile } from '#contract/declaration.ts'
import { titleOf } from '#domain/declaration/missing.ts'
import { labelOf } from '#domain/declaration/resolve.ts'
import { sentenceOf } from '../api.ts'
import { filesOf, useEvidence } from './evidence-context.ts'
import type { EvidenceTarget } from './evidence-context.ts'
import { EvidenceFiles, sizeOf } from './evidence-files.tsx'
import type { DraftParams } from './evidence-files.tsx'
import { sendEvidence } from './evidence-upload.ts'
import { useForm } from './form-context.ts'

type Waiting = {
  readonly key: number
  readonly file: File
  readonly share: number | null
  readonly problem: string | null
}

const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.doc,.docx,.xls,.xlsx'

export function EvidenceDialog(props: {
  target: EvidenceTarget
  params: DraftParams
  onAdded: (file: EvidenceFile) => void
  onRemoved: (file: EvidenceFile) => void
  onClose: () => void
}) {
  const { target, params } = props
  const { edition, batch, readOnly } = useForm()
  const { files } = useEvidence()
  const item = edition.evidence.find((held) => held.number === target.item)
  return (
    <Modal
      open
      title={`佐证材料第 ${target.item} 项`}
      width={640}
      onCancel={props.onClose}
      footer={<Button onClick={props.onClose}>完成</Button>}
    >
      <p>{item ? titleOf(item, batch) : ''}</p>
      <ClaimWords claims={target.claims} />
      <EvidenceFiles
        edition={edition}
        params={params}
        files={filesOf(files, target)}
        {...(readOnly ? {} : { onRemoved: props.onRemoved })}
      />
      {readOnly ? null : <UploadForm {...props} />}
    </Modal>
  )
}

/** What the files are to prove; one list proves all counts of an item, so only the first is named. */
function ClaimWords({ claims }: { claims: readonly string[] }) {
  const { edition, baseYear } = useForm()
  const [first] = claims
  if (first === undefined) return null
  const more = claims.length > 1 ? ` 等 ${claims.length} 处` : ''
  return (
    <p className="secondary">
      证明：{labelOf(first, edition, baseYear)}
      {more}
    </p>
  )
}

function UploadForm(props: {
  target: EvidenceTarget
  params: DraftParams
  onAdded: (file: EvidenceFile) => void
}) {
  const { target, params } = props
  const { edition } = useForm()
  const [kind, setKind] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [sending, setSending] = useState(false)
  const change = (key: number, changed: Partial<Waiting>) =>
    setWaiting((held) => held.map((one) => (one.key === key ? { ...one, ...changed } : one)))

  const upload = async (chosen: string) => {
    setSending(true)
    for (const { key, file } of waiting) {
      change(key, { share: 0, problem: null })
      try {
        const share = (done: number) => change(key, { share: done })
        props.onAdded(await sendEvidence({ ...params, ...target, kind: chosen, file }, share))
        setWaiting((held) => held.filter((one) => one.key !== key))
      } catch (error) {
        change(key, { share: null, problem: sentenceOf(error) })
      }
    }
    setSending(false)
  }

  return (
    <div className="evidence-form">
      <fieldset>
        <legend>材料类别</legend>
        <div className="boxes">
          {edition.evidence_kinds.map((option) => (
            <label key={option.code}>
              <input
                type="radio"
                name="evidence-kind"
                checked={kind === option.code}
                onChange={() => setKind(option.code)}
              />
              {option.label}
            </label>
          ))}
        </div>
      </fieldset>
      <FilePicker
        disabled={sending}
        onPick={(picked) => setWaiting((held) => [...held, ...picked.map(waitingOf)])}
      />
      <WaitingFiles
        waiting={waiting}
        onDrop={sending ? null : (key) => setWaiting(waiting.filter((one) => one.key !== key))}
      />
      <Button
        type="primary"
        disabled={waiting.length === 0 || kind === null}
        loading={sending}
        onClick={() => (kind === null ? undefined : upload(kind))}
      >
        上传{waiting.length > 0 ? ` ${waiting.length} 个文件` : ''}
      </Button>
      {waiting.length > 0 && kind === null ? (
        <span className="field-error"> 请先选择材料类别</span>
      ) : null}
    </div>
  )
}

/** Chosen by keyboard or mouse, or dropped on it. */
function FilePicker(props: { disabled: boolean; onPick: (files: File[]) => void }) {
  const { disabled, onPick } = props
  return (
    <label
      className="file-picker"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        if (!disabled) onPick([...event.dataTransfer.files])
      }}
    >
      <span className="file-button">选择文件</span>
      <span className="secondary">
        可多选，也可拖到这里；PDF、JPG、PNG、Word、Excel，每个不超过 20 MB
      </span>
      <input
        type="file"
        multiple
        className="for-readers"
        accept={ACCEPTED}
        disabled={disabled}
        onChange={(event) => {
          onPick([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </label>
  )
}

let lastKey = 0

function waitingOf(file: File): Waiting {
  lastKey += 1
  return { key: lastKey, file, share: null, problem: null }
}

function WaitingFiles(props: {
  waiting: readonly Waiting[]
  onDrop: ((key: number) => void) | null
}) {
  const { onDrop } = props
  return (
    <ul className="evidence-files" aria-live="polite">
      {props.waiting.map(({ key, file, share, problem }) => (
        <li key={key}>
          <span>{file.name}</span>
          <span className="secondary small">{sizeOf(file.size)}</span>
          {share === null ? null : <progress value={share} aria-label={`${file.name} 上传进度`} />}
          {problem === null ? null : <span className="field-error">{problem}</span>}
          {onDrop ? (
            <Button size="small" aria-label={`不上传 ${file.name}`} onClick={() => onDrop(key)}>
              不上传
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
