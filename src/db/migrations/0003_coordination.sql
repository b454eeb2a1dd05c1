-- Audit by stream (cluster, batch or person; rights make it append-only) and what only the coordinator keeps.
create table audit_event (
  stream_id uuid not null,
  id uuid not null,
  stream_kind text not null check (stream_kind in ('cluster', 'batch', 'person', 'policy')),
  at timestamptz not null,
  act text not null,
  actor_id uuid,
  actor_name text not null,
  role text not null,
  authority_id uuid,
  authority_name text not null,
  detail jsonb not null default '{}',
  primary key (stream_id, id)
);

create table session (
  token_hash text primary key,
  person_id uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);

-- Same key, same answer: a repeated save is answered, not done twice.
create table idempotency (
  person_id uuid not null,
  key text not null,
  request_sha256 text not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (person_id, key)
);
create index idempotency_at on idempotency (at);

-- One row a body and batch; a place is taken by one conditional UPDATE of this row.
create table quota (
  batch_id uuid not null references batch (id),
  authority_id uuid not null references authority (id),
  -- null: no limit is set for this body
  places integer,
  taken integer not null default 0 check (taken >= 0),
  source text not null,
  primary key (batch_id, authority_id),
  check (places is null or taken <= places)
);

create table presence (
  declaration_id uuid not null,
  person_id uuid not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (declaration_id, person_id)
);

create table notice (
  id uuid primary key,
  batch_id uuid not null references batch (id),
  title text not null,
  body text not null,
  first_day date not null,
  last_day date not null,
  working_days integer not null,
  warnings text[] not null default '{}',
  demonstration boolean not null default false,
  published_at timestamptz not null,
  list_code text
);

create table notice_entry (
  notice_id uuid not null references notice (id),
  number integer not null,
  cluster_id uuid not null,
  declaration_id uuid not null,
  name text not null,
  region_name text not null,
  primary key (notice_id, number)
);
