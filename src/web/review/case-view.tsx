// Lays the case out: three columns on a wide screen, the findings folded above the form on a narrow one.
import { useState } from 'react'
import { type DeclarationPage, downloadForm } from '#contract/declaration.ts'
import { splitRef } from '#domain/declaration/resolve.ts'
import { addressOf } from '../api.ts'
import { PageTitle } from '../ui/page-frame.tsx'
import { StateMark, stateTones } from '../ui/state-mark.tsx'
import { useWide } from '../ui/wide.ts'
import { ActBar } from './act-bar.tsx'
import type { Checks } from './case-page.tsx'
import { rowsByKey } from './filed.ts'
import { Findings } from './findings.tsx'
import { useMarks } from './marks.ts'
import { PartsNav } from './parts-nav.tsx'
import { type Paper, PrintedForm } from './printed-form.tsx'
import { RouteSteps } from './route-steps.tsx'

/** Puts a field (`row/cell`, a row or a part) in view and the keyboard on it. */
function goTo(field: string): void {
  const row = splitRef(field).row
  const target = document.getElementById(`row-${row}`) ?? document.getElementById(`part-${row}`)
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

export function CaseView({ page, checks }: { page: DeclarationPage; checks: Checks }) {
  const marked = useMarks(page.id)
  const [onlyChanged, setOnlyChanged] = useState(false)
  const wide = useWide(1280)
  const paper = paperOf(page, page.can.includes('return') ? marked : null)
  const findings = <Findings page={page} checks={checks} goTo={goTo} />
  return (
    <div className="case">
      <Heading page={page} />
      <RouteSteps page={page} />
      <div className="case-columns">
        <aside className="case-parts">
          <PartsNav page={page} marks={paper.marked?.marks ?? {}} />
        </aside>
        {wide ? null : (
          <details className="sheet">
            <summary>认定标准、佐证材料与办理记录</summary>
            {findings}
          </details>
        )}
        <div className="case-form">
          {paper.changed.size > 0 ? (
            <label className="check-line">
              <input
                type="checkbox"
                checked={onlyChanged}
                onChange={(event) => setOnlyChanged(event.target.checked)}
              />{' '}
              只看退回后改动的栏目（{paper.changed.size}）
            </label>
          ) : null}
          <PrintedForm page={page} paper={paper} only={onlyChanged ? paper.changed : null} />
        </div>
        {wide ? (
          <aside className="case-findings" aria-label="核验">
            {findings}
          </aside>
        ) : null}
      </div>
      <ActBar page={page} marked={marked} />
    </div>
  )
}

function Heading({ page }: { page: DeclarationPage }) {
  const { clusterId, id } = page
  return (
    <PageTitle title={page.name}>
      {page.demonstration ? <span className="tag tone-judgement">演示数据</span> : null}
      <span className="secondary">
        {page.batch.title} · {page.regionName} · {page.authorityName}
      </span>
      <StateMark tone={stateTones[page.state]}>{page.stateName}</StateMark>
      <a href={addressOf(downloadForm, { params: { clusterId, id } })} download>
        下载申报表（Word）
      </a>
    </PageTitle>
  )
}

function paperOf(page: DeclarationPage, marked: Paper['marked']): Paper {
  const asked = new Map<string, DeclarationPage['returnItems'][number][]>()
  for (const item of page.returnItems) {
    const { row } = splitRef(item.field)
    asked.set(row, [...(asked.get(row) ?? []), item])
  }
  const last = page.returnItems.reduce(
    (latest, { createdAt }) => (createdAt > latest ? createdAt : latest),
    '',
  )
  const changed = page.rows.filter(({ updatedAt }) => last !== '' && updatedAt > last)
  return {
    baseYear: page.batch.base_year,
    saved: rowsByKey(page),
    asked,
    changed: new Set(changed.map(({ row }) => row)),
    marked,
  }
}
