-- People with passwords, their sessions, and the record of every act.

-- Somebody who signs in with a password, of which only argon2id is kept.
create table login (
  login         text        primary key check (login ~ '^[a-z0-9][a-z0-9._@-]{2,99}$'),
  audience      text        not null check (audience in ('OPS', 'MERCHANT', 'PARTNER', 'PAY')),
  organisation  text        not null check (organisation <> ''),
  roles         text[]      not null check (cardinality(roles) > 0),
  password_salt bytea       not null check (octet_length(password_salt) = 16),
  password_hash bytea       not null check (octet_length(password_hash) = 32),
  initial_until timestamptz,
  created_at    timestamptz not null default now(),
  created_by    text        not null,
  ended_at      timestamptz,
  ended_by      text,
  check ((ended_at is null) = (ended_by is null))
);

-- A session: what the browser sends is kept as SHA-256 only.
create table session (
  session_hash bytea       primary key check (octet_length(session_hash) = 32),
  login        text        not null references login,
  created_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index on session (login);

-- Every act: written together with the claim of its request key, so it is durable whenever the
-- entry it led to is. Only its outcome is filled in later, once.
create table act (
  act_id       bigint      generated always as identity primary key,
  acted_at     timestamptz not null default now(),
  request_id   text        not null,
  scope        bytea,
  principal    text        not null,
  organisation text        not null,
  operation    text        not null,
  address      text        not null,
  reason       text        not null,
  cause        text        not null,
  outcome      text
);
create index on act (scope) where outcome is null;
create index on act (principal, act_id);
create index on act (cause, act_id) where cause <> '';

create function act_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.outcome is null and (to_jsonb(new) - 'outcome') = (to_jsonb(old) - 'outcome') then
      return new;
    end if;
  end if;
  raise exception 'acts are only added to';
end $$;
create trigger act_is_kept before update or delete on act
  for each row execute function act_is_kept();
create trigger act_is_not_emptied before truncate on act
  for each statement execute function act_is_kept();

create index on delivery (entry_no);
