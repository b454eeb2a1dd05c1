// Everything the form's screen holds: the save queue and its life, where one is, what is marked, which dialog is open.
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DeclarationPage, ReturnItem } from '#contract/declaration.ts'
import type { EvidenceState, EvidenceTarget } from './evidence-context.ts'
import type { Form } from './form-context.ts'
import { useLive } from './form-live.ts'
import type { Live } from './form-live.ts'
import { EVIDENCE, focusField, partOfField } from './form-target.ts'
import { useWatch } from './form-watch.ts'
import type { RowSaving } from './saving.ts'
import { createSaving, readKept } from './saving-browser.ts'

export type FormState = {
  readonly form: Form
  readonly live: Live
  readonly evidence: EvidenceState
  readonly part: string
  readonly present: readonly string[]
  readonly restored: number
  readonly openItems: readonly ReturnItem[]
  /** Marked rows by part. */
  readonly returned: ReadonlyMap<string, number>
  readonly target: EvidenceTarget | null
  readonly conflict: string | null
  readonly closeTarget: () => void
  readonly closeConflict: () => void
}

export function useFormState(
  page: DeclarationPage,
  personId: string,
  onReload: () => void,
): FormState {
  const { edition, batch, evidence: files } = page
  const [saving] = useState(() => createSaving(page, personId))
  const readOnly = !page.can.includes('edit')
  const restored = useSavingLife(page, saving, personId, readOnly)
  const present = useWatch(page, saving, onReload)
  const { part, goTo } = usePlace(page)
  const [target, setTarget] = useState<EvidenceTarget | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const live = useLive(edition, batch, saving, files)
  const openItems = useMemo(() => page.returnItems.filter((item) => !item.settled), [page])
  const marks = useMemo(() => byRow(openItems), [openItems])
  const form = useMemo<Form>(
    () => ({
      edition,
      batch,
      baseYear: batch.base_year,
      saving,
      readOnly,
      marks,
      goTo,
      askConflict: setAsked,
    }),
    [edition, batch, saving, readOnly, marks, goTo],
  )
  const { due } = live
  const evidence = useMemo(() => ({ files, due, open: setTarget }), [files, due])
  return {
    form,
    live,
    evidence,
    part,
    present,
    restored,
    openItems,
    returned: useMemo(() => byPart(page, openItems), [page, openItems]),
    target,
    conflict: asked,
    closeTarget: () => setTarget(null),
    closeConflict: () => setAsked(null),
  }
}

/** Starts and ends the queue with the page; brings back what an earlier visit could not save. */
function useSavingLife(
  page: DeclarationPage,
  saving: RowSaving,
  personId: string,
  readOnly: boolean,
): number {
  const [restored, setRestored] = useState(0)
  const looked = useRef(false)
  useEffect(() => {
    saving.receive(page.rows)
  }, [saving, page.rows])
  useEffect(() => {
    if (!looked.current) {
      looked.current = true
      const kept = readKept(personId, page.id)
      setRestored(readOnly ? kept.size : saving.restore(kept).length)
    }
    saving.start()
    const send = () => saving.retryNow()
    const warn = (event: BeforeUnloadEvent) => {
      if (saving.summary().unsaved.length > 0) event.preventDefault()
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') saving.retryNow()
    }
    window.addEventListener('online', send)
    window.addEventListener('beforeunload', warn)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('online', send)
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('visibilitychange', hide)
      saving.retryNow()
      saving.stop()
    }
  }, [saving, personId, page.id, readOnly])
  return restored
}

/** Which part is in view. The address carries it (`?field=row/cell`), so that a link and a reload lead to the same place. */
function usePlace(page: DeclarationPage): { part: string; goTo: (field: string) => void } {
  const { edition } = page
  const navigate = useNavigate()
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const asked = new URLSearchParams(search).get('field')
  const [aim, setAim] = useState({ field: asked, asked, count: 0 })
  if (asked !== aim.asked) {
    const known = asked === null || asked === aim.field
    setAim({ field: asked ?? aim.field, asked, count: known ? aim.count : aim.count + 1 })
  }
  const first = edition.form.parts.find((held) => held.blocks.some(({ rows }) => rows.length > 0))
  const part =
    (aim.field === null ? null : partOfField(edition, aim.field)) ?? first?.key ?? EVIDENCE
  const goTo = useCallback(
    (field: string) => {
      setAim((held) => ({ ...held, field, count: held.count + 1 }))
      const address = `${window.location.pathname}?field=${encodeURIComponent(field)}`
      void navigate({ href: address, replace: true, resetScroll: false })
    },
    [navigate],
  )
  useEffect(() => {
    if (aim.field !== null) focusField(aim.field === part ? '#' : aim.field)
  }, [aim.field, aim.count, part])
  return { part, goTo }
}

function byRow(items: readonly ReturnItem[]): ReadonlyMap<string, readonly ReturnItem[]> {
  const marks = new Map<string, ReturnItem[]>()
  for (const item of items) {
    const [row = ''] = item.field.split('/')
    marks.set(row, [...(marks.get(row) ?? []), item])
  }
  return marks
}

function byPart(page: DeclarationPage, items: readonly ReturnItem[]): ReadonlyMap<string, number> {
  const returned = new Map<string, number>()
  for (const item of items) {
    const part = partOfField(page.edition, item.field)
    if (part !== null) returned.set(part, (returned.get(part) ?? 0) + 1)
  }
  return returned
}
