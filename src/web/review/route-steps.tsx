// The way of the file: every step with its body, when it came and went, the opinion given, the place kept.
import type { DeclarationPage, RouteStep } from '#contract/declaration.ts'
import { endStates } from '#domain/lifecycle.ts'
import { toMinute } from '../ui/dates.ts'
import { StateMark, type Tone } from '../ui/state-mark.tsx'

export function RouteSteps({ page }: { page: DeclarationPage }) {
  const ended = endStates.some((state) => state === page.state)
  return (
    <ol className="route-steps" aria-label="办理流程">
      {page.route.map((step) => {
        const here = step.step === page.step && !ended
        return (
          <li key={step.step} aria-current={here ? 'step' : undefined}>
            <div className="route-title">
              <StateMark tone={toneOf(step, here)}>{step.title}</StateMark>
            </div>
            <div className="secondary small">
              {step.bodyName}
              {here ? ` · ${page.stateName}` : ''}
            </div>
            <StepFacts step={step} />
          </li>
        )
      })}
    </ol>
  )
}

function toneOf(step: RouteStep, here: boolean): Tone {
  if (here) return 'judgement'
  return step.forwardedAt ? 'met' : 'unknown'
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
