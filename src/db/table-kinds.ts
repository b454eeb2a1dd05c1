// Every table and where its rows live, so that the schema runs unchanged on Citus. test/schema.test.ts holds the schema to this list.

/**
 * - `by_cluster`: distributed by `cluster_id`, which stands first in its primary key and every unique index.
 * - `reference`: small, copied to every node; has no foreign key to business tables.
 * - `stream`: the audit, distributed by the stream (cluster, batch, person or policy document) that an event belongs to.
 * - `coordinator`: kept in one place only: sessions, idempotency keys, places, notices.
 */
export type TableKind = 'by_cluster' | 'reference' | 'stream' | 'coordinator'

export const tableKinds: Readonly<Record<string, TableKind>> = {
  cluster: 'by_cluster',
  declaration: 'by_cluster',
  declaration_step: 'by_cluster',
  declaration_row: 'by_cluster',
  evidence_file: 'by_cluster',
  evidence_content: 'by_cluster',
  return_item: 'by_cluster',

  region: 'reference',
  region_successor: 'reference',
  industry: 'reference',
  authority: 'reference',
  authority_region: 'reference',
  person: 'reference',
  policy_version: 'reference',
  batch: 'reference',
  listing_list: 'reference',
  listing: 'reference',
  cluster_link: 'reference',
  registry_count: 'reference',
  loaded: 'reference',

  audit_event: 'stream',

  migration: 'coordinator',
  session: 'coordinator',
  idempotency: 'coordinator',
  quota: 'coordinator',
  presence: 'coordinator',
  notice: 'coordinator',
  notice_entry: 'coordinator',
}
