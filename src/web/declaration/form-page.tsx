// The declaration form of the county.

/** The page at `/declarations/$clusterId/$id`; mounted anew for every declaration. */
export function FormPage({ clusterId, id }: { clusterId: string; id: string }) {
  return (
    <p>
      {clusterId} {id}
    </p>
  )
}
