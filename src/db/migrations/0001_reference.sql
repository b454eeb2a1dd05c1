-- Code tables, regions, bodies, people, policy: reference tables without foreign keys to business tables.
create extension if not exists pg_trgm;

create table region (
  code text primary key,
  name text not null,
  level text not null check (level in ('province', 'prefecture', 'county')),
  parent_code text,
  province_code text not null,
  marks text[] not null default '{}',
  source text not null
);
create index region_parent on region (parent_code);

create table region_successor (
  code text not null,
  from_date text not null,
  successor_code text,
  successor_name text not null,
  precision text not null check (precision in ('year', 'month', 'day')),
  reason text not null,
  source text not null,
  unsure text,
  primary key (code, from_date, successor_name)
);

create table industry (
  code text primary key,
  name text not null,
  section_code text not null,
  section_name text not null
);

create table authority (
  id uuid primary key,
  name text not null,
  level text not null check (level in ('county', 'city', 'province', 'ministry')),
  kind text not null check (kind in ('ordinary', 'separately_planned', 'corps')),
  region_code text
);

-- The jurisdiction of each body, a row a region: Guangdong without Shenzhen, Xinjiang without 兵团.
create table authority_region (
  authority_id uuid not null references authority (id),
  region_code text not null references region (code),
  primary key (authority_id, region_code)
);
create index authority_region_region on authority_region (region_code);

create table person (
  id uuid primary key,
  login text not null unique,
  name text not null,
  role text not null,
  authority_id uuid not null references authority (id),
  password_hash text not null,
  demonstration boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null
);

-- Editions, batches, bodies' notices and the calendar are immutable versions.
create table policy_version (
  kind text not null check (kind in ('edition', 'batch', 'notice', 'calendar')),
  code text not null,
  version integer not null,
  content jsonb not null,
  sha256 text not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (kind, code, version)
);

create table batch (
  id uuid primary key,
  code text not null unique,
  programme text not null,
  title text not null,
  year integer not null,
  state text not null check (state in ('draft', 'open', 'notice', 'published', 'historic')),
  version integer not null,
  edition_code text not null,
  edition_version integer not null,
  demonstration boolean not null default false,
  copied_from text,
  updated_at timestamptz not null
);

-- Published lists: the six of the sources and those that this installation publishes.
create table listing_list (
  code text primary key,
  title text not null,
  programme text not null,
  programme_name text not null,
  year integer,
  batch_id uuid,
  -- null: neither the list nor its source says
  document text,
  issued text,
  publisher text,
  source text not null,
  validity jsonb,
  sha256 text,
  demonstration boolean not null default false,
  sequence integer not null
);

-- A row of a list as printed, and beside it the curated reading. No row ever changes its cluster_id.
create table listing (
  list_code text not null references listing_list (code),
  number integer not null,
  printed text not null,
  printed_region text,
  cluster_id uuid not null,
  canonical_name text not null,
  province_code text not null,
  place_codes text[] not null default '{}',
  industry_division text,
  repeat_of integer,
  repeat_reason text,
  correction text,
  unsure text,
  aliases text[] not null default '{}',
  state text not null default 'listed' check (state in ('listed', 'revoked')),
  primary key (list_code, number)
);
create index listing_cluster on listing (cluster_id);

-- Two clusters of the lists that are one: `to_cluster_id` is always the one that is shown.
create table cluster_link (
  id uuid primary key,
  from_cluster_id uuid not null,
  to_cluster_id uuid not null,
  reason text not null,
  confidence text not null check (confidence in ('exact', 'high', 'medium', 'low')),
  created_at timestamptz not null,
  undone_at timestamptz
);
create index cluster_link_from on cluster_link (from_cluster_id);
create index cluster_link_to on cluster_link (to_cluster_id);

-- How many clusters the registry shows, by what: the start page and the filters never count 100,000 rows.
create table registry_count (
  demonstration boolean not null,
  -- '' for all programmes together
  programme text not null,
  dimension text not null check (dimension in ('province', 'industry', 'standing')),
  -- province or industry code ('' unknown); standing: the lists it stands on, joined by '+', as in cluster.lists
  value text not null,
  count integer not null,
  primary key (demonstration, programme, dimension, value)
);

-- What was loaded from reference/ and policy/, by content: a second start loads nothing.
create table loaded (
  name text primary key,
  sha256 text not null,
  at timestamptz not null
);
