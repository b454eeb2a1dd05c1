// Words for times and for what is saved.
import type { SavingSummary } from './saving-row.ts'

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** «14:02» in Beijing time. */
export function clockOf(instant: string): string {
  return clock.format(new Date(instant))
}

/** «14:02» today, «2026-11-20 14:02» otherwise. */
export function timeOf(instant: string, now: Date): string {
  const date = day.format(new Date(instant))
  return date >= day.format(now) ? clockOf(instant) : `${date} ${clockOf(instant)}`
}

/** What the header says about saving, the gravest thing first. `opened` is the day on which the page was opened. */
export function savingWords(summary: SavingSummary, opened: Date): string {
  const { state, message, unsaved, lastSavedAt } = summary
  switch (state) {
    case 'conflict':
      return '有冲突，请对照两份内容'
    case 'closed':
      return `未保存：${message ?? ''}`
    case 'signed_out':
      return '未保存：请重新登录，内容保留在本机'
    case 'refused':
      return `${summary.refused.length} 栏未保存：内容有误，请修改`
    case 'offline':
      return `未保存：${message ?? '网络中断，将自动重试'}`
    case 'saving':
      return '保存中…'
    case 'waiting':
      return `${unsaved.length} 栏待保存`
    case 'clean':
      return lastSavedAt === null ? '尚未填写' : `已保存 ${timeOf(lastSavedAt, opened)}`
  }
}
