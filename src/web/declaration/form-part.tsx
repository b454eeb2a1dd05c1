// One part of the form: its title as printed and its blocks by layout. Only the part in view is mounted.
import { useSyncExternalStore } from 'react'
import { checkPart } from '#domain/declaration/check-value.ts'
import { partLabel } from '#domain/declaration/resolve.ts'
import type { Block, Part } from '#domain/edition.ts'
import { useForm } from './form-context.ts'
import { FieldsBlock } from './row-fields.tsx'
import { StandardsBlock } from './row-standards.tsx'
import { PlanBlock, SealBlock, StatementBlock } from './row-statement.tsx'
import { TargetsBlock } from './row-targets.tsx'
import { TicksBlock } from './row-ticks.tsx'
import { YearsBlock } from './row-years.tsx'

export function FormPart({ part }: { part: Part }) {
  const { baseYear } = useForm()
  return (
    <section className="form-part" aria-labelledby="part-title">
      <h2 id="part-title" tabIndex={-1}>
        {partLabel(part, baseYear)}
        {part.note ? <span className="part-note">{part.note}</span> : null}
      </h2>
      {part.printed ? null : (
        <p className="block-note">推荐汇总表和系统核对所需，报送前必填，不打印在申报表中。</p>
      )}
      {part.limit === undefined ? null : <PartWords part={part} limit={part.limit} />}
      {part.blocks.map((block, index) => (
        <PartBlock key={`${part.key} ${index}`} block={block} />
      ))}
    </section>
  )
}

function PartBlock({ block }: { block: Block }) {
  switch (block.layout) {
    case 'fields':
      return <FieldsBlock block={block} />
    case 'years':
      return <YearsBlock block={block} />
    case 'standards':
      return <StandardsBlock block={block} />
    case 'platforms':
    case 'statement':
    case 'stages':
      return <StatementBlock block={block} />
    case 'ticks':
      return <TicksBlock block={block} />
    case 'plan':
      return <PlanBlock block={block} />
    case 'targets':
      return <TargetsBlock block={block} />
    case 'seal':
      return <SealBlock block={block} />
  }
}

/** 字数 of the whole part against its limit. */
function PartWords({ part, limit }: { part: Part; limit: number }) {
  const { edition, saving } = useForm()
  const words = useSyncExternalStore(
    (listener) => saving.subscribeAll(listener),
    () => checkPart(edition, part.key, saving.values()).words,
  )
  return (
    <p className={words > limit ? 'part-words over' : 'part-words'}>
      本部分 {words}/{limit} 字{words > limit ? `，请删减 ${words - limit} 字` : ''}
    </p>
  )
}
