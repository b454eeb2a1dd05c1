// Says whether the installation is sound: a line a check, exit code 1 when one is not.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Database } from '#db/open.ts'
import { readReferenceFiles } from '#server/reference/files.ts'
import { parseList } from '#domain/registry/parse-list.ts'
import { type App, readClock } from '#server/action.ts'
import { dateInChina, getCalendar } from '#server/policy/queries.ts'
import { readSettings } from '#server/settings.ts'
import { type Io, withApp } from './installation.ts'

interface Finding {
  readonly what: string
  readonly sound: boolean
  readonly says: string
}

export function doctor(io: Io): Promise<number> {
  return withApp(io, async (app, database) => {
    const findings = [
      runtime(),
      ...(await Promise.all([
        server(app, database),
        role(app),
        searchable(app),
        listings(app),
        calendar(app),
      ])),
      built(),
    ]
    for (const { what, sound, says } of findings)
      await io.write(`${sound ? '正常' : '异常'}  ${what}：${says}\n`)
    return findings.every((finding) => finding.sound) ? 0 : 1
  })
}

function runtime(): Finding {
  return {
    what: '运行环境',
    sound: Number(process.versions.node.split('.')[0]) >= 26,
    says: `Node ${process.versions.node}`,
  }
}

async function server({ db }: App, database: Database): Promise<Finding> {
  const { rows } = await sql<{
    version: string
    number: number
  }>`select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(
    db,
  )
  const [row] = rows
  return {
    what: '数据库',
    sound: (row?.number ?? 0) >= 150_000,
    says: `${database.kind === 'embedded' ? '内置' : '服务器'} PostgreSQL ${row?.version ?? ''}`,
  }
}

/** The audit is append-only because the application's role can't do more; not because it doesn't. */
async function role({ db }: App): Promise<Finding> {
  const { rows } = await sql<{ name: string; alters: boolean }>`
    select current_user as name,
      has_table_privilege('audit_event', 'update') or has_table_privilege('audit_event', 'delete') or has_table_privilege('audit_event', 'truncate') as alters`.execute(
    db,
  )
  const [row] = rows
  const how =
    readSettings().databaseOwnerUrl === undefined
      ? '同一连接切换角色（SET ROLE）'
      : '迁移与应用分用两个连接'
  return {
    what: '应用角色',
    sound: row?.alters === false,
    says: `${row?.name ?? ''}，${how}，${row?.alters === false ? '不能改动审计记录' : '可以改动审计记录，请改用受限角色'}`,
  }
}

async function searchable({ db }: App): Promise<Finding> {
  const { rows } = await sql<{
    count: number
  }>`select cardinality(show_trgm('武汉')) as count`.execute(db)
  const sound = (rows[0]?.count ?? 0) > 0
  return {
    what: '中文检索',
    sound,
    says: sound ? '三元组可用' : 'lc_ctype 不支持中文，请以 C.UTF-8 建库',
  }
}

/** The lists in the database are the lists as printed, row for row. */
async function listings({ db }: App): Promise<Finding> {
  const rows = await db
    .selectFrom('listing as l')
    .innerJoin('listing_list as t', 't.code', 'l.list_code')
    .where('t.demonstration', '=', false)
    .where('t.batch_id', 'is', null)
    .select(['l.list_code', 'l.number', 'l.printed'])
    .execute()
  const held = new Map(rows.map((row) => [`${row.list_code}/${row.number}`, row.printed]))
  const printed = readReferenceFiles().lists.flatMap(({ entry, text }) =>
    parseList(entry.code, text).map((row) => [`${entry.code}/${row.number}`, row.printed] as const),
  )
  const wrong = printed.filter(([key, text]) => held.get(key) !== text)
  const sound = wrong.length === 0 && printed.length === held.size
  return {
    what: '名单',
    sound,
    says: sound
      ? `${held.size} 条，与原文逐条一致`
      : `应有 ${printed.length} 条，实有 ${held.size} 条，${wrong.length} 条与原文不一致`,
  }
}

async function calendar(app: App): Promise<Finding> {
  const { content } = await getCalendar(app.db)
  const year = Number(dateInChina(await readClock(app.db, app.clock)).slice(0, 4))
  const sound = content.announced.includes(year)
  return {
    what: '工作日历',
    sound,
    says: sound
      ? `${year} 年安排已载入`
      : `${year} 年节假日安排尚未载入，公示期按周一至周五推算，请在“工作日历”中补充`,
  }
}

function built(): Finding {
  const page = fileURLToPath(new URL('../../dist/web/index.html', import.meta.url))
  const sound = existsSync(page)
  // an installation that was never started is not unsound for that
  return { what: '页面', sound: true, says: sound ? '已构建' : '尚未构建，首次 npm start 时构建' }
}
