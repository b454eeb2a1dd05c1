// The 申报表 of a declaration as Word: gathers what the document prints and has it drawn in a worker.
import type { Kysely } from 'kysely'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import { renderInWorker } from '#documents/in-worker.ts'
import { dateInChina } from '../policy/queries.ts'

/** The bytes of the .docx. What is printed is what is saved; 系统附加信息 never is. */
export async function renderForm(db: Kysely<Tables>, page: DeclarationPage): Promise<Uint8Array> {
  const submitted = page.route[0]?.forwardedAt
  return renderInWorker('declaration-form', {
    edition: page.edition,
    batch: page.batch,
    region: await regionNames(db, page),
    authorityName: page.authorityName,
    values: Object.fromEntries(page.rows.map((row) => [row.row, row.cells])),
    evidence: page.evidence.map(({ item, originalName, kind }) => ({ item, originalName, kind })),
    opinions: { province: page.route.find((step) => step.level === 'province')?.opinion ?? null },
    submittedOn: submitted ? dateInChina(new Date(submitted)) : null,
    demonstration: page.demonstration,
  })
}

/** Names for the cover: province, city (empty under a municipality or a 省直辖 county), county. */
async function regionNames(
  db: Kysely<Tables>,
  page: DeclarationPage,
): Promise<{ province: string; city: string; county: string }> {
  const row = await db
    .selectFrom('declaration as d')
    .innerJoin('region as c', 'c.code', 'd.region_code')
    .innerJoin('region as p', 'p.code', 'c.province_code')
    .leftJoin('region as m', (join) =>
      join.onRef('m.code', '=', 'c.parent_code').on('m.level', '=', 'prefecture'),
    )
    .select(['c.name as county', 'p.name as province', 'm.name as city'])
    .where('d.cluster_id', '=', page.clusterId)
    .where('d.id', '=', page.id)
    .executeTakeFirstOrThrow()
  return {
    province: row.province,
    city: row.city && row.city !== row.province ? row.city : '',
    county: row.county,
  }
}
