-- What reconciliation knows: who did what (act), what is the same money (match, claim), and what
-- does not agree (break). Nobody but the holder of the store's turn writes here.

create table act (
  act_no      bigint      primary key check (act_no > 0),
  kind        text        not null check (kind in ('IMPORT', 'RUN', 'MATCH', 'UNMATCH', 'BREAK')),
  author      text        not null check (author <> ''),
  reason      text        not null,
  recorded_at timestamptz not null default clock_timestamp()
);

comment on table act is 'Everything that was done here, numbered in the order of its commits.';

create table run (
  act_no       bigint primary key references act,
  account      text   not null,
  rules        text   not null,
  files        text[] not null,
  ledger_entry bigint not null,
  known_act    bigint not null,
  digest       bytea  not null check (length(digest) = 32),
  matches      int    not null,
  findings     int    not null
);

comment on column run.known_act is 'The last act whose claims it knew.';
comment on column run.digest is 'SHA-256 of the lines of its report.';

-- A match has no foreign key to its act and a claim none to its match: a million of them are copied
-- at once, always in the transaction of their act.
create table match (
  act_no      bigint not null,
  ordinal     int    not null,
  account     text   not null,
  unit        text   not null,
  rule        text   not null,
  version     text   not null,
  outside     text[] not null,
  inside      text[] not null,
  outside_sum bigint not null,
  inside_sum  bigint not null,
  detail      text   not null,
  primary key (act_no, ordinal),
  check (cardinality(outside) > 0 and cardinality(inside) > 0)
);

comment on column match.detail is 'Score, cause of a difference, or certificate of a sum.';

create table claim (
  account  text   collate "C" not null,
  item     text   collate "C" not null,
  side     "char" not null check (side in ('O', 'I')),
  act_no   bigint not null,
  ordinal  int    not null,
  released bigint references act
);

comment on table claim is 'Which item is in which match; released names the act that undid it.';

-- One item is in at most one live match.
create unique index claim_live on claim (account, item, side) where released is null;

create table unmatch (
  act_no  bigint primary key references act,
  matched bigint not null,
  ordinal int    not null,
  unique (matched, ordinal),
  foreign key (matched, ordinal) references match (act_no, ordinal)
);

create table break (
  break_id text   primary key,
  opened   bigint not null references act,
  type     text   not null,
  kind     text   not null check (kind in ('POSTED', 'CARRIED', 'NO_MONEY')),
  account  text   not null,
  unit     text   not null,
  minor    bigint not null,
  valued   date   not null,
  outside  text[] not null,
  inside   text[] not null,
  why      text   not null,
  held_on  text,
  entry_no bigint,
  check ((kind = 'POSTED') = (entry_no is not null)),
  check ((kind = 'NO_MONEY') = (held_on is null))
);

comment on column break.held_on is 'The ledger account on which its money is until it is resolved.';

create table break_state (
  break_id   text   not null references break,
  version    int    not null check (version > 0),
  act_no     bigint not null references act,
  state      text   not null check (state in ('OPEN', 'RESOLVED')),
  owner      text   not null,
  due        date   not null,
  resolution text   not null check ((state = 'OPEN') = (resolution = '')),
  reference  text   not null,
  primary key (break_id, version)
);

comment on table break_state is 'What became of a break; the newest version is how it stands.';
