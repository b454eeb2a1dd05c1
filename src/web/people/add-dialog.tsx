// A new person: login, name, role and the body, which is found by a part of its name.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { addPerson, findAuthorities, type IssuedSignIn } from '#contract/people.ts'
import { bodiesOf, fitsLevel, levelNames, loginPattern, Role, roleNames } from '#domain/people.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'

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

function NameFields(props: {
  login: string
  setLogin: (login: string) => void
  name: string
  setName: (name: string) => void
}) {
  return (
    <>
      <Field label="账号" hint="小写字母、数字、点、下划线和连字符，2 至 63 个字符">
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            maxLength={63}
            value={props.login}
            onChange={(event) => props.setLogin(event.target.value.trim())}
          />
        )}
      </Field>
      <Field label="姓名">
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            maxLength={30}
            value={props.name}
            onChange={(event) => props.setName(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}

/** Only bodies of the role's level are offered; the server asks again. */
function BodyFields(props: {
  role: Role | null
  chosen: string
  onChoose: (authorityId: string) => void
}) {
  const { role, chosen, onChoose } = props
  const [part, setPart] = useState('')
  const q = useDeferredValue(part.trim())
  const { data, error } = useQuery({
    queryKey: ['authorities', q],
    queryFn: () => call(findAuthorities, { query: { q } }),
    enabled: q !== '',
    placeholderData: (held) => (q === '' ? undefined : held),
  })
  const found = q === '' ? [] : (data?.authorities ?? [])
  const fitting = found.filter(({ level }) => role === null || fitsLevel(role, level))
  const said = () => {
    if (error) return sentenceOf(error)
    if (q === '' || !data) return '填写名称的一部分，如“桐庐”'
    const more = found.length === 20 ? '；名称相符的单位较多，只查前 20 个，请填写得更完整' : ''
    if (fitting.length === 0 && role) return `没有找到名称含“${q}”的${bodiesOf(role)}${more}`
    return `找到 ${fitting.length} 个单位${more}`
  }
  return (
    <>
      <Field label="查找单位" hint={<span role="status">{said()}</span>}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            maxLength={60}
            value={part}
            onChange={(event) => {
              setPart(event.target.value)
              onChoose('')
            }}
          />
        )}
      </Field>
      <Field label="所在单位">
        {(wiring) => (
          <Picker
            {...wiring}
            empty={fitting.length === 0 ? '请先查找' : '请选择'}
            disabled={fitting.length === 0}
            choices={fitting.map(({ id, name, level, within }) => ({
              value: id,
              label: `${name}（${within ? `${within} · ` : ''}${levelNames[level]}）`,
            }))}
            value={chosen}
            onChange={onChoose}
          />
        )}
      </Field>
    </>
  )
}
