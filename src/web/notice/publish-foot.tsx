// The foot of both publications: the server's sentence when it refuses, the button in seal red, and that there is no way back.
import { Button } from 'antd'

export function PublishFoot(props: {
  label: string
  consequence: string
  ready: boolean
  busy: boolean
  problem: string | null
  onPublish: () => void
}) {
  return (
    <>
      <div role="alert" className="field-error">
        {props.problem}
      </div>
      <Button
        type="primary"
        danger
        loading={props.busy}
        disabled={!props.ready}
        onClick={props.onPublish}
      >
        {props.label}
      </Button>
      <p className="secondary small">{props.consequence}</p>
    </>
  )
}
