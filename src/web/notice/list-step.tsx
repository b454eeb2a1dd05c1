// The list after the notice: what stands in the way in words, then title and document number; then where it is public.
import { Input } from 'antd'
import { useState } from 'react'
import { publishList } from '#contract/notice.ts'
import { Field } from '../ui/field.tsx'
import type { Step } from './notice-step.tsx'
import { PublishFoot } from './publish-foot.tsx'
import { usePublishing } from './use-publishing.ts'

export function ListStep(props: Step) {
  const { notice, canPublishList, blockedBy } = props.publication
  return (
    <section className="sheet">
      <h2>三、名单</h2>
      {notice?.listCode ? (
        <p className="tone-met">
          ● 名单已公布。
          <a href={`${props.site}/lists/${notice.listCode}`} target="_blank" rel="noreferrer">
            打开公开名单
          </a>
        </p>
      ) : canPublishList ? (
        <ListForm {...props} />
      ) : (
        <p className="secondary">
          {notice ? (blockedBy ?? '公示期满后由认定单位公布名单。') : '公示期满后公布名单。'}
        </p>
      )}
    </section>
  )
}

function ListForm({ code, publication, onDone }: Step) {
  const [title, setTitle] = useState(`${publication.batchTitle}名单`)
  const [document, setDocument] = useState('')
  const { busy, problem, publish } = usePublishing(onDone)
  return (
    <>
      <div className="field-row">
        <Field label="名单标题">
          {(wiring) => (
            <Input
              {...wiring}
              value={title}
              maxLength={120}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label="文号" hint="如 工信部企业函〔2023〕3号">
          {(wiring) => (
            <Input
              {...wiring}
              value={document}
              maxLength={60}
              onChange={(event) => setDocument(event.target.value)}
            />
          )}
        </Field>
      </div>
      <PublishFoot
        label="公布名单"
        consequence="公布后集群进入公共名录，不能撤回。"
        ready={title.trim() !== '' && document.trim() !== ''}
        busy={busy}
        problem={problem}
        onPublish={() => publish(publishList, { params: { code }, body: { title, document } })}
      />
    </>
  )
}
