// Running wording of the form: declarations of truth, seals, guidance of the plan.
import type { Block } from '#domain/edition.ts'

export function SealBlock({ block }: { block: Block }) {
  return (
    <div className="paper-wording secondary">
      {(block.wording ?? []).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  )
}
