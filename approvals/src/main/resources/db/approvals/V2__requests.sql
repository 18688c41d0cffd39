-- Requests and what is done about them. A request is one row, an act on it another; the newest act
-- tells the state. What may follow what is data, and each act leans on the one before it.

create table transition (
  what       text not null collate "C",
  from_state text not null collate "C",
  to_state   text not null collate "C",
  primary key (what, from_state, to_state)
);
insert into transition (what, from_state, to_state)
values ('ASK', 'NONE', 'PENDING'),
       ('APPROVE', 'PENDING', 'PENDING'), ('APPROVE', 'PENDING', 'APPROVED'),
       ('REJECT', 'PENDING', 'REJECTED'),
       ('RECALL', 'PENDING', 'RECALLED'), ('RECALL', 'APPROVED', 'RECALLED'),
       ('EXPIRE', 'PENDING', 'EXPIRED'), ('EXPIRE', 'APPROVED', 'EXPIRED'),
       ('VOID', 'PENDING', 'VOIDED'), ('VOID', 'APPROVED', 'VOIDED'),
       ('EXECUTE', 'APPROVED', 'EXECUTED');
comment on table transition is 'All that can become of a request; anything else is refused.';
create trigger as_shipped before insert on transition
  for each statement execute function refuse_change();

create sequence request_number;

create table request (
  request_no     bigint      primary key check (request_no >= 1),
  kind           text        not null collate "C",
  subject        text        not null collate "C" check (length(subject) between 1 and 200),
  organisation   text        not null collate "C",
  counterparty   text        not null collate "C",
  make_action    text        not null collate "C",
  check_action   text        not null collate "C",
  maker_person   uuid        not null references person,
  maker_behalf   uuid        not null references person,
  impact         bigint      check (impact >= 0),
  currency       text        collate "C",
  inputs         text[]      not null,
  content        text[]      not null,
  digest         bytea       not null check (length(digest) = 32),
  policy         text        not null collate "C",
  policy_version integer     not null check (policy_version >= 1),
  policy_inputs  text[]      not null,
  quorum         integer     not null check (quorum between 1 and 10),
  required_roles text[]      not null,
  asked_at       timestamptz not null,
  due_at         timestamptz not null check (due_at >= asked_at),
  expires_at     timestamptz not null check (expires_at >= due_at),
  holding_entry  bigint      references ${ledger}.journal_entry (entry_no),
  check ((impact is null) = (currency is null)),
  unique (request_no, digest),
  unique (request_no, maker_person, maker_behalf)
);
create index request_by_maker on request (maker_person, kind, counterparty, asked_at);
create index request_by_behalf on request (maker_behalf, kind, counterparty, asked_at);
comment on column request.impact is
  'The money at stake in minor units; null when nobody knows, which is not zero.';
comment on column request.content is
  'What the digest is taken over: each line behind its length in four bytes.';
comment on column request.policy_inputs is
  'What the policy was asked with: names and values in turn, so that the answer can be repeated.';

create table evidence (
  request_no  bigint      not null references request,
  evidence_no integer     not null check (evidence_no >= 1),
  type        text        not null collate "C",
  reference   text        not null,
  digest      bytea       not null check (length(digest) = 32),
  valid_until timestamptz,
  primary key (request_no, evidence_no)
);

create table act (
  request_no     bigint      not null,
  act_no         integer     not null check (act_no >= 1),
  before_no      integer,
  what           text        not null collate "C",
  from_state     text        not null collate "C",
  to_state       text        not null collate "C",
  maker_person   uuid        not null,
  maker_behalf   uuid        not null,
  login          text        not null collate "C",
  person         uuid        not null,
  behalf         uuid        not null references person,
  role           text        collate "C" references role,
  via            text        not null,
  digest         bytea       not null,
  reason         text        not null check (length(reason) between 1 and 1000),
  posted         bigint[]    not null,
  released_entry bigint      references ${ledger}.journal_entry (entry_no),
  acted_at       timestamptz not null,
  fact_kind      text        collate "C" generated always as ('approval.request') stored,
  fact_id        text        collate "C" generated always as (request_no::text) stored,
  primary key (request_no, act_no),
  unique (request_no, act_no, to_state),
  foreign key (what, from_state, to_state) references transition,
  check (case when act_no = 1 then before_no is null and from_state = 'NONE'
              else before_no is not null and before_no = act_no - 1 end),
  foreign key (request_no, before_no, from_state) references act (request_no, act_no, to_state),
  foreign key (request_no, maker_person, maker_behalf)
    references request (request_no, maker_person, maker_behalf),
  -- Whoever decides signs the digest of this very request.
  foreign key (request_no, digest) references request (request_no, digest),
  -- A login is one person's for ever, so that a second login is the same person.
  foreign key (login, person) references login (login, person_id),
  foreign key (fact_kind, fact_id, act_no) references ${ledger}.fact (kind, id, version),
  -- Nobody decides their own request, whoever they act for and whoever acted for them.
  constraint maker_is_not_checker check (
    what not in ('APPROVE', 'REJECT', 'EXECUTE')
    or (person <> maker_person and person <> maker_behalf
        and behalf <> maker_person and behalf <> maker_behalf)),
  constraint made_by_the_maker check (
    what <> 'ASK' or (person = maker_person and behalf = maker_behalf)),
  constraint recalled_by_the_maker check (
    what <> 'RECALL' or person in (maker_person, maker_behalf)),
  -- What is lent is a role: without one, everybody acts for themself.
  constraint for_oneself_without_role check (role is not null or behalf = person),
  constraint role_where_one_is_needed check (
    (role is null) = (what in ('RECALL', 'EXPIRE', 'VOID')))
);
comment on table act is
  'What was done about a request, in order; each is a version of the fact approval.request.';

