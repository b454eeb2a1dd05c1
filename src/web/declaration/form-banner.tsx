// What stands over the form when it was returned, when it lies elsewhere, or when an earlier visit left unsaved rows.
import { Alert } from 'antd'
import type { DeclarationPage, ReturnItem } from '#contract/declaration.ts'

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

/** Why nothing can be changed now, and where the file is. */
export function ElsewhereBanner({ page }: { page: DeclarationPage }) {
  const at = page.route[page.step]
  const where = at ? `现在${at.bodyName}（${at.title}）` : ''
  return (
    <Alert
      type="info"
      showIcon
      className="form-banner"
      title={`${page.stateName}，${where}，不能修改。`}
      description="如需修改，请本单位审核人退回，或由上级部门退回。"
    />
  )
}

export function RestoredBanner({ rows, readOnly }: { rows: number; readOnly: boolean }) {
  if (rows === 0) return null
  const words = readOnly
    ? `本机还有上次未保存的 ${rows} 栏内容。现在不能修改，内容保留在本机。`
    : `已恢复上次未保存的 ${rows} 栏内容，正在保存；有冲突的请对照后选择。`
  return <Alert type="warning" showIcon closable className="form-banner" title={words} />
}
