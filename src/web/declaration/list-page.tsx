// Each person's desk: what waits for him, then everything in his jurisdiction.
export function ListPage() {
  return null
}
