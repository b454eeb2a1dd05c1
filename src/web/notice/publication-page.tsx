// From the proposed files to the published list of a batch.
export function PublicationPage(_: { code: string }) {
  return null
}
