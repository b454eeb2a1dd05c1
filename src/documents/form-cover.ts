// The cover and the page of 填报说明. The cover asks nothing: its lines take what the form already holds.
import type { Part, Row } from '#domain/edition.ts'
import { dateText, held, shown } from './answers.ts'
import type { FormContent } from './form-content.ts'
import { line } from './page.ts'
import type { Line, Run } from './page.ts'
import type { PrintedForm } from './printed.ts'

/** The cover is the printed part without a number. */
export function isCover(part: Part): boolean {
  return part.number === ''
}

/** Title, the underlined lines, and who made the form. */
export function coverLines(form: PrintedForm, content: FormContent): Line[] {
  const wording = form.parts
    .filter(isCover)
    .flatMap((part) => part.blocks)
    .flatMap((block) => block.wording ?? [])
  const foot = form.cover_note === undefined ? [] : [line('cover_foot', form.cover_note)]
  return [
    line('cover_title', form.title),
    ...wording.map((text) => coverLine(text, form, content)),
    ...foot,
  ]
}

/** A point a paragraph, numbered as in print. */
export function instructionLines(form: PrintedForm): Line[] {
  if (form.instructions.length === 0) return []
  const points = form.instructions.map((text, index) => line('instruction', `${index + 1}.${text}`))
  return [line('page_title', '填报说明'), ...points]
}

const GAPS = /　{2,}/

/**
 * Which answer stands on which line is read from the wording: full-width gaps are province, city and county in turn,
 * a line ending in «：» takes the row of the form that is labelled alike, and a line without either is a remark.
 */
function coverLine(text: string, form: PrintedForm, content: FormContent): Line {
  if (GAPS.test(text)) return { look: 'cover', runs: placeRuns(text, content) }
  if (!text.endsWith('：')) return line('cover_remark', text)
  const label: Run = { text }
  const answer: Run = { text: coverAnswer(text.slice(0, -1), form, content), look: 'blank' }
  return { look: 'cover', runs: [label, answer, { text: '', look: 'rule' }] }
}

/** Names stand in full, «佛山市» before «市（区）»: without its last character 通州 would be a city or a district. */
function placeRuns(text: string, content: FormContent): Run[] {
  const { province, city, county } = content.region
  const names = [province, city, county]
  const [before = '', ...after] = text.split(GAPS)
  const filled = after.flatMap((wording, index): Run[] => {
    const name = names[index] ?? ''
    return [{ text: name === '' ? '　　　' : ` ${name} `, look: 'blank' }, { text: wording }]
  })
  return [{ text: before }, ...filled]
}

function coverAnswer(label: string, form: PrintedForm, content: FormContent): string {
  if (label.endsWith('时间'))
    return content.submittedOn === null ? '' : dateText(content.submittedOn)
  const bare = label.replace(/（[^（）]*章）$/, '')
  const row = coverRow(bare, form)
  const text = row ? row.cells.map((each) => shown(each, held(content.values, row, each))) : []
  const answer = text.filter((each) => each !== '').join('　')
  return answer === '' && bare !== label ? content.authorityName : answer
}

/** «联系人及联系电话» is the row 联系人, the county's being the first of its name. */
function coverRow(label: string, form: PrintedForm): Row | undefined {
  const rows = form.parts.flatMap((part) => part.blocks).flatMap((block) => block.rows)
  return (
    rows.find((row) => row.label === label) ??
    rows.find((row) => label.startsWith(`${row.label}及`))
  )
}
