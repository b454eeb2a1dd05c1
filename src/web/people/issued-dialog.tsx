// Shows a new password, once: it is kept nowhere and can't be called up again.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { IssuedSignIn } from '#contract/people.ts'

export function IssuedDialog(props: { signIn: IssuedSignIn; onClose: () => void }) {
  const { login, password } = props.signIn
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      // Absent on plain http: then it has to be copied by hand.
      await navigator.clipboard.writeText(password)
      setSaid('已复制。')
    } catch {
      setSaid('浏览器不允许自动复制，请选中密码手工复制。')
    }
  }
  return (
    <Modal
      open
      title="一次性显示的密码"
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={props.onClose}>
          已转交或记下，关闭
        </Button>
      }
    >
      <p>密码只显示这一次，关闭后无法再查看；请转交本人，并请其登录后在“修改密码”中更换。</p>
      <dl className="issued">
        <dt className="label">账号</dt>
        <dd>{login}</dd>
        <dt className="label">密码</dt>
        <dd className="acts">
          <code>{password}</code>
          <Button size="small" onClick={copy}>
            复制
          </Button>
        </dd>
      </dl>
      <div role="status" className="secondary">
        {said}
      </div>
    </Modal>
  )
}
