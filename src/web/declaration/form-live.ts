// Everything that is computed from the form while it is filled: checks, gaps, evidence due, counts of the parts.
import { useEffect, useMemo, useState } from 'react'
import type { EvidenceFile } from '#contract/declaration.ts'
import type { Batch } from '#domain/batch.ts'
import { evidenceDue, findMissing, isFilled, requiredCells } from '#domain/declaration/missing.ts'
import type { EvidenceDue, Missing } from '#domain/declaration/missing.ts'
import type { DeclarationValues, EvidenceHeld } from '#domain/declaration/values.ts'
import type { Edition } from '#domain/edition.ts'
import { evaluate } from '#domain/indicators/evaluate.ts'
import type { Evaluation } from '#domain/indicators/result.ts'
import type { RowSaving } from './saving.ts'

export type PartCount = { readonly filled: number; readonly required: number }

export type Live = {
  readonly evaluation: Evaluation
  readonly missing: readonly Missing[]
  readonly due: readonly EvidenceDue[]
  readonly counts: ReadonlyMap<string, PartCount>
}

/** Typing is judged after this pause, so that a key press costs one row. */
const PAUSE = 250

export function useLive(
  edition: Edition,
  batch: Batch,
  saving: RowSaving,
  files: readonly EvidenceFile[],
): Live {
  const values = useSettledValues(saving)
  const held = useMemo(() => heldOf(files), [files])
  const due = useMemo(() => evidenceDue(edition, values, batch), [edition, values, batch])
  return useMemo(
    () => ({
      evaluation: evaluate(edition, batch, values, originalsOf(saving), held),
      missing: findMissing(edition, batch, values, held),
      due,
      counts: countParts(edition, batch.base_year, values),
    }),
    [edition, batch, values, saving, held, due],
  )
}

function useSettledValues(saving: RowSaving): DeclarationValues {
  const [values, setValues] = useState(() => saving.values())
  useEffect(() => {
    let timer = 0
    const settle = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => setValues(saving.values()), PAUSE)
    }
    settle()
    const stop = saving.subscribeAll(settle)
    return () => {
      stop()
      window.clearTimeout(timer)
    }
  }, [saving])
  return values
}

function heldOf(files: readonly EvidenceFile[]): EvidenceHeld {
  return {
    claims: [...new Set(files.flatMap((file) => file.claims))],
    items: [...new Set(files.map((file) => file.item))],
  }
}

function originalsOf(saving: RowSaving): DeclarationValues {
  return Object.fromEntries(saving.rows().map((row) => [row, saving.entry(row).originals]))
}

function countParts(
  edition: Edition,
  baseYear: number,
  values: DeclarationValues,
): ReadonlyMap<string, PartCount> {
  const counts = new Map<string, PartCount>()
  for (const { part, row, cell } of requiredCells(edition, baseYear)) {
    const { filled, required } = counts.get(part) ?? { filled: 0, required: 0 }
    const more = isFilled(values[row]?.[cell.key]) ? 1 : 0
    counts.set(part, { filled: filled + more, required: required + 1 })
  }
  return counts
}
