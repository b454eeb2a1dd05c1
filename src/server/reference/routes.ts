// How the code tables are asked for.
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import * as contract from '#contract/reference.ts'
import type { App } from '../action.ts'
import { route } from '../http.ts'

const mostFound = 20

export function referenceRoutes(server: FastifyInstance, app: App): void {
  route(server, app, contract.listIndustries, async () => ({
    divisions: await app.db
      .selectFrom('industry')
      .select(['code', 'name', 'section_name as section'])
      .orderBy('code')
      .execute(),
  }))
  route(server, app, contract.findRegions, async ({ query }) => ({
    regions: await findRegions(app, query.q, query.codes.split(',').filter(Boolean)),
  }))
}

/** Some 3,300 rows: read whole by name, no index needed. Counties first, then what lies above them. */
async function findRegions(
  app: App,
  q: string,
  codes: readonly string[],
): Promise<contract.Place[]> {
  if (q === '' && codes.length === 0) return []
  const wanted =
    codes.length > 0
      ? sql`r.code = any(${codes}::text[])`
      : sql`position(${q} in r.name) > 0 or starts_with(r.code, ${q})`
  const { rows } = await sql<contract.Place>`
    select r.code, concat(
      case when p.code <> r.code then p.name end,
      case when m.level = 'prefecture' and not 'heading' = any(m.marks) then m.name end,
      r.name) as name
    from region r
    join region p on p.code = r.province_code
    left join region m on m.code = r.parent_code and m.code <> p.code
    where (${wanted}) and not 'heading' = any(r.marks)
    order by r.level = 'county' desc, r.name = ${q} desc, r.code
    limit ${codes.length > 0 ? codes.length : mostFound}`.execute(app.db)
  return rows
}
