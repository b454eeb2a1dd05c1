// The case as the reviewing body sees it.
export function CasePage(_: { clusterId: string; id: string }) {
  return null
}
