// All yearly batches.
export function BatchesPage() {
  return null
}
