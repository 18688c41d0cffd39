-- The journal: one totally ordered, append-only log in one schema. Nothing here is ever updated.
-- Apply with Ledger.migrate, or by hand: create the schema, set search_path to it, run this file.

create table ledger (
  singleton   boolean  primary key default true check (singleton),
  ledger_id   uuid     not null,
  -- Second half of the advisory lock by which writers take turns; random, so that two ledgers of
  -- one database do not wait for each other.
  turn        integer  not null,
  format      smallint not null
);
comment on table ledger is 'One row: the identity of this set of books.';

create table journal_batch (
  batch_no      bigint      primary key check (batch_no >= 1),
  batch_id      uuid        not null,
  prev_no       bigint,
  prev_head     bytea,
  head          bytea       not null check (length(head) = 32),
  first_entry   bigint      not null,
  entry_count   integer     not null check (entry_count >= 1),
  first_posting bigint      not null,
  posting_count integer     not null check (posting_count >= 0),
  recorded_at   timestamptz not null,
  merkle_root   bytea       not null check (length(merkle_root) = 32),
  rules_version smallint    not null,
  account_ids   integer[],
  check (case when batch_no = 1 then prev_no is null and prev_head is null
              else prev_no is not null and prev_no = batch_no - 1 and prev_head is not null end),
  unique (first_entry),
  unique (batch_no, head),
  foreign key (prev_no, prev_head) references journal_batch (batch_no, head)
    match full deferrable initially deferred
);
comment on table journal_batch is
  'One row per committed batch. Appending batch N is a compare-and-swap on (N - 1, its head).';
comment on column journal_batch.account_ids is
  'The distinct accounts it touched; null above 4096 of them.';

create table journal_entry (
  entry_no       bigint   primary key,
  first_posting  bigint   not null,
  key_hash       uuid     not null unique,
  effective_date date     not null,
  dated          boolean  not null,
  digest         bytea    not null,
  account_ids    integer[] not null,
  namespace      text     not null collate "C",
  key            text     not null collate "C",
  kind           text     not null collate "C",
  correlation    text     collate "C",
  description    text,
  metadata       text[],
  given_date     date,
  check (given_date is null or (dated and given_date < effective_date))
);
create index journal_entry_case on journal_entry (correlation) where correlation is not null;
comment on table journal_entry is
  'One row per entry, numbered 1, 2, 3 ... without gaps in commit order.';
comment on column journal_entry.dated is
  'Whether the caller gave the effective date; if not it is the business day of recorded_at.';
comment on column journal_entry.given_date is
  'The day the caller gave, when it was closed and the entry took the first open one.';
comment on column journal_entry.account_ids is
  'The account of each leg in order: leg i is the posting (account_ids[i], first_posting + i - 1).';
comment on column journal_entry.metadata is
  'Names and values in turn, sorted by name; jsonb_object(metadata) shows them as an object.';

create index journal_entry_records on journal_entry (entry_no)
  where kind >= 'ledger.' and kind < 'ledger/';

create table posting (
  account_id integer  not null,
  unit_id    smallint not null,
  posting_no bigint   not null,
  entry_no   bigint   not null,
  amount     bigint   not null
    check (amount between -1000000000000000 and 1000000000000000),
  debits     bigint   not null check (debits >= 0),
  credits    bigint   not null check (credits >= 0),
  pending    bigint[],
  -- A row without an amount only moves what is pending.
  check (amount <> 0 or pending is not null),
  unique (account_id, posting_no)
);
comment on table posting is
  'One row per leg, numbered over all postings in commit and leg order. The newest posting of an '
  'account is its head: debits and credits are cumulative, so a turnover is a difference of two rows.';
comment on column posting.amount is 'Minor units; debits positive, credits negative.';
comment on column posting.pending is
  'Pending debits and credits after it; null when there are none and its amount is not zero.';

create table displaced (
  account_id     integer not null,
  effective_date date    not null,
  posting_no     bigint  not null,
  debits         bigint  not null check (debits >= 0),
  credits        bigint  not null check (credits >= 0),
  all_debits     bigint  not null check (all_debits >= debits),
  all_credits    bigint  not null check (all_credits >= credits),
  primary key (account_id, effective_date, posting_no),
  unique (account_id, posting_no)
);
comment on table displaced is
  'One row per batch, account and effective date, for postings whose effective date is not the UTC '
  'day on which they were recorded. Figures are cumulative and hold from the end of the batch.';
comment on column displaced.posting_no is 'The last such posting of the batch.';
comment on column displaced.debits is 'All displaced debits of the account on this effective date.';
comment on column displaced.all_debits is 'All displaced debits of the account on any date.';

