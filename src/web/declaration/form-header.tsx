// The bar over the form: whose it is, what is saved, who else is here, and what may be done with it.
import { Button } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { DeclarationPage } from '#contract/declaration.ts'
import { downloadForm } from '#contract/declaration.ts'
import { splitRef } from '#domain/declaration/resolve.ts'
import { addressOf } from '../api.ts'
import { StateMark, stateTones } from '../ui/state-mark.tsx'
import { useForm, useRow } from './form-context.ts'
import { savingWords } from './form-words.ts'

export function FormHeader(props: {
  page: DeclarationPage
  present: readonly string[]
  me: string
  children: ReactNode
}) {
  const { page, present } = props
  const { row, cell } = splitRef(page.edition.facts.name)
  const name = useRow(row).saved[cell]
  return (
    <header className="form-header">
      <div className="form-title">
        <h1>{typeof name === 'string' ? name : page.name}</h1>
        <span>{page.batch.year} 年度</span>
        <StateMark tone={stateTones[page.state]}>{page.stateName}</StateMark>
        {page.demonstration ? <span className="tag secondary">演示数据</span> : null}
        <SavedState />
        {present.length > 0 ? (
          <span className="secondary">{[props.me, ...present].join('、')} 在线</span>
        ) : null}
      </div>
      <div className="acts">
        <ExportWord page={page} />
        {props.children}
      </div>
    </header>
  )
}

function SavedState() {
  const { saving, goTo, askConflict, readOnly } = useForm()
  const [opened] = useState(() => new Date())
  const summary = useSyncExternalStore(
    (listener) => saving.subscribeAll(listener),
    () => saving.summary(),
  )
  const [first] = [...summary.conflicts, ...summary.refused, ...summary.unsaved]
  const show = (row: string) => {
    goTo(row)
    if (summary.state === 'conflict') askConflict(row)
  }
  const words = savingWords(summary, opened)
  const pressing = !['clean', 'saving', 'waiting'].includes(summary.state)
  return (
    <span className="saved-state" role="status" aria-live="polite">
      {pressing && first !== undefined ? (
        <button type="button" className="link seal" onClick={() => show(first)}>
          {words}
        </button>
      ) : (
        <span className="secondary">{readOnly && summary.state === 'clean' ? '只读' : words}</span>
      )}
    </span>
  )
}

/** The document holds what the server has: everything unsaved goes out first. */
function ExportWord({ page }: { page: DeclarationPage }) {
  const { saving } = useForm()
  const address = addressOf(downloadForm, { params: { clusterId: page.clusterId, id: page.id } })
  return (
    <Button
      href={address}
      onClick={async (event) => {
        if (saving.summary().unsaved.length === 0) return
        event.preventDefault()
        await saving.drain()
        window.location.assign(address)
      }}
    >
      导出 Word
    </Button>
  )
}
