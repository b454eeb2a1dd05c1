// Login and name of a new person.
import { Input } from 'antd'
import { Field } from '../ui/field.tsx'

export function NameFields(props: {
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
