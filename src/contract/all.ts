// Every endpoint there is, for OpenAPI and the test that walks all routes.
import * as declaration from './declaration.ts'
import type { Endpoint } from './endpoint.ts'
import * as notice from './notice.ts'
import * as people from './people.ts'
import * as policy from './policy.ts'
import * as reference from './reference.ts'
import * as registry from './registry.ts'
import * as review from './review.ts'

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'method' in value &&
    'who' in value &&
    'path' in value
  )
}

/** All endpoints by name. */
export const endpoints: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  [people, declaration, review, policy, notice, reference, registry].flatMap((feature) =>
    Object.entries(feature).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1])),
  ),
)
