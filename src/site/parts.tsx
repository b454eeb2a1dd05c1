// Small pieces that several public pages share.
import type { ReactNode } from 'react'
import {
  type ClusterState,
  clusterStateNames,
  type FilterName,
  type RegistryQuery,
} from '#domain/registry/view.ts'
import { pathTo, type Where } from './addresses.ts'
import type { NoticeSummary } from './model.ts'

const marks: Readonly<Record<ClusterState, string>> = {
  valid: '●',
  expired: '■',
  start_unstated: '▲',
  unstated: '○',
  revoked: '✕',
}

/** A state in words with a mark of its own shape: never colour alone. */
export function StateMark({ state }: { readonly state: ClusterState }) {
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true">{marks[state]}</span> {clusterStateNames[state]}
    </span>
  )
}

const kept: readonly FilterName[] = ['programme', 'list', 'province', 'industry', 'state']

/** The search box; filters that are set stay set. */
export function SearchForm({
  where,
  query,
  large,
}: {
  readonly where: Where
  readonly query?: Partial<RegistryQuery>
  readonly large?: boolean
}) {
  return (
    <form
      className={large ? 'search search-large' : 'search'}
      action={pathTo(where, '/clusters')}
      method="get"
      role="search"
    >
      <label htmlFor="q" className="visually-hidden">
        检索集群
      </label>
      <input
        id="q"
        name="q"
        type="search"
        maxLength={60}
        defaultValue={query?.q ?? ''}
        placeholder="集群名称、地名或拼音，如 东阳、磁性材料、dongyang"
        autoComplete="off"
      />
      {kept.map((name) => {
        const value = query?.[name]
        return value === undefined ? null : (
          <input key={name} type="hidden" name={name} value={value} />
        )
      })}
      <button type="submit">检索</button>
    </form>
  )
}

const reprint = '转载，未见原文'

/** A source as named; second-hand ones carry a mark. */
export function Source({ text }: { readonly text: string }) {
  if (!text.includes(reprint)) return <>{text}</>
  return (
    <>
      {text.replace(/[；，：]?转载，未见原文/, '')} <span className="tag">{reprint}</span>
    </>
  )
}

/** What the source does not say is said to be so. */
export function Unstated({ value }: { readonly value: string | number | null }) {
  return value === null ? <span className="quiet">未载明</span> : <>{value}</>
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const phases: Readonly<Record<NoticeSummary['phase'], string>> = {
  running: '公示中',
  over: '公示期满',
  published: '名单已公布',
}

export function NoticeList({
  where,
  notices,
}: {
  readonly where: Where
  readonly notices: readonly NoticeSummary[]
}) {
  return (
    <ul className="plain notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <a href={pathTo(where, `/notices/${notice.id}`)}>{notice.title}</a>
          <span className="quiet">
            <span>
              {notice.firstDay} 至 {notice.lastDay}
            </span>
            <span>{notice.count} 个集群</span>
            <span>{phases[notice.phase]}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function noticePhase(phase: NoticeSummary['phase']): string {
  return phases[phase]
}

/** 1234 → 1,234 */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
