// Beside the form: the checks of the standard, the evidence, and what was done so far.
import { Tabs } from 'antd'
import type { DeclarationPage } from '#contract/declaration.ts'
import type { Checks } from './case-page.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { HistoryList } from './history-list.tsx'

export function Findings(props: {
  page: DeclarationPage
  checks: Checks
  goTo: (field: string) => void
}) {
  const { page, checks: ChecksOf, goTo } = props
  return (
    <Tabs
      size="small"
      items={[
        { key: 'checks', label: '认定标准', children: <ChecksOf page={page} goTo={goTo} /> },
        {
          key: 'evidence',
          label: `佐证材料（${page.evidence.length}）`,
          children: <EvidenceList page={page} />,
        },
        { key: 'history', label: '办理记录', children: <HistoryList history={page.history} /> },
      ]}
    />
  )
}
