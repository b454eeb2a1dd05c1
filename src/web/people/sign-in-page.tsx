// Signing in.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { SignedIn } from '#contract/people.ts'
import { sessionQuery } from '../ui/session.tsx'
import { SignInFields } from '../ui/sign-in-fields.tsx'

export function SignInPage() {
  const { from } = useSearch({ from: '/sign-in' })
  const queries = useQueryClient()
  const router = useRouter()
  const enter = async (signedIn: SignedIn) => {
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, signedIn)
    // Only a path of this application: an address from outside must not lead elsewhere.
    await router.navigate({ href: from?.startsWith('/') && !from.startsWith('//') ? from : '/' })
  }
  return (
    <main className="sign-in-page">
      <h1>集群申报与认定系统</h1>
      <p className="secondary">中小企业特色产业集群的申报、审核与认定。查询已认定集群无须登录。</p>
      <SignInFields onSignedIn={enter} />
      <p>
        <a href="/">查看公共名录</a>
      </p>
    </main>
  )
}
