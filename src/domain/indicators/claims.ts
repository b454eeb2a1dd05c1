// What is claimed and evidenced is for a person to judge: this lists the claims and whether each has a file.
import { countRefs } from '../declaration/missing.ts'
import { findCell, splitRef } from '../declaration/resolve.ts'
import { NONE } from '../declaration/values.ts'
import type { CellValue } from '../declaration/values.ts'
import type { CheckOf, Claim, Edition } from '../edition.ts'
import { parseDecimal, separateThousands, withUnit } from '../money.ts'
import { quote } from '../text.ts'
import { outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { held, locate, valueRead } from './reading.ts'
import type { Filed, Form, Source } from './reading.ts'
import type { ValueRead } from './result.ts'

/** Longest text that an explanation repeats; the form itself shows the rest. */
const EXCERPT = 60

/** For each claim that an evidence item asks to prove: any of these references proves it, and which answer makes it due. */
type Proof = { provedBy: readonly string[]; answer: string | undefined }

const proofsByEdition = new WeakMap<Edition, Map<string, Proof>>()

function proofsOf(edition: Edition): Map<string, Proof> {
  const known = proofsByEdition.get(edition)
  if (known) return known
  const proofs = new Map<string, Proof>()
  for (const item of edition.evidence) {
    const counts = countRefs(item)
    for (const claim of item.claims) {
      for (const ref of refsOf(edition, claim)) {
        const provedBy = claim.when === 'positive' ? counts : [ref]
        proofs.set(ref, { provedBy, answer: claim.answer })
      }
    }
  }
  proofsByEdition.set(edition, proofs)
  return proofs
}

/** A claim on a whole tick group stands for each of its boxes. */
function refsOf(edition: Edition, claim: Claim): string[] {
  const options = findCell(edition, claim.field)?.cell.options
  const wholeGroup = claim.when === 'ticked' && splitRef(claim.field).box === null
  return wholeGroup && options
    ? options.map((option) => `${claim.field}/${option.code}`)
    : [claim.field]
}

/** One thing that the cluster may claim: a box of a group, or a field with its label. */
type Claimable = { code: string | null; label: string; proof: Proof | undefined }

/** A field of the check with everything that it can claim. */
type Subject = { source: Source; claimables: readonly Claimable[] }

function prepareSubject(form: Form, field: string): Subject {
  const proofs = proofsOf(form.edition)
  const { row, cell, box } = splitRef(field)
  const source = locate(form, `${row}/${cell}`)
  const options = source.cell.kind === 'ticks' ? (source.cell.options ?? []) : []
  if (options.length === 0) {
    const whole = { code: null, label: source.label, proof: proofs.get(field) }
    return { source, claimables: [whole] }
  }
  const wanted = box === null ? options : options.filter((option) => option.code === box)
  const claimables = wanted.map((option) => ({
    code: option.code,
    label: option.label,
    proof: proofs.get(`${source.field}/${option.code}`),
  }))
  return { source, claimables }
}

type Claimed = { remark: string; lacksProof: boolean }

/** Whether an answer claims something: a ticked box, a count over zero, any text or choice but «无». */
function claims(source: Source, claimable: Claimable, value: CellValue): boolean {
  if (Array.isArray(value)) return claimable.code === null || value.includes(claimable.code)
  if (value === NONE) return false
  return source.cell.kind !== 'integer' || (parseDecimal(value)?.greaterThan(0) ?? false)
}

function claimedOf(
  source: Source,
  { label, proof }: Claimable,
  value: CellValue,
  filed: Filed,
): Claimed {
  const said = typeof value === 'string' ? shortValue(source, value) : ''
  const shown = said === '' ? quote(label) : `${quote(label)}为${said}`
  const due = proof !== undefined && (proof.answer === undefined || proof.answer === value)
  if (!due) return { remark: `${shown}，本栏不要求佐证材料。`, lacksProof: false }
  const proved = proof.provedBy.some((ref) => filed.proved.has(ref))
  return { remark: `${shown}，${proved ? '已有' : '尚无'}佐证材料。`, lacksProof: !proved }
}

/** Figures and choices are repeated in a remark, texts are not. */
function shortValue(source: Source, value: string): string {
  const { kind, options } = source.cell
  if (kind === 'choice') return quote(options?.find(({ code }) => code === value)?.label ?? value)
  if (kind !== 'integer' && kind !== 'decimal') return ''
  return ` ${withUnit(separateThousands(value), source.unit)}`
}

function readSubject({ source, claimables }: Subject, value: CellValue | undefined): ValueRead {
  if (value === undefined) return valueRead(source, null)
  if (typeof value === 'string') {
    const label = source.cell.options?.find(({ code }) => code === value)?.label ?? value
    return valueRead(source, label.length > EXCERPT ? `${label.slice(0, EXCERPT)}…` : label)
  }
  const ticked = claimables.filter(({ code }) => code !== null && value.includes(code))
  return valueRead(source, ticked.map(({ label }) => label).join('；') || NONE)
}

/**
 * Nothing answered is unknown; anything answered, «无» included, is for a person, with each claim and whether its
 * evidence is there in the remarks (认定标准 一, 三–八: what no formula decides).
 */
export function prepareClaims(check: CheckOf<'claims'>, form: Form): Judge {
  const subjects = check.fields.map((field) => prepareSubject(form, field))
  return (filed) => {
    const values: ValueRead[] = []
    const missing: string[] = []
    const claimed: Claimed[] = []
    for (const subject of subjects) {
      const { source, claimables } = subject
      const value = held(source, filed)
      values.push(readSubject(subject, value))
      if (value === undefined) missing.push(source.field)
      else {
        for (const claimable of claimables) {
          if (claims(source, claimable, value))
            claimed.push(claimedOf(source, claimable, value, filed))
        }
      }
    }
    if (missing.length === subjects.length) {
      return outcome('unknown', values, '相关内容均未填报。', { missing })
    }
    const remarks = claimed.map(({ remark }) => remark)
    return outcome('judgement', values, reasonFor(claimed), { missing, remarks })
  }
}

function reasonFor(claimed: readonly Claimed[]): string {
  const lacking = claimed.filter(({ lacksProof }) => lacksProof).length
  if (claimed.length === 0) return '填报为无相关情况，需人工判断。'
  if (lacking === 0) return `已填报 ${claimed.length} 项，由审核人判断。`
  return `已填报 ${claimed.length} 项，其中 ${lacking} 项尚无佐证材料，由审核人判断。`
}
