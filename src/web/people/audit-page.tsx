// The audit, for the auditor.
export function AuditPage() {
  return null
}
