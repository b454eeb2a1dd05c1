// People, for the system administrator.
export function PeoplePage() {
  return null
}
