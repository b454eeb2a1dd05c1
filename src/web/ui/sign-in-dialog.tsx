// Asks to sign in over a page whose session ran out; the page below stays as it is.
import { Modal } from 'antd'
import type { SignedIn } from '#contract/people.ts'
import { SignInFields } from './sign-in-fields.tsx'

export function SignInDialog(props: {
  name: string
  wrongPerson: boolean
  onSignedIn: (signedIn: SignedIn) => unknown
}) {
  return (
    <Modal
      open
      title="登录已过期，请重新登录"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      zIndex={2000}
    >
      <p>本页内容仍在，登录后自动继续。请以“{props.name}”的账号登录。</p>
      {props.wrongPerson ? <p className="seal">刚才登录的是另一账号，未继续。</p> : null}
      <SignInFields onSignedIn={props.onSignedIn} />
      <p>
        <a href="/app/sign-in">换人登录（离开本页；未保存的内容留在本机，本人再次登录后可恢复）</a>
      </p>
    </Modal>
  )
}