create table unit (
  unit_id          smallint primary key,
  code             text     not null unique collate "C",
  exponent         smallint not null check (exponent between 0 and 8),
  kind             text     not null check (kind in ('FIAT', 'E_MONEY', 'POINTS')),
  display_decimals smallint not null,
  cash_step        bigint   not null check (cash_step >= 1),
  transfer_step    bigint   not null check (transfer_step >= 1),
  entry_no         bigint   not null
);
comment on table unit is 'Currencies, electronic money and points, each opened by a record of the log.';

create table account (
  account_id  integer  primary key,
  path        text     not null collate "C",
  unit_id     smallint not null references unit,
  type        text     not null
    check (type in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
  normal_side text     not null check (normal_side in ('DEBIT', 'CREDIT')),
  number      smallint not null,
  entry_no    bigint   not null,
  unique (path, unit_id)
);
comment on table account is 'The unchanging facts of an account, opened by a record of the log.';

create table account_state (
  account_id integer  not null references account,
  version    integer  not null check (version >= 1),
  status     text     not null
    check (status in ('OPEN', 'FROZEN_IN', 'FROZEN_OUT', 'FROZEN', 'CLOSED')),
  floor      bigint,
  ceiling    bigint,
  owner      text     collate "C",
  dimensions text[],
  entry_no   bigint   not null,
  primary key (account_id, version)
);
create index account_state_owner on account_state (owner) where owner is not null;
comment on table account_state is
  'Status, limits, owner and dimensions of an account; the highest version holds.';
comment on column account_state.dimensions is
  'Names and values in turn, sorted by name: facts to report by.';

create table fact (
  kind     text    not null collate "C",
  id       text    not null collate "C",
  version  integer not null check (version >= 1),
  entry_no bigint  not null unique,
  primary key (kind, id, version)
);
comment on table fact is
  'Versions of facts about subjects: the highest version holds, and what it says is its record''s '
  'metadata.';

create table subject (
  subject_id uuid  not null,
  field      text  not null collate "C",
  value      text  not null,
  salt       bytea not null,
  search     bytea,
  primary key (subject_id, field)
);
create index subject_search on subject (field, search) where search is not null;
comment on table subject is
  'Personal values, outside the chain. Rows go when a record of the log erases their subject.';
comment on column subject.search is 'HMAC-SHA256 of field and value under the host''s key.';

create table reversal (
  entry_no bigint   not null,
  version  integer  not null check (version >= 1),
  reversed bigint[] not null,
  by_entry bigint   not null unique,
  primary key (entry_no, version)
);
comment on table reversal is
  'What is reversed of an entry by now, leg by leg in minor units; the highest version holds.';

create table hold (
  hold_no    bigint      not null,
  version    integer     not null check (version >= 1),
  state      text        not null check (state in ('OPEN', 'SETTLED', 'VOIDED', 'EXPIRED')),
  remaining  bigint[]    not null,
  expires_at timestamptz not null,
  entry_no   bigint      not null unique,
  primary key (hold_no, version),
  -- A hold that is over is recorded so before anything later: every open one expires after the
  -- newest batch, and this finds them.
  unique (expires_at, hold_no, version)
);
comment on table hold is
  'What a hold still reserves, leg by leg, debits positive; the highest version holds. Version 1 '
  'tells the legs of the hold, whose posting rows have no amounts.';

-- Append-only tables are never vacuumed for dead rows, but still need freezing and statistics.
alter table journal_entry set (autovacuum_vacuum_insert_scale_factor = 0.05);
alter table posting set (autovacuum_vacuum_insert_scale_factor = 0.05);
alter table displaced set (autovacuum_vacuum_insert_scale_factor = 0.05);

-- Instants are resolved to batches. recorded_at never goes back, so that the newest batch up to an
-- instant is one probe.
-- The batch number is not part of it: a plan made while the table is small takes any index that has
-- the column, and would go on walking over all batches to find one by its number.
create index journal_batch_recorded_at on journal_batch (recorded_at);

-- Entries mostly lie in the order of their dates: one small row per 128 pages tells which to read.
create index journal_entry_effective_date on journal_entry using brin (effective_date);

-- How far each reader of the feed has come. No part of the books: readers move it themselves.
create table feed_cursor (
  consumer text   primary key collate "C" check (length(consumer) between 1 and 100),
  entry_no bigint not null check (entry_no >= 0)
);
comment on table feed_cursor is 'The last entry that each consumer of the feed has dealt with.';

-- Refused changes ------------------------------------------------------------------------------

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'LG001';
end $$;

-- The checks look rows up by index even where a session made its plan while a table was small.

-- A batch of another history, or one that lies about its place or its time, cannot commit.
create function check_batch() returns trigger language plpgsql
    set search_path from current set enable_seqscan to off as $$
declare
  problem text[];
begin
  -- One query, because a lone post waits for it. Postings come all in one statement or not at all:
  -- to look for one of them is enough.
  select case
           when new.first_entry <> coalesce(before.next_entry, 1)
             or new.first_posting <> coalesce(before.next_posting, 1) then
             array['LG004', format('does not begin where batch %s ends', new.batch_no - 1)]
           when new.recorded_at < before.recorded_at then
             array['LG004', format('is recorded before batch %s', new.batch_no - 1)]
           when new.recorded_at not between clock_timestamp() - interval '5 minutes'
                                        and clock_timestamp() + interval '5 minutes' then
             array['LG004', 'is recorded more than 5 minutes off the server''s clock']
           when new.posting_count > 0 and leg.posting_no is null then
             array['LG003', 'came without its postings']
         end
    into problem
    from (select 1) as always
    left join lateral
         (select first_entry + entry_count as next_entry,
                 first_posting + posting_count as next_posting, recorded_at
            from journal_batch where batch_no = new.batch_no - 1) as before on true
    left join lateral
         (select account_ids[1] as account_id, first_posting
            from journal_entry
           where entry_no >= new.first_entry and entry_no < new.first_entry + new.entry_count
             and cardinality(account_ids) > 0
           order by entry_no limit 1) as entry on true
    left join lateral
         (select posting_no from posting
           where account_id = entry.account_id and posting_no = entry.first_posting) as leg on true;
  if problem is not null then
    raise exception 'batch % %', new.batch_no, problem[2] using errcode = problem[1];
  end if;
  return null;
end $$;

-- The postings of a batch come in one statement, whole, in the transaction that appends the batch,
-- and balance per entry and currency. A row whose transaction is still in progress and that we can
-- see is our own.
create function check_postings() returns trigger language plpgsql
    set search_path from current set enable_seqscan to off as $$
declare
  sums  record;
  batch record;
begin
  select bool_or(total <> 0) as unbalanced, coalesce(sum(legs), 0) as legs,
         min(first_posting) as first_posting, max(last_posting) as last_posting,
         min(entry_no) as first_entry, max(entry_no) as last_entry
    into sums
    from (select entry_no, sum(amount) as total, count(*) as legs,
                 min(posting_no) as first_posting, max(posting_no) as last_posting
            from added group by entry_no, unit_id) as by_entry;
  if sums.legs = 0 then
    return null;
  end if;
  if sums.unbalanced then
    raise exception 'debits and credits differ in an entry from % to %',
      sums.first_entry, sums.last_entry using errcode = 'LG002';
  end if;
  -- Of all 64-bit numbers that end in xmin's 32 bits the one next to our own; in a savepoint xmin
  -- is the savepoint's number, which is greater than our transaction's.
  select b.*, pg_xact_status((own.id - 2147483648
           + (b.xmin::text::bigint - own.id % 4294967296 + 6442450944) % 4294967296)::text::xid8)
           as xact
    into batch
    from (select xmin, first_entry, entry_count, first_posting, posting_count
            from journal_batch order by batch_no desc limit 1) as b,
         (select pg_current_xact_id()::text::bigint as id) as own;
  if batch.xact is distinct from 'in progress'
      or sums.legs <> batch.posting_count
      or sums.first_posting <> batch.first_posting
      or sums.last_posting <> batch.first_posting + batch.posting_count - 1
      or sums.first_entry < batch.first_entry
      or sums.last_entry >= batch.first_entry + batch.entry_count then
    raise exception 'postings of entries % to % are not those of the batch being appended',
      sums.first_entry, sums.last_entry using errcode = 'LG003';
  end if;
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['ledger', 'journal_batch', 'journal_entry', 'posting', 'displaced',
                              'unit', 'account', 'account_state', 'reversal', 'hold', 'fact'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', name);
  end loop;
end $$;

create function check_subject() returns trigger language plpgsql set search_path from current as $$
begin
  if not exists (select from fact f join journal_entry e using (entry_no)
                  where f.kind = 'subject' and f.id = old.subject_id::text
                    and jsonb_object(e.metadata) ->> 'state' = 'erased') then
    raise exception 'no record erases subject %: % is refused', old.subject_id, tg_op
      using errcode = 'LG005';
  end if;
  return old;
end $$;

create trigger only_erased before delete on subject
  for each row execute function check_subject();

create trigger unchanged before update or truncate on subject
  for each statement execute function refuse_change();

create constraint trigger continues_history after insert on journal_batch
  deferrable initially deferred for each row execute function check_batch();

create trigger balanced after insert on posting
  referencing new table as added for each statement execute function check_postings();

insert into ledger (ledger_id, turn, format)
values (gen_random_uuid(), floor(random() * 2147483647)::integer, 1);
