// The form on the screen: header, parts on the left, one part in the middle, checks and gaps on the right.
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { DeclarationPage, EvidenceFile } from '#contract/declaration.ts'
import { useSession } from '../ui/session.tsx'
import { ChecksPanel } from './checks-panel.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { EvidenceContext } from './evidence-context.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { EvidenceOverview } from './evidence-overview.tsx'
import { ElsewhereBanner, RestoredBanner, ReturnedBanner, SentBackBanner } from './form-banner.tsx'
import { FormContext } from './form-context.ts'
import { HandIn } from './form-hand-in.tsx'
import { FormHeader } from './form-header.tsx'
import { FormPart } from './form-part.tsx'
import { useFormState } from './form-state.ts'
import type { FormState } from './form-state.ts'
import { EVIDENCE } from './form-target.ts'
import { MissingList } from './missing-list.tsx'
import { PartsNav } from './parts-nav.tsx'
import { useMedia } from './use-media.ts'

export type ScreenProps = {
  readonly page: DeclarationPage
  readonly onReload: () => void
  readonly onChange: (changed: (held: DeclarationPage) => DeclarationPage) => void
}

export function FormScreen({ page, onReload, onChange }: ScreenProps) {
  const { person } = useSession()
  const state = useFormState(page, person.personId, onReload)
  const wide = useMedia('(min-width: 1280px)')
  const [drawer, setDrawer] = useState<'parts' | 'checks' | null>(null)
  const { form, live, openItems } = state
  const goTo = (field: string) => {
    setDrawer(null)
    form.goTo(field)
  }
  const showMissing = () => {
    if (!wide) setDrawer('checks')
    window.setTimeout(() => document.querySelector<HTMLElement>('#missing-title')?.focus(), 50)
  }
  const side = (
    <>
      <MissingList
        edition={form.edition}
        baseYear={form.baseYear}
        missing={live.missing}
        onField={goTo}
      />
      <ChecksPanel evaluation={live.evaluation} onField={goTo} />
    </>
  )
  return (
    <FormContext value={form}>
      <EvidenceContext value={state.evidence}>
        <FormHeader page={page} present={state.present} me={person.name}>
          {wide ? null : (
            <>
              <Button onClick={() => setDrawer('parts')}>目录</Button>
              <Button onClick={() => setDrawer('checks')}>标准和缺项</Button>
            </>
          )}
          {page.can.includes('hand_in') ? (
            <HandIn
              page={page}
              missing={live.missing.length}
              onMissing={showMissing}
              onMoved={onReload}
            />
          ) : null}
        </FormHeader>
        {form.readOnly ? <ElsewhereBanner page={page} /> : null}
        <RestoredBanner rows={state.restored} readOnly={form.readOnly} />
        <SentBackBanner page={page} />
        <ReturnedBanner items={openItems} onField={goTo} />
        <div className="form-columns">
          <Side wide={wide} title="目录" open={drawer === 'parts'} onClose={() => setDrawer(null)}>
            <Parts state={state} onPart={goTo} />
          </Side>
          <div className="form-middle">
            <PartInView state={state} page={page} onChange={onChange} />
          </div>
          <Side
            wide={wide}
            right
            title="标准和缺项"
            open={drawer === 'checks'}
            onClose={() => setDrawer(null)}
          >
            {side}
          </Side>
        </div>
        <Dialogs state={state} page={page} onChange={onChange} />
      </EvidenceContext>
    </FormContext>
  )
}

/** A column where there is room, a drawer where there is none. */
function Side(props: {
  wide: boolean
  right?: boolean
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}) {
  if (props.wide) {
    return (
      <aside className={props.right ? 'form-side right' : 'form-side'} aria-label={props.title}>
        {props.children}
      </aside>
    )
  }
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      placement={props.right ? 'right' : 'left'}
      size={360}
    >
      {props.children}
    </Drawer>
  )
}

function Parts({ state, onPart }: { state: FormState; onPart: (part: string) => void }) {
  const { form, live } = state
  return (
    <PartsNav
      edition={form.edition}
      baseYear={form.baseYear}
      current={state.part}
      counts={live.counts}
      returned={state.returned}
      evidenceMissing={live.missing.filter((entry) => entry.kind === 'evidence').length}
      onPart={onPart}
    />
  )
}

function PartInView({
  state,
  page,
  onChange,
}: Pick<ScreenProps, 'page' | 'onChange'> & { state: FormState }) {
  const part = state.form.edition.form.parts.find((held) => held.key === state.part)
  if (state.part === EVIDENCE || !part) {
    return (
      <EvidenceOverview
        params={{ clusterId: page.clusterId, id: page.id }}
        onRemoved={(file) => onChange(without(file))}
      />
    )
  }
  return <FormPart key={part.key} part={part} />
}

function Dialogs({
  state,
  page,
  onChange,
}: Pick<ScreenProps, 'page' | 'onChange'> & { state: FormState }) {
  const { target, conflict } = state
  return (
    <>
      {target ? (
        <EvidenceDialog
          target={target}
          params={{ clusterId: page.clusterId, id: page.id }}
          onAdded={(file) => onChange((held) => ({ ...held, evidence: [...held.evidence, file] }))}
          onRemoved={(file) => onChange(without(file))}
          onClose={() => state.closeTarget()}
        />
      ) : null}
      {conflict === null ? null : (
        <ConflictDialog row={conflict} onClose={() => state.closeConflict()} />
      )}
    </>
  )
}

function without(file: EvidenceFile) {
  return (held: DeclarationPage): DeclarationPage => ({
    ...held,
    evidence: held.evidence.filter((one) => one.id !== file.id),
  })
}
