// The life of a declaration as its page tells it, from the audit events.
import { type Kysely, sql } from 'kysely'
import type { HistoryEvent } from '#contract/declaration.ts'
import type { Tables } from '#db/tables.ts'
import { Act, actNames } from '#domain/lifecycle.ts'
import { Role, roleNames } from '#domain/people.ts'

type Db = Kysely<Tables>

const batchActs: Readonly<Record<string, string>> = {
  'notice.publish': '发布公示',
  'list.publish': '公布名单',
}
const declarationActs: Readonly<Record<string, string>> = {
  'declaration.create': '新建申报',
  'evidence.upload': '上传佐证材料',
  'evidence.remove': '移除佐证材料',
  ...Object.fromEntries(Act.options.map((act) => [`declaration.${act}`, actNames[act]])),
}

/** The life of the declaration from its audit events; saves of single rows are left out. Events of the batch count for all its files. */
export async function listHistory(
  db: Db,
  clusterId: string,
  id: string,
  batchId: string,
): Promise<HistoryEvent[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'act', 'actor_name', 'role', 'authority_name', 'detail'])
    .where(({ or, and, eb }) =>
      or([
        and([
          eb('stream_id', '=', clusterId),
          eb('act', 'in', Object.keys(declarationActs)),
          eb(sql`detail->>'declaration'`, '=', id),
        ]),
        and([
          eb('stream_id', '=', batchId),
          eb('act', 'in', Object.keys(batchActs)),
          sql<boolean>`detail->'declarations' ? ${id}`,
        ]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    act: row.act,
    actName: declarationActs[row.act] ?? batchActs[row.act] ?? row.act,
    actorName: row.actor_name,
    roleName: roleNames[Role.parse(row.role)],
    authorityName: row.authority_name,
    reason: reasonOf(row.detail),
  }))
}

function reasonOf(detail: unknown): string | null {
  if (typeof detail !== 'object' || detail === null || !('reason' in detail)) return null
  return typeof detail.reason === 'string' && detail.reason !== '' ? detail.reason : null
}
