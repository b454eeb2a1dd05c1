// What the check found: a sentence each, leading to its field.
import type { Mistake } from '#contract/policy.ts'
import { fieldId } from './batch-fields.ts'

export const mistakesId = 'batch-mistakes'

/** Puts the keyboard on the nearest field: `quota.city.value` is drawn at `quota.city`. */
function goToField(path: string): void {
  const steps = path.replaceAll('/', '.').split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const target = document.getElementById(fieldId(steps.slice(0, length).join('.')))
    if (target) return target.focus()
  }
}

export function MistakeList({
  mistakes,
  changed,
}: {
  mistakes: readonly Mistake[]
  changed: boolean
}) {
  return (
    <section className="sheet" aria-label="检查结果">
      <h2 id={mistakesId} tabIndex={-1}>
        检查结果
      </h2>
      {mistakes.length === 0 ? (
        <p className="tone-met">● 检查无误，可以开放申报。</p>
      ) : (
        <ol className="mistakes">
          {mistakes.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <button type="button" className="link-button" onClick={() => goToField(path)}>
                <span aria-hidden="true">✕</span> {message}
              </button>
            </li>
          ))}
        </ol>
      )}
      {changed ? <p className="secondary small">以上为上次保存时的结果，保存后重新检查。</p> : null}
    </section>
  )
}
