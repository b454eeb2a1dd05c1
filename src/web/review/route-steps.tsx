// The way of the file: every step with its body, when it came and went, the opinion given, the place kept.
import type { DeclarationPage, RouteStep } from '#contract/declaration.ts'
import { endStates } from '#domain/lifecycle.ts'
import { toMinute } from '../ui/dates.ts'
import { StateMark, stateTones } from '../ui/state-mark.tsx'

export function RouteSteps({ page }: { page: DeclarationPage }) {
  const ended = endStates.some((state) => state === page.state)
  return (
    <ol className="route-steps" aria-label="办理流程">
      {page.route.map((step) => {
        return (
          <li key={step.step} aria-current={step.step === page.step && !ended ? 'step' : undefined}>
            <div className="route-title">{step.title}</div>
            <div className="secondary small">{step.bodyName}</div>
            <div className="small">
              <StepState step={step} page={page} />
            </div>
            <StepFacts step={step} />
          </li>
        )
      })}
    </ol>
  )
}

/** Below the file: passed on. Where it lies: its state. Above: not reached, or waiting for it to come again. */
function StepState({ step, page }: { step: RouteStep; page: DeclarationPage }) {
  if (step.step === page.step) {
    return <StateMark tone={stateTones[page.state]}>{page.stateName}</StateMark>
  }
  if (step.step < page.step) return <StateMark tone="met">已报出</StateMark>
  return <StateMark tone="unknown">{step.reachedAt ? '待重新报送' : '未到达'}</StateMark>
}

function StepFacts({ step }: { step: RouteStep }) {
  return (
    <div className="small secondary">
      {step.reachedAt ? <div className="date">收到 {toMinute(step.reachedAt)}</div> : null}
      {step.forwardedAt ? <div className="date">报出 {toMinute(step.forwardedAt)}</div> : null}
      {step.holdsPlace ? <div>占用 1 个名额</div> : null}
      {step.opinion ? <div className="route-opinion">意见：{step.opinion}</div> : null}
    </div>
  )
}
