// What stands over the form when it was returned, when it lies elsewhere, or when an earlier visit left unsaved rows.
import { Alert } from 'antd'
import type { DeclarationPage, ReturnItem } from '#contract/declaration.ts'
import { endStates } from '#domain/lifecycle.ts'

/** Marked fields with their reasons, each a way to its field. */
export function ReturnedBanner(props: {
  items: readonly ReturnItem[]
  onField: (field: string) => void
}) {
  const { items } = props
  if (items.length === 0) return null
  const from = [...new Set(items.map((item) => item.fromTitle))].join('、')
  return (
    <section className="returned-banner" aria-labelledby="returned-title">
      <h2 id="returned-title">
        {from}退回，请修改以下 {items.length} 处后重新提交
      </h2>
      <ol>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" className="link" onClick={() => props.onField(item.field)}>
              {item.label}
            </button>
            ：{item.reason}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The county's own approver handed the draft back: his words, until it is handed in again. */
export function SentBackBanner({ page }: { page: DeclarationPage }) {
  const moved = page.history.find(
    ({ act }) => act.startsWith('declaration.') && !act.endsWith('.save'),
  )
  if (!page.can.includes('edit') || !moved?.act.endsWith('.send_back')) return null
  return (
    <section className="returned-banner" aria-label="审核人退回">
      <h2>
        {moved.actorName}（{moved.roleName}）退回，请修改后重新提交
      </h2>
      <p>{moved.reason ?? ''}</p>
    </section>
  )
}

/** Why nothing can be changed now, and where the file is. */
export function ElsewhereBanner({ page }: { page: DeclarationPage }) {
  return (
    <p className="elsewhere-banner" role="note">
      {wordsElsewhere(page)}
    </p>
  )
}

function wordsElsewhere({ state, stateName, route, step }: DeclarationPage): string {
  const at = route[step]
  if (endStates.some((end) => end === state)) return `本申报${stateName}，内容不能再修改。`
  if (state === 'awaiting_approval') {
    return '已提交本单位审核人，审核期间不能修改；需要修改时，请审核人退回。'
  }
  return `${stateName}：现由${at?.bodyName ?? '上级部门'}办理（${at?.title ?? ''}），期间不能修改；需要修改时，由办理单位退回。`
}

export function RestoredBanner({ rows, readOnly }: { rows: number; readOnly: boolean }) {
  if (rows === 0) return null
  const words = readOnly
    ? `本机还有上次未保存的 ${rows} 栏内容。现在不能修改，内容保留在本机。`
    : `已恢复上次未保存的 ${rows} 栏内容，保存情况见上方；有冲突的请对照后选择。`
  return <Alert type="warning" showIcon closable className="form-banner" title={words} />
}
