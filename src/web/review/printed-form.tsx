// The filed form as printed, dense and read-only; beside each row what was asked to be changed, and the box to ask for it.
import type { DeclarationPage, SavedRow } from '#contract/declaration.ts'
import { fillYears, partLabel, type Place } from '#domain/declaration/resolve.ts'
import type { Block, Part } from '#domain/edition.ts'
import { partsToRead, placesOf } from './filed.ts'
import { FieldsBlock } from './fields-block.tsx'
import type { MarkedRows } from './marks.ts'
import { SealBlock } from './seal-block.tsx'
import { TargetsBlock } from './targets-block.tsx'
import { YearsBlock } from './years-block.tsx'

/** What every block needs to draw its rows. */
export interface Paper {
  readonly baseYear: number
  readonly saved: ReadonlyMap<string, SavedRow>
  readonly asked: ReadonlyMap<string, readonly DeclarationPage['returnItems'][number][]>
  readonly changed: ReadonlySet<string>
  /** Null where the reader can't return the file. */
  readonly marked: MarkedRows | null
}

export function PrintedForm(props: {
  page: DeclarationPage
  paper: Paper
  /** Only these rows; null for all. */
  only: ReadonlySet<string> | null
}) {
  const { page, paper, only } = props
  return partsToRead(page.edition).map((part) => (
    <PrintedPart key={part.key} part={part} page={page} paper={paper} only={only} />
  ))
}

function PrintedPart(props: {
  part: Part
  page: DeclarationPage
  paper: Paper
  only: ReadonlySet<string> | null
}) {
  const { part, page, paper, only } = props
  const blocks = part.blocks
    .map((block) => {
      const places = placesOf(page.edition, block, paper.saved)
      return { block, places: only ? places.filter(({ key }) => only.has(key)) : places }
    })
    .filter(({ places, block }) => places.length > 0 || (!only && block.wording))
  if (blocks.length === 0) return null
  return (
    <section className="paper-part" id={`part-${part.key}`} aria-labelledby={`title-${part.key}`}>
      <h2 id={`title-${part.key}`} tabIndex={-1}>
        {partLabel(part, paper.baseYear)}
        {part.printed ? null : <span className="secondary small">（不印入申报表）</span>}
      </h2>
      {blocks.map(({ block, places }, index) => (
        <PrintedBlock key={index} block={block} places={places} paper={paper} />
      ))}
    </section>
  )
}

function PrintedBlock(props: { block: Block; places: readonly Place[]; paper: Paper }) {
  const { block, places, paper } = props
  const title = block.title ? fillYears(block.title, paper.baseYear) : null
  return (
    <div className="paper-block">
      {title && title !== '年度' ? <h3>{title}</h3> : null}
      {block.layout === 'seal' ? <SealBlock block={block} /> : null}
      {block.layout === 'plan' && block.wording ? <SealBlock block={block} /> : null}
      {places.length > 0 ? <Rows block={block} places={places} paper={paper} /> : null}
      {block.note ? (
        <p className="paper-note secondary small">{fillYears(block.note, paper.baseYear)}</p>
      ) : null}
    </div>
  )
}

function Rows(props: { block: Block; places: readonly Place[]; paper: Paper }) {
  switch (props.block.layout) {
    case 'years':
    case 'standards':
      return <YearsBlock places={props.places} paper={props.paper} />
    case 'targets':
      return <TargetsBlock places={props.places} paper={props.paper} />
    default:
      return <FieldsBlock places={props.places} paper={props.paper} />
  }
}
