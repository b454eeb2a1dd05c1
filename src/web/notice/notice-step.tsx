// The public notice: its days by the working-day calendar, its title and text; then what was published.
import { Input } from 'antd'
import { useState } from 'react'
import { publishNotice } from '#contract/notice.ts'
import { Field } from '../ui/field.tsx'
import type { Publication } from './publication-page.tsx'
import { PublishFoot } from './publish-foot.tsx'
import { usePublishing } from './use-publishing.ts'

export interface Step {
  readonly code: string
  readonly publication: Publication
  /** Where the public pages of this batch begin. */
  readonly site: string
  readonly onDone: () => Promise<unknown>
}

export function NoticeStep(step: Step) {
  const { publication, site } = step
  const { notice } = publication
  return (
    <section className="sheet">
      <h2>二、公示</h2>
      {notice ? (
        <Published publication={publication} site={site} />
      ) : publication.canPublishNotice ? (
        <NoticeForm {...step} />
      ) : (
        <p className="secondary">{publication.blockedBy ?? '列入拟认定后，由认定单位发布公示。'}</p>
      )}
    </section>
  )
}

function Days(props: { first: string; last: string; warnings: readonly string[] }) {
  return (
    <>
      <p className="figure">
        公示期：{props.first} 至 {props.last}
      </p>
      {props.warnings.map((warning) => (
        <p key={warning} className="tone-judgement">
          ▲ {warning}
        </p>
      ))}
    </>
  )
}

function Published({ publication, site }: Pick<Step, 'publication' | 'site'>) {
  const { notice } = publication
  if (!notice) return null
  return (
    <>
      <p>
        <strong>{notice.title}</strong>{' '}
        <a href={`${site}/notices/${notice.id}`} target="_blank" rel="noreferrer">
          打开公示页
        </a>
      </p>
      <Days first={notice.firstDay} last={notice.lastDay} warnings={notice.warnings} />
      <ol className="numbered">
        {notice.entries.map(({ number, name, regionName, state }) => (
          <li key={number}>
            {name} <span className="secondary">{regionName}</span>{' '}
            <span className="tag tone-unknown">{state}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function NoticeForm({ code, publication, onDone }: Step) {
  const { batchTitle, plannedFirstDay, plannedLastDay, warnings, proposed } = publication
  const [title, setTitle] = useState(`关于${batchTitle}名单的公示`)
  const [body, setBody] = useState(
    `现将${batchTitle}名单（共 ${proposed.length} 个）予以公示，公示期为 ${plannedFirstDay} 至 ${plannedLastDay}。如有异议，请在公示期内实名提出，并附有关证明材料。`,
  )
  const { busy, problem, publish } = usePublishing(onDone)
  return (
    <>
      <Days first={plannedFirstDay} last={plannedLastDay} warnings={warnings} />
      <Field label="公示标题">
        {(wiring) => (
          <Input
            {...wiring}
            value={title}
            maxLength={120}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="公示正文">
        {(wiring) => (
          <Input.TextArea
            {...wiring}
            autoSize={{ minRows: 4, maxRows: 12 }}
            value={body}
            maxLength={5000}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </Field>
      <PublishFoot
        label="发布公示"
        consequence="发布后立即对社会公开，不能撤回。"
        ready={title.trim() !== '' && body.trim() !== ''}
        busy={busy}
        problem={problem}
        onPublish={() => publish(publishNotice, { params: { code }, body: { title, body } })}
      />
    </>
  )
}
