-- Business tables, distributed by cluster: cluster_id is first in every key.
create table cluster (
  cluster_id uuid primary key,
  canonical_name text not null,
  province_code text not null,
  place_codes text[] not null default '{}',
  industry_division text,
  -- shown in the registry: stands on a list and is not linked to another cluster
  listed boolean not null default false,
  demonstration boolean not null default false,
  aliases text[] not null default '{}',
  -- computed by the app (server/registry/index-cluster.ts): names, aliases and places; their pinyin and initials; one and two characters
  search_text text not null default '',
  sounds text not null default '',
  bigrams tsvector not null default '',
  programmes text[] not null default '{}',
  -- the lists it stands on; those on which its recognition was revoked with ! before the code
  lists text[] not null default '{}',
  created_at timestamptz not null
);
create index cluster_search_text on cluster using gin (search_text gin_trgm_ops);
create index cluster_sounds on cluster using gin (sounds gin_trgm_ops);
create index cluster_bigrams on cluster using gin (bigrams);
create index cluster_name on cluster (lower(canonical_name) text_pattern_ops);
create index cluster_lists on cluster using gin (lists);
create index cluster_industry on cluster (industry_division);
create index cluster_shown on cluster (demonstration, listed, province_code, canonical_name, cluster_id);

create table declaration (
  cluster_id uuid not null,
  id uuid not null,
  batch_id uuid not null references batch (id),
  batch_version integer not null,
  edition_code text not null,
  edition_version integer not null,
  region_code text not null references region (code),
  authority_id uuid not null references authority (id),
  name text not null default '',
  state text not null,
  -- the step that holds the file now, by its place in the route
  step integer not null default 0,
  -- the step that sent it there; null in the first
  sender_step integer,
  revision integer not null default 0,
  -- set once the file was returned at least once: then drafts are «returned»
  returned_by_step integer,
  handed_in_by uuid,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  submitted_at timestamptz,
  updated_at timestamptz not null,
  primary key (cluster_id, id),
  foreign key (cluster_id) references cluster (cluster_id)
);
create index declaration_batch on declaration (batch_id, state);
create index declaration_region on declaration (region_code);

-- The route of a declaration: the bodies that it passes, in order, fixed when it is made.
create table declaration_step (
  cluster_id uuid not null,
  declaration_id uuid not null,
  step integer not null,
  key text not null,
  kind text not null check (kind in ('declare', 'review', 'decide')),
  level text not null,
  title text not null,
  quota boolean not null,
  authority_id uuid not null references authority (id),
  reached_at timestamptz,
  opened_at timestamptz,
  forwarded_at timestamptz,
  holds_place boolean not null default false,
  opinion text,
  primary key (cluster_id, declaration_id, step),
  foreign key (cluster_id, declaration_id) references declaration (cluster_id, id)
);
create index declaration_step_authority on declaration_step (authority_id, reached_at);

-- The filled form, a row a printed row: the unit of saving and of conflict.
create table declaration_row (
  cluster_id uuid not null,
  declaration_id uuid not null,
  row_key text not null,
  cells jsonb not null,
  originals jsonb not null default '{}',
  revision integer not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  updated_by_name text not null,
  primary key (cluster_id, declaration_id, row_key),
  foreign key (cluster_id, declaration_id) references declaration (cluster_id, id)
);

create table evidence_file (
  cluster_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  item integer not null,
  -- the box or figure that the file proves: row/cell or row/cell/box; empty for items that are always due
  claims text[] not null default '{}',
  kind text not null,
  original_name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  removed_at timestamptz,
  primary key (cluster_id, id),
  foreign key (cluster_id, declaration_id) references declaration (cluster_id, id)
);
create index evidence_file_declaration on evidence_file (cluster_id, declaration_id);

create table evidence_content (
  cluster_id uuid not null,
  file_id uuid not null,
  part integer not null,
  bytes bytea not null,
  primary key (cluster_id, file_id, part),
  foreign key (cluster_id, file_id) references evidence_file (cluster_id, id)
);

-- Fields a reviewing body marked when it returned the file, with the reason for each.
create table return_item (
  cluster_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  from_step integer not null,
  to_step integer not null,
  field text not null,
  label text not null,
  reason text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (cluster_id, id),
  foreign key (cluster_id, declaration_id) references declaration (cluster_id, id)
);
create index return_item_declaration on return_item (cluster_id, declaration_id);
