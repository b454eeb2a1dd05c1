// One yearly batch.
export function BatchPage(_: { code: string }) {
  return null
}
