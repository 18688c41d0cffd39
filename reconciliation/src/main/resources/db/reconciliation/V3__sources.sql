-- How what comes from outside is read, and by which rules it is matched.

alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check
  check (kind in ('IMPORT', 'RUN', 'MATCH', 'UNMATCH', 'BREAK', 'DECLARE'));

-- Movements that undo one another are put together without a line.
alter table match drop constraint match_check;
alter table match add constraint match_check
  check (cardinality(outside) + cardinality(inside) > 1);

create table source (
  name        text   not null check (name <> ''),
  act_no      bigint not null references act,
  party       text   not null check (party in ('BANK', 'PROVIDER', 'DESK')),
  party_id    text   not null,
  account     text   not null,
  currency    text   not null,
  decimals    int    not null check (decimals between 0 and 8),
  settles_at  text   not null,
  format      text   not null,
  identifiers text[] not null,
  mapping     text[] not null,
  primary key (name, act_no)
);

comment on table source is 'The newest act of a name says how its files are read.';
comment on column source.decimals is 'How many decimals its amounts have; the ledger may keep more.';

create table ruleset (
  account     text    not null,
  version     text    not null,
  act_no      bigint  not null references act,
  window_days int     not null,
  keys_decide boolean not null,
  tolerances  text[]  not null,
  primary key (account, version)
);

comment on table ruleset is 'A version never changes; the newest act of an account names the one in force.';
