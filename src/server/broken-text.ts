// Text that no column keeps is refused at the door, wherever in a request it stands.
import { Problem } from '#domain/problem.ts'

/** PostgreSQL stores neither NUL nor half a surrogate pair; both get a sentence here, not an error there. */
export function refuseBrokenText(given: unknown): void {
  const waiting = [given]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      throw new Problem('invalid_input', {
        words: { detail: '文字中含有无法保存的字符，请删除后重新输入。' },
      })
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue
    for (const [key, held] of Object.entries(value)) waiting.push(key, held)
  }
}
