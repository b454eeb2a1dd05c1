// Everyone's own password.
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { changeOwnPassword } from '#contract/people.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { PageTitle } from '../ui/page-frame.tsx'

const nothing = { current: '', next: '', again: '' }
type Entered = typeof nothing

function mistakeIn({ current, next, again }: Entered): string | null {
  if (!current) return '请填写当前密码。'
  if (next.length < 12) return '新密码至少 12 个字符。'
  if (next !== again) return '两次填写的新密码不一致，请重新填写。'
  return null
}

export function PasswordPage() {
  const [entered, setEntered] = useState<Entered>(nothing)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const [busy, setBusy] = useState(false)

  const change = async (event: FormEvent) => {
    event.preventDefault()
    const mistake = mistakeIn(entered)
    setDone(false)
    setProblem(mistake)
    if (mistake) return
    setBusy(true)
    try {
      await call(changeOwnPassword, { body: { current: entered.current, next: entered.next } })
      setEntered(nothing)
      setDone(true)
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  const field = (key: keyof Entered, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <Input
          {...wiring}
          type="password"
          maxLength={200}
          autoComplete={key === 'current' ? 'current-password' : 'new-password'}
          value={entered[key]}
          onChange={(event) => setEntered({ ...entered, [key]: event.target.value })}
        />
      )}
    </Field>
  )

  return (
    <>
      <PageTitle title="修改密码" />
      <form onSubmit={change} noValidate className="sheet password-form">
        {field('current', '当前密码')}
        {field('next', '新密码', '至少 12 个字符；修改后，其他地方的登录立即结束')}
        {field('again', '再次填写新密码')}
        <div role="alert" className="field-error">
          {problem}
        </div>
        <div className="acts">
          <Button type="primary" htmlType="submit" loading={busy}>
            修改密码
          </Button>
          <span role="status">{done ? '密码已修改。' : ''}</span>
        </div>
      </form>
    </>
  )
}
