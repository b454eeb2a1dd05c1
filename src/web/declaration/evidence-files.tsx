// Files already there: original name, size, kind; opened in a new window, taken off after a second look.
import { Button } from 'antd'
import { useState } from 'react'
import type { EvidenceFile } from '#contract/declaration.ts'
import { downloadEvidence, removeEvidence } from '#contract/declaration.ts'
import type { Edition } from '#domain/edition.ts'
import { addressOf, call, sentenceOf } from '../api.ts'

export type DraftParams = { readonly clusterId: string; readonly id: string }

/** «1.2 MB», «340 KB». */
export function sizeOf(bytes: number): string {
  const kilo = bytes / 1024
  return kilo < 1000 ? `${Math.max(1, Math.round(kilo))} KB` : `${(kilo / 1024).toFixed(1)} MB`
}

export function EvidenceFiles(props: {
  edition: Edition
  params: DraftParams
  files: readonly EvidenceFile[]
  onRemoved?: (file: EvidenceFile) => void
}) {
  const { files, onRemoved } = props
  if (files.length === 0) return null
  return (
    <ul className="evidence-files">
      {files.map((file) => (
        <li key={file.id}>
          <a
            href={addressOf(downloadEvidence, { params: { ...props.params, file: file.id } })}
            target="_blank"
            rel="noreferrer"
          >
            {file.originalName}
          </a>
          <span className="secondary small">
            {sizeOf(file.size)} · {kindOf(props.edition, file.kind)}
          </span>
          {onRemoved ? (
            <RemoveButton file={file} params={props.params} onRemoved={onRemoved} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function kindOf(edition: Edition, code: string): string {
  return edition.evidence_kinds.find((kind) => kind.code === code)?.label ?? code
}

function RemoveButton(props: {
  file: EvidenceFile
  params: DraftParams
  onRemoved: (file: EvidenceFile) => void
}) {
  const { file, params } = props
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async () => {
    try {
      await call(removeEvidence, { params: { ...params, file: file.id } })
      props.onRemoved(file)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  if (!asked) {
    return (
      <Button size="small" aria-label={`移除 ${file.originalName}`} onClick={() => setAsked(true)}>
        移除
      </Button>
    )
  }
  return (
    <span className="acts">
      <Button size="small" danger onClick={remove}>
        确认移除
      </Button>
      <Button size="small" onClick={() => setAsked(false)}>
        不移除
      </Button>
      {problem ? <span className="field-error">{problem}</span> : null}
    </span>
  )
}
