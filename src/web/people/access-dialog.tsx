// Asks before a person is barred, let in again or given another password.
import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type IssuedSignIn, type PersonRow, renewPassword, setActive } from '#contract/people.ts'
import { call, sentenceOf } from '../api.ts'

type Person = z.infer<typeof PersonRow>

function wordsOf(act: 'active' | 'password', active: boolean) {
  if (act === 'password')
    return {
      title: '重置密码',
      effect: '原密码立即失效，已登录的会话立即结束；新密码只显示一次，请转交本人。',
      danger: true,
    }
  return active
    ? {
        title: '停用',
        effect: '停用后不能登录，已登录的会话立即结束；可随时再启用。',
        danger: true,
      }
    : { title: '启用', effect: '启用后可用原密码重新登录。', danger: false }
}

export function AccessDialog(props: {
  act: 'active' | 'password'
  person: Person
  onIssued: (signIn: IssuedSignIn) => void
  onClose: () => void
}) {
  const { act, person, onIssued, onClose } = props
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const words = wordsOf(act, person.active)
  const params = { id: person.id }

  const confirm = async () => {
    setBusy(true)
    try {
      if (act === 'password') return onIssued(await call(renewPassword, { params }))
      await call(setActive, { params, body: { active: !person.active } })
      await queries.invalidateQueries({ queryKey: ['people'] })
      onClose()
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={words.title}
      okText={words.title}
      cancelText="取消"
      okButtonProps={{ danger: words.danger }}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <p>
        <strong>
          {person.name}（{person.login}）
        </strong>{' '}
        · {person.authorityName}
      </p>
      <p>{words.effect}</p>
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}
