// The saved rows of a case as the form and the checks read them.
import type { DeclarationPage, SavedRow } from '#contract/declaration.ts'
import { findRow, labelOfCell, type Place } from '#domain/declaration/resolve.ts'
import type { CellValue } from '#domain/declaration/values.ts'
import type { Block, Cell, Edition, Part } from '#domain/edition.ts'

/** Saved rows by their key. */
export function rowsByKey(page: DeclarationPage): ReadonlyMap<string, SavedRow> {
  return new Map(page.rows.map((row) => [row.row, row]))
}

/** The rows of a block as printed: those of the edition, then the declarant's own in their order. */
export function placesOf(
  edition: Edition,
  block: Block,
  saved: ReadonlyMap<string, SavedRow>,
): Place[] {
  const own = block.own
    ? [...saved.keys()]
        .filter((key) => key.startsWith(`${block.own?.key ?? ''}#`))
        .sort((a, b) => numberOf(a) - numberOf(b))
    : []
  return [...block.rows.map((row) => row.key), ...own].flatMap((key) => findRow(edition, key) ?? [])
}

function numberOf(ownKey: string): number {
  return Number(ownKey.slice(ownKey.indexOf('#') + 1))
}

/** What one cell says: option labels for codes, the figure or text as filed, null when empty. */
export function textOf(cell: Cell, held: CellValue | undefined): string | null {
  if (held === undefined || held.length === 0) return null
  const labels = new Map((cell.options ?? []).map(({ code, label }) => [code, label]))
  if (Array.isArray(held)) return held.map((code) => labels.get(code) ?? code).join('、')
  return labels.get(held) ?? held
}

/** A row's name for marks and messages: «集群总产值», with its group where the label alone would not tell. */
export function rowName(place: Place, baseYear: number): string {
  const [only, another] = place.row.cells
  const bare =
    only && !another ? labelOfCell({ place, cell: only, option: null }, baseYear) : place.row.label
  return place.row.group && place.block.layout !== 'targets' ? `${place.row.group} ${bare}` : bare
}

/** Parts worth reading in a case: the cover only repeats part 一 on paper. */
export function partsToRead(edition: Edition): readonly Part[] {
  return edition.form.parts.filter((part) => part.number !== '' || part.blocks.some(holdsRows))
}

function holdsRows(block: Block): boolean {
  return block.rows.length > 0 || block.own !== undefined
}
