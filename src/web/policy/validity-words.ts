// How a batch's validity is said.
import type { Validity } from '#domain/batch.ts'

export const validityKinds = [
  { value: 'calendar', label: '按起止日期' },
  { value: 'years_from_list', label: '自名单公布之日起若干年' },
  { value: 'start_unstated', label: '只载明年数，起算未载明' },
] as const

export function validityWords(validity: Validity): string {
  switch (validity.kind) {
    case 'calendar':
      return `${validity.from} 至 ${validity.to}（原文：${validity.worded}）`
    case 'years_from_list':
      return `自名单公布之日起 ${validity.years} 年（原文：${validity.worded}）`
    case 'start_unstated':
      return `${validity.years} 年，起算未载明（原文：${validity.worded}）`
  }
}
