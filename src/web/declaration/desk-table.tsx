// The table of declarations: name, region, batch, state, where it lies, when it last moved.
import { Link } from '@tanstack/react-router'
import type { DeclarationSummary } from '#contract/declaration.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { toMinute } from '../ui/dates.ts'
import { useSession } from '../ui/session.tsx'
import { StateMark, stateTones } from '../ui/state-mark.tsx'

const columns: readonly Column<DeclarationSummary>[] = [
  { title: '集群', cell: (declaration) => <NameCell declaration={declaration} />, width: '26%' },
  {
    title: '地区',
    width: '13%',
    cell: ({ provinceName, regionName }) =>
      regionName.startsWith(provinceName) ? regionName : `${provinceName} ${regionName}`,
  },
  { title: '批次', width: '15%', cell: ({ batchTitle }) => batchTitle },
  {
    title: '状态',
    width: '11%',
    cell: ({ state, stateName }) => <StateMark tone={stateTones[state]}>{stateName}</StateMark>,
  },
  {
    title: '所在环节',
    width: '23%',
    cell: ({ stepTitle, holderName }) => (
      <span>
        {stepTitle} <span className="secondary">· {holderName}</span>
      </span>
    ),
  },
  {
    title: '更新',
    width: '12%',
    cell: ({ updatedAt }) => <span className="date">{toMinute(updatedAt)}</span>,
  },
]

function NameCell({ declaration }: { declaration: DeclarationSummary }) {
  const { person } = useSession()
  const { clusterId, id, name, demonstration } = declaration
  const to =
    person.role === 'county_editor'
      ? '/declarations/$clusterId/$id'
      : '/declarations/$clusterId/$id/review'
  return (
    <span>
      <Link to={to} params={{ clusterId, id }} className="cluster-name">
        {name}
      </Link>{' '}
      {demonstration ? <span className="tag tone-judgement">演示数据</span> : null}
    </span>
  )
}

export function DeskTable(props: { caption: string; declarations: readonly DeclarationSummary[] }) {
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.declarations}
      rowKey={({ id }) => id}
      emphasised={({ mine }) => mine}
    />
  )
}
