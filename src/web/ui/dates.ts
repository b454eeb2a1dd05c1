// Instants as people in China read them: `2026-11-20 14:02`, Asia/Shanghai, whatever the machine's zone.
const minutes = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** An ISO instant to the minute; text that is no instant is shown as it is. */
export function toMinute(instant: string): string {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? instant : minutes.format(time)
}

/** The day of an ISO instant. */
export function toDay(instant: string): string {
  return toMinute(instant).slice(0, 10)
}
