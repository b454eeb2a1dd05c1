// What narrows the desk, as it stands in the address; what is not understood there is left out.
import { z } from 'zod'
import { State } from '#domain/lifecycle.ts'

export const Filters = z.object({
  batch: z.string().optional().catch(undefined),
  state: State.optional().catch(undefined),
  mine: z.literal(true).optional().catch(undefined),
})
export type Filters = z.infer<typeof Filters>
