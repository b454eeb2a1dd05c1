// Which declarations a person sees: decided in the query itself, from the jurisdiction of the body and how far the file has come.
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { Act, Position, State } from '#domain/lifecycle.ts'
import { actsOpen } from '#domain/lifecycle.ts'
import type { Actor } from '#domain/people.ts'
import { Problem } from '#domain/problem.ts'

type Db = Kysely<Tables>

/**
 * A declaration is visible to a body that stands in its route, once the file has reached it, and whose jurisdiction
 * (authority_region) covers the declaring county. The declarant's own step is reached from the start.
 */
export function visibleDeclarations(db: Db, actor: Actor) {
  return db
    .selectFrom('declaration as d')
    .innerJoin('declaration_step as own', (join) =>
      join
        .onRef('own.cluster_id', '=', 'd.cluster_id')
        .onRef('own.declaration_id', '=', 'd.id')
        .on('own.authority_id', '=', actor.authorityId),
    )
    .where('own.reached_at', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('authority_region as ar')
          .select(sql`1`.as('one'))
          .where('ar.authority_id', '=', actor.authorityId)
          .whereRef('ar.region_code', '=', 'd.region_code'),
      ),
    )
}

/** The record of one declaration as this person may see it, with the step of his body (`own`). */
export async function findVisible(db: Db, actor: Actor, clusterId: string, id: string) {
  return visibleDeclarations(db, actor)
    .where('d.cluster_id', '=', clusterId)
    .where('d.id', '=', id)
    .selectAll('d')
    .select(['own.step as own_step', 'own.kind as own_kind', 'own.holds_place as own_holds_place'])
    .executeTakeFirst()
}

/** As findVisible; what a person may not see does not exist for him. */
export async function getVisible(db: Db, actor: Actor, clusterId: string, id: string) {
  const found = await findVisible(db, actor, clusterId, id)
  if (!found) throw new Problem('not_found', { words: { what: '该申报' } })
  return found
}

export type Visible = Awaited<ReturnType<typeof getVisible>>

/** The bodies that the file passes, in order. */
export async function getRoute(db: Db, clusterId: string, id: string) {
  return db
    .selectFrom('declaration_step as s')
    .innerJoin('authority as a', 'a.id', 's.authority_id')
    .where('s.cluster_id', '=', clusterId)
    .where('s.declaration_id', '=', id)
    .select([
      's.step',
      's.key',
      's.kind',
      's.level',
      's.title',
      's.quota',
      's.authority_id',
      'a.name as body_name',
      's.reached_at',
      's.opened_at',
      's.forwarded_at',
      's.holds_place',
      's.opinion',
    ])
    .orderBy('s.step')
    .execute()
}

export type Route = Awaited<ReturnType<typeof getRoute>>

/** Where the file stands as seen from the person's body: the input of the life-cycle table. */
export function positionOf(
  found: Pick<Visible, 'state' | 'step' | 'sender_step' | 'own_step'>,
  route: Route,
): Position {
  const kindAt = (step: number | null) => route.find((held) => held.step === step)?.kind ?? null
  return {
    state: found.state as State,
    stepKind: (kindAt(found.step) ?? 'declare') as Position['stepKind'],
    holds: found.own_step === found.step,
    declares: found.own_step === 0,
    sent: found.state === 'submitted' && found.own_step === found.sender_step,
    senderKind: kindAt(found.sender_step) as Position['senderKind'],
    keepsPlace:
      found.step <= found.own_step &&
      (route.find((held) => held.step === found.own_step)?.holds_place ?? false),
  }
}

/** What this person may do now. */
export function canDo(actor: Actor, found: Visible, route: Route): Act[] {
  return actsOpen(actor.role, positionOf(found, route))
}
