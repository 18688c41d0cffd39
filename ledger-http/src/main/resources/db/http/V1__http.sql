-- What the HTTP service keeps beside the ledger, in a schema of its own: who may call, which
-- requests were answered how, and who was turned away. Nothing here is part of the books.

-- A token: its secret is kept as SHA-256 only and cannot be read back.
create table token (
  token_id     text        primary key check (token_id ~ '^[a-z0-9]{16}$'),
  secret_hash  bytea       not null unique check (octet_length(secret_hash) = 32),
  audience     text        not null check (audience in ('OPS', 'MERCHANT', 'PARTNER', 'PAY')),
  organisation text        not null check (organisation <> ''),
  principal    text        not null check (principal <> ''),
  roles        text[]      not null check (cardinality(roles) > 0),
  created_at   timestamptz not null default now(),
  created_by   text        not null,
  expires_at   timestamptz not null check (expires_at > created_at),
  revoked_at   timestamptz,
  revoked_by   text,
  replaces     text        references token,
  check ((revoked_at is null) = (revoked_by is null))
);

-- A request key: claimed before its command is decided, so that it is durable whenever the
-- command's entry is. state 0: being worked on; 1: answered by the journal; 2: refused, and the
-- refusal is what the key answers for 30 days.
create table request_key (
  scope       bytea       primary key check (octet_length(scope) = 32),
  fingerprint bytea       not null check (octet_length(fingerprint) = 32),
  process     uuid        not null,
  claimed_at  timestamptz not null default now(),
  state       smallint    not null default 0 check (state in (0, 1, 2)),
  refusal     text,
  check ((state = 2) = (refusal is not null))
);
create index on request_key (claimed_at);

-- A receiver of entries outside, and how far it came.
create table webhook (
  webhook_id  text        primary key check (webhook_id ~ '^[a-z0-9]{16}$'),
  url         text        not null,
  secret      text        not null,
  position    bigint      not null check (position >= 0),
  failures    integer     not null default 0,
  next_try_at timestamptz not null default now(),
  created_at  timestamptz not null default now(),
  created_by  text        not null,
  ended_at    timestamptz
);

-- Every try to deliver an entry; only added to.
create table delivery (
  delivery_id bigint      generated always as identity primary key,
  webhook_id  text        not null references webhook,
  entry_no    bigint      not null,
  tried_at    timestamptz not null default now(),
  status      integer,
  note        text        not null
);
create index on delivery (webhook_id, delivery_id);

-- Calls that were turned away: not signed in, not permitted, for another audience.
create table denial (
  denial_id  bigint      generated always as identity primary key,
  denied_at  timestamptz not null default now(),
  request_id text        not null,
  principal  text        not null,
  operation  text        not null,
  code       text        not null,
  address    text        not null
);
