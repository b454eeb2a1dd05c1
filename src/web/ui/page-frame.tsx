// The frame of every page: name of the system, where one can go, who is signed in, sign out.
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { signOut } from '#contract/people.ts'
import { declarationRoles, type Role } from '#domain/people.ts'
import { call } from '../api.ts'
import { useSession } from './session.tsx'

function worksOnDeclarations(role: Role): boolean {
  return declarationRoles.some((named) => named === role)
}

function administers(role: Role): boolean {
  return role === 'system_administrator' || role === 'auditor'
}

export function PageFrame({ children }: { children: ReactNode }) {
  const { person, roleName } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await call(signOut, {})
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <>
      <a className="skip-link" href="#content">
        跳到正文
      </a>
      <header className="page-header">
        <Link to="/" className="system-name">
          集群申报与认定系统
        </Link>
        <PlacesToGo role={person.role} />
        <div className="person">
          <span>
            {person.name} · {roleName} · {person.authorityName}
          </span>
          <Link to="/password">修改密码</Link>
          <Button size="small" onClick={leave}>
            退出登录
          </Button>
        </div>
      </header>
      <main id="content" className="page-content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

function PlacesToGo({ role }: { role: Role }) {
  return (
    <nav aria-label="主导航" className="page-nav">
      {worksOnDeclarations(role) ? (
        <>
          <Link to="/" activeOptions={{ exact: true }}>
            申报
          </Link>
          <Link to="/batches">年度批次</Link>
        </>
      ) : null}
      {worksOnDeclarations(role) || administers(role) ? null : (
        <Link to="/" activeOptions={{ exact: true }}>
          待办
        </Link>
      )}
      {role === 'system_administrator' ? <Link to="/people">人员</Link> : null}
      {role === 'auditor' ? <Link to="/audit">审计记录</Link> : null}
      <Link to="/calendar">工作日历</Link>
      <a href="/">公共名录</a>
    </nav>
  )
}

/** Title of a page with what stands beside it; the first heading of every page. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="page-title">
      <h1>{title}</h1>
      {children ? <div className="page-title-side">{children}</div> : null}
    </div>
  )
}
