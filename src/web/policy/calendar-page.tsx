// The working-day calendar.
export function CalendarPage() {
  return null
}