-- Which request is open for a subject: two of a kind at once are refused. No record of an act.
create table open_request (
  kind       text   not null collate "C",
  subject    text   not null collate "C",
  request_no bigint not null unique references request,
  primary key (kind, subject)
);

create function check_act() returns trigger language plpgsql set search_path from current as $$
declare
  asked request%rowtype;
  by_whom record;
begin
  select * into asked from request where request_no = new.request_no;
  if exists (select from login_end where login = new.login) then
    raise exception 'login % has ended', new.login using errcode = 'LG012';
  end if;
  if new.role is not null and new.role is distinct from acting_role(
      new.person, new.behalf, asked.organisation,
      case new.what when 'ASK' then asked.make_action else asked.check_action end,
      case new.what when 'ASK' then array['M', 'X'] else array['C'] end, array[new.role]) then
    raise exception '% of request % needs another right than role % gives here',
      new.what, new.request_no, new.role using errcode = 'LG012';
  end if;
  if new.what in ('APPROVE', 'REJECT', 'EXECUTE') and clock_timestamp() >= asked.expires_at then
    raise exception 'request % expired at %', new.request_no, asked.expires_at
      using errcode = 'LG013';
  end if;
  if new.what = 'EXPIRE' and clock_timestamp() < asked.expires_at then
    raise exception 'request % expires only at %', new.request_no, asked.expires_at
      using errcode = 'LG013';
  end if;
  if new.what = 'APPROVE' then
    if exists (select from act a
                where a.request_no = new.request_no and a.what = 'APPROVE' and a.act_no < new.act_no
                  and (a.person in (new.person, new.behalf)
                       or a.behalf in (new.person, new.behalf))) then
      raise exception 'one person approved request % before', new.request_no
        using errcode = 'LG014';
    end if;
    select count(*) as votes, array_agg(role) as roles into by_whom
      from act where request_no = new.request_no and what = 'APPROVE';
    if (new.to_state = 'APPROVED')
        is distinct from (by_whom.votes >= asked.quorum and by_whom.roles @> asked.required_roles)
    then
      raise exception 'request % has % of % approvals', new.request_no, by_whom.votes, asked.quorum
        using errcode = 'LG014';
    end if;
  end if;
  if new.to_state in ('REJECTED', 'RECALLED', 'EXPIRED', 'VOIDED')
      and (asked.holding_entry is null) <> (new.released_entry is null) then
    raise exception 'request % must give back what it holds', new.request_no
      using errcode = 'LG015';
  end if;
  if new.what = 'ASK' then
    insert into open_request values (asked.kind, asked.subject, asked.request_no);
  elsif new.to_state not in ('PENDING', 'APPROVED') then
    delete from open_request where request_no = new.request_no;
  end if;
  return null;
end $$;

create trigger allowed after insert on act for each row execute function check_act();

-- An open request stays listed as such until an act ends it.
create function check_open() returns trigger language plpgsql set search_path from current as $$
begin
  if not exists (select from act a where a.request_no = old.request_no
                    and a.to_state not in ('PENDING', 'APPROVED')) then
    raise exception 'request % is open', old.request_no using errcode = 'LG014';
  end if;
  return old;
end $$;

create trigger stays_open before delete on open_request for each row execute function check_open();
create trigger unchanged before update or truncate on open_request
  for each statement execute function refuse_change();

do $$
declare
  name text;
begin
  foreach name in array array['transition', 'request', 'evidence', 'act'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', name);
  end loop;
end $$;
