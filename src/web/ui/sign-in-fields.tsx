// Login and password, on the sign-in page and in the dialog over a page whose session ran out.
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { type SignedIn, signIn } from '#contract/people.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from './field.tsx'

export function SignInFields({ onSignedIn }: { onSignedIn: (signedIn: SignedIn) => unknown }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const enter = async (event: FormEvent) => {
    event.preventDefault()
    if (!login.trim() || !password) {
      setProblem('请填写账号和密码。')
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await onSignedIn(await call(signIn, { body: { login: login.trim(), password } }))
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={enter} className="sign-in-fields" noValidate>
      <Field label="账号">
        {(wiring) => (
          <Input
            {...wiring}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
            autoComplete="username"
            autoFocus
          />
        )}
      </Field>
      <Field label="密码">
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
          />
        )}
      </Field>
      <div role="alert" className="field-error">
        {problem}
      </div>
      <Button type="primary" htmlType="submit" loading={busy} block>
        登录
      </Button>
    </form>
  )
}
