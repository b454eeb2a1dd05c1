// A new person: login, name, role and the body, which is found by a part of its name.
import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { addPerson, type IssuedSignIn } from '#contract/people.ts'
import { bodiesOf, loginPattern, Role, roleNames } from '#domain/people.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'
import { BodyFields } from './body-fields.tsx'
import { NameFields } from './name-fields.tsx'

const roles = Role.options.map((value) => ({ value, label: roleNames[value] }))

export function AddDialog(props: {
  onIssued: (signIn: IssuedSignIn) => void
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role | null>(null)
  const [authorityId, setAuthorityId] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const add = async () => {
    if (!loginPattern.test(login))
      return setProblem('账号请用小写字母、数字、点、下划线和连字符，2 至 63 个字符。')
    if (!name.trim()) return setProblem('请填写姓名。')
    if (!role) return setProblem('请选择岗位。')
    if (!authorityId) return setProblem('请查找并选择所在单位。')
    setBusy(true)
    try {
      const made = await call(addPerson, { body: { login, name: name.trim(), role, authorityId } })
      void queries.invalidateQueries({ queryKey: ['people'] })
      props.onIssued(made)
    } catch (error) {
      setProblem(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title="新增人员"
      okText="新增"
      cancelText="取消"
      confirmLoading={busy}
      onOk={add}
      onCancel={props.onClose}
    >
      <NameFields {...{ login, setLogin, name, setName }} />
      <Field label="岗位" hint={role ? `由${bodiesOf(role)}的人员担任` : undefined}>
        {(wiring) => (
          <Picker
            {...wiring}
            empty="请选择"
            choices={roles}
            value={role ?? ''}
            onChange={(value) => {
              setRole(Role.safeParse(value).data ?? null)
              setAuthorityId('')
            }}
          />
        )}
      </Field>
      <BodyFields role={role} chosen={authorityId} onChoose={setAuthorityId} />
      <div role="alert" className="field-error">
        {problem}
      </div>
    </Modal>
  )
}
