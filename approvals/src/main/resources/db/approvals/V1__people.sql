-- People and requests beside one ledger, in a schema of their own. Every row of an act names the
-- record in the ledger's chain that tells it: a row that nobody recorded cannot be inserted.
-- Applied by Approvals.migrate; ${ledger} is the schema of the ledger.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'acts are append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'LG001';
end $$;

-- Roles and rights -----------------------------------------------------------------------------

create table role (
  role   text primary key collate "C" check (length(role) between 1 and 60),
  parent text not null collate "C",
  unique (role, parent),
  foreign key (parent) references role
);
comment on table role is 'A role of its own is its own parent; a child role has another one.';

create table role_right (
  role   text not null collate "C",
  parent text not null collate "C",
  action text not null collate "C",
  mark   text not null collate "C" check (mark in ('R', 'M', 'C', 'X')),
  primary key (role, action, mark),
  foreign key (role, parent) references role (role, parent),
  -- A child has only what its parent has.
  foreign key (parent, action, mark) references role_right (role, action, mark)
);
comment on table role_right is 'R read, M make a request, C check one, X do directly.';

create table may_grant (
  role    text not null collate "C" references role,
  granted text not null collate "C" references role,
  primary key (role, granted)
);
comment on table may_grant is
  'Which roles those may ask to be granted who manage users without granting roles.';

create table conflict (
  action_a text not null collate "C",
  mark_a   text not null collate "C",
  action_b text not null collate "C",
  mark_b   text not null collate "C",
  primary key (action_a, mark_a, action_b, mark_b)
);
comment on table conflict is 'Two rights that one person must not have in one organisation.';

insert into role (role, parent)
select name, name from unnest(array[
  'ADMIN', 'OWNER', 'CFO', 'FINANCIAL_SPECIALIST', 'TREASURY', 'RECONCILIATION', 'ACCOUNTANT',
  'CASHIER', 'OPERATIONS_ANALYST', 'RISK', 'COMPLIANCE', 'ANTI_FRAUD', 'SUPPORT',
  'PRIVILEGED_CHECKER', 'AUDITOR', 'MERCHANT', 'SERVICE']) as name;

insert into role_right (role, parent, action, mark)
select name, name, action, mark
  from (values
    ('ADMIN', 'R', 'reports.operational audit.read audit.verify audit.export'),
    ('ADMIN', 'M', 'users.manage roles.grant policy.change assets.issuers'),
    ('ADMIN', 'X', 'monitoring'),
    ('CFO', 'R', 'accounts.read recon.run cashdesk.day redeem merchant.view reports.operational '
      'reports.finance audit.read audit.verify audit.export'),
    ('CFO', 'C', 'users.manage roles.grant policy.change assets.issuers refund payout.release '
      'reserve.release adjustment writeoff recon.rules period contracts fx.rate.customer '
      'systemop'),
    ('CFO', 'X', 'fx.rate.reporting'),
    ('COMPLIANCE', 'R', 'accounts.read audit.read audit.verify audit.export'),
    ('COMPLIANCE', 'M', 'users.manage account.block'),
    ('COMPLIANCE', 'C', 'identity.status screening'),
    ('COMPLIANCE', 'X', 'case.note'),
    ('SUPPORT', 'R', 'accounts.read merchant.view'),
    ('SUPPORT', 'M', 'users.manage refund dispute'),
    ('SUPPORT', 'X', 'case.note case.reply'),
    ('PRIVILEGED_CHECKER', 'R', 'accounts.read'),
    ('PRIVILEGED_CHECKER', 'C', 'users.manage roles.grant policy.change refund payout.release '
      'payout.hold dispute adjustment writeoff recon.match recon.rules period account.block '
      'screening'),
    ('PRIVILEGED_CHECKER', 'X', 'case.note'),
    ('AUDITOR', 'R', 'users.manage roles.grant policy.change assets.issuers accounts.read '
      'capture.accept refund payout.request payout.release payout.confirm payout.hold dispute '
      'reserve.release adjustment writeoff recon.run recon.match recon.rules period contracts '
      'fx.rate.reporting fx.rate.customer cashdesk.day cashdesk.operate systemop redeem '
      'limit.exceed identity.status account.block screening case.note case.reply merchant.view '
      'reports.operational reports.finance audit.read monitoring'),
    ('AUDITOR', 'X', 'audit.verify audit.export'),
    ('MERCHANT', 'R', 'users.manage accounts.read dispute reserve.release contracts case.reply '
      'merchant.view reports.operational'),
    ('MERCHANT', 'M', 'refund payout.request redeem'),
    ('SERVICE', 'R', 'assets.issuers accounts.read reports.operational'),
    ('SERVICE', 'M', 'payout.request reserve.release'),
    ('SERVICE', 'X', 'postings.system capture.accept payout.confirm dispute recon.run '
      'fx.rate.reporting'),
    ('OWNER', 'R', 'accounts.read period contracts merchant.view reports.operational '
      'reports.finance'),
    ('FINANCIAL_SPECIALIST', 'R', 'accounts.read reports.operational'),
    ('FINANCIAL_SPECIALIST', 'M', 'adjustment contracts fx.rate.customer'),
    ('FINANCIAL_SPECIALIST', 'X', 'fx.rate.reporting'),
    ('TREASURY', 'R', 'accounts.read refund payout.request payout.confirm dispute recon.run '
      'recon.match merchant.view reports.operational reports.finance'),
    ('TREASURY', 'M', 'payout.hold reserve.release adjustment fx.rate.customer'),
    ('TREASURY', 'C', 'payout.release redeem'),
    ('RECONCILIATION', 'R', 'accounts.read refund dispute reserve.release reports.operational '
      'reports.finance'),
    ('RECONCILIATION', 'M', 'adjustment writeoff recon.match recon.rules period'),
    ('RECONCILIATION', 'C', 'payout.confirm'),
    ('RECONCILIATION', 'X', 'recon.run case.note'),
    ('ACCOUNTANT', 'R', 'accounts.read cashdesk.operate reports.operational reports.finance'),
    ('ACCOUNTANT', 'M', 'payout.request payout.confirm adjustment writeoff recon.match period '
      'systemop'),
    ('ACCOUNTANT', 'C', 'cashdesk.day redeem'),
    ('ACCOUNTANT', 'X', 'recon.run'),
    ('CASHIER', 'R', 'accounts.read systemop reports.operational'),
    ('CASHIER', 'M', 'cashdesk.day'),
    ('CASHIER', 'X', 'cashdesk.operate'),
    ('OPERATIONS_ANALYST', 'R', 'accounts.read refund recon.run merchant.view '
      'reports.operational'),
    ('OPERATIONS_ANALYST', 'M', 'dispute'),
    ('OPERATIONS_ANALYST', 'X', 'capture.accept case.note'),
    ('RISK', 'R', 'accounts.read refund merchant.view'),
    ('RISK', 'M', 'payout.hold dispute account.block'),
    ('RISK', 'C', 'reserve.release limit.exceed'),
    ('RISK', 'X', 'case.note'),
    ('ANTI_FRAUD', 'R', 'accounts.read'),
    ('ANTI_FRAUD', 'M', 'payout.hold account.block screening'),
    ('ANTI_FRAUD', 'C', 'limit.exceed'),
    ('ANTI_FRAUD', 'X', 'case.note')
  ) as given (name, mark, actions)
 cross join lateral unnest(string_to_array(actions, ' ')) as action;

insert into role (role, parent) values ('SUPPORT_CALLS', 'SUPPORT');
insert into role_right (role, parent, action, mark)
values ('SUPPORT_CALLS', 'SUPPORT', 'accounts.read', 'R'),
       ('SUPPORT_CALLS', 'SUPPORT', 'case.note', 'X');

insert into may_grant (role, granted)
values ('COMPLIANCE', 'SUPPORT'), ('COMPLIANCE', 'ANTI_FRAUD'), ('SUPPORT', 'SUPPORT_CALLS');

insert into conflict (action_a, mark_a, action_b, mark_b)
values ('refund', 'M', 'refund', 'C'),
       ('payout.request', 'M', 'payout.release', 'C'),
       ('payout.release', 'C', 'payout.confirm', 'M'),
       ('payout.release', 'C', 'payout.confirm', 'C'),
       ('payout.release', 'C', 'payout.confirm', 'X'),
       ('recon.match', 'M', 'payout.release', 'C'),
       ('writeoff', 'M', 'writeoff', 'C'),
       ('adjustment', 'M', 'adjustment', 'C'),
       ('cashdesk.operate', 'X', 'cashdesk.day', 'C'),
       ('contracts', 'M', 'contracts', 'C'),
       ('beneficiary.change', 'M', 'payout.release', 'C');
insert into conflict (action_a, mark_a, action_b, mark_b)
select maker, 'M', action, 'C'
  from unnest(array['roles.grant', 'policy.change']) as maker,
       (select distinct action from role_right where mark = 'C') as checked;
insert into conflict (action_a, mark_a, action_b, mark_b)
select 'audit.export', 'X', action, 'M'
  from (select distinct action from role_right where mark = 'M') as made;

-- People ---------------------------------------------------------------------------------------

create table person (
  person_id uuid primary key,
  fact_kind text collate "C" generated always as ('approval.person') stored,
  fact_id   text collate "C" generated always as (person_id::text) stored,
  version   integer check (version = 1),
  check (version is not null or person_id = '00000000-0000-0000-0000-000000000000'),
  foreign key (fact_kind, fact_id, version) references ${ledger}.fact (kind, id, version)
);
comment on table person is
  'A human, above all logins; names are personal data and stand elsewhere. The one without a '
  'record is the system itself.';

create table login (
  login     text primary key collate "C" check (length(login) between 1 and 100),
  person_id uuid not null references person,
  fact_kind text collate "C" generated always as ('approval.login') stored,
  version   integer check (version = 1),
  unique (login, person_id),
  check (version is not null or login = 'system'),
  foreign key (fact_kind, login, version) references ${ledger}.fact (kind, id, version)
);
comment on table login is
  'A name by which a person signs in, or a token; it belongs to one person for ever.';

create table login_end (
  login     text primary key collate "C" references login check (login <> 'system'),
  fact_kind text collate "C" generated always as ('approval.login') stored,
  version   integer not null check (version = 2),
  foreign key (fact_kind, login, version) references ${ledger}.fact (kind, id, version)
);

create table role_grant (
  person_id    uuid    not null references person,
  organisation text    not null collate "C" check (length(organisation) between 1 and 60),
  role         text    not null collate "C" references role,
  version      integer not null check (version >= 1),
  fact_kind    text    collate "C" generated always as ('approval.grant') stored,
  fact_id      text    collate "C"
    generated always as (person_id::text || '/' || organisation || '/' || role) stored,
  primary key (person_id, organisation, role, version),
  foreign key (fact_kind, fact_id, version) references ${ledger}.fact (kind, id, version)
);
comment on table role_grant is
  'Odd versions grant a role within an organisation, even ones take it back; the newest holds.';

create table delegation (
  delegation   uuid        primary key,
  giver        uuid        not null references person,
  taker        uuid        not null references person check (taker <> giver),
  organisation text        not null collate "C",
  role         text        not null collate "C" references role,
  until        timestamptz not null,
  fact_kind    text        collate "C" generated always as ('approval.delegation') stored,
  fact_id      text        collate "C" generated always as (delegation::text) stored,
  version      integer     not null check (version = 1),
  foreign key (fact_kind, fact_id, version) references ${ledger}.fact (kind, id, version)
);

create table delegation_end (
  delegation uuid    primary key references delegation,
  fact_kind  text    collate "C" generated always as ('approval.delegation') stored,
  fact_id    text    collate "C" generated always as (delegation::text) stored,
  version    integer not null check (version = 2),
  foreign key (fact_kind, fact_id, version) references ${ledger}.fact (kind, id, version)
);

create table setup (
  singleton boolean primary key default true check (singleton),
  fact_kind text    collate "C" generated always as ('approval.setup') stored,
  fact_id   text    collate "C" generated always as ('first') stored,
  version   integer not null check (version = 1),
  foreign key (fact_kind, fact_id, version) references ${ledger}.fact (kind, id, version)
);
comment on table setup is 'There at most once: the first administrator was made.';

insert into person (person_id) values ('00000000-0000-0000-0000-000000000000');
insert into login (login, person_id) values ('system', '00000000-0000-0000-0000-000000000000');

create view held as
  select person_id, organisation, role
    from (select distinct on (person_id, organisation, role) person_id, organisation, role, version
            from role_grant order by person_id, organisation, role, version desc) as newest
   where version % 2 = 1;
comment on view held is 'The roles that people hold.';

create view lent as
  select d.giver, d.taker, d.organisation, d.role
    from delegation d
    join held h on h.person_id = d.giver and h.organisation = d.organisation and h.role = d.role
   where d.until > clock_timestamp()
     and not exists (select from delegation_end e where e.delegation = d.delegation);
comment on view lent is 'The roles that people may use for somebody who holds them, now.';

-- The role by which a person acts, for themself or for somebody else; null when there is none.
create function acting_role(who uuid, for_whom uuid, place text, what text, marks text[],
                            wanted text[])
    returns text language sql stable set search_path from current as $$
  select r.role
    from role_right r
    join (select h.role from held h
           where who = for_whom and h.person_id = who and h.organisation = place
          union
          select l.role from lent l
           where who <> for_whom and l.taker = who and l.giver = for_whom
             and l.organisation = place) as usable on usable.role = r.role
   where r.action = what and r.mark = any (marks)
   order by r.role = any (wanted) desc, r.role
   limit 1
$$;

-- The first pair of rights that must not meet and would, if a person also had one more role.
create function would_conflict(who uuid, place text, more text)
    returns text language sql stable set search_path from current as $$
  with rights as (
    select r.action, r.mark
      from role_right r
      join (select h.role from held h where h.person_id = who and h.organisation = place
            union
            select l.role from lent l where l.taker = who and l.organisation = place
            union
            select more) as usable on usable.role = r.role)
  select c.action_a || ' ' || c.mark_a || ' must not meet ' || c.action_b || ' ' || c.mark_b
    from conflict c
    join rights a on a.action = c.action_a and a.mark = c.mark_a
    join rights b on b.action = c.action_b and b.mark = c.mark_b
   order by 1 limit 1
$$;

create function refuse_conflict() returns trigger language plpgsql
    set search_path from current as $$
declare
  who  uuid := coalesce(to_jsonb(new) ->> 'taker', to_jsonb(new) ->> 'person_id')::uuid;
  pair text;
begin
  perform pg_advisory_xact_lock(hashtextextended(who::text, 1));
  pair := would_conflict(who, new.organisation, null);
  if pair is not null then
    raise exception '%', pair using errcode = 'LG011';
  end if;
  return null;
end $$;

-- Roles of their own, their rights and what must not meet come with the migrations; a host adds
-- child roles.
create function refuse_own_role() returns trigger language plpgsql as $$
begin
  if new.parent = new.role then
    raise exception 'only child roles can be added: %', new.role using errcode = 'LG012';
  end if;
  return null;
end $$;

create trigger child_only after insert on role for each row execute function refuse_own_role();
create trigger child_only after insert on role_right
  for each row execute function refuse_own_role();
create trigger as_shipped before insert on may_grant
  for each statement execute function refuse_change();
create trigger as_shipped before insert on conflict
  for each statement execute function refuse_change();

create trigger no_conflict after insert on role_grant
  for each row execute function refuse_conflict();
create trigger no_conflict after insert on delegation
  for each row execute function refuse_conflict();

do $$
declare
  name text;
begin
  foreach name in array array['role', 'role_right', 'may_grant', 'conflict', 'person', 'login',
                              'login_end', 'role_grant', 'delegation', 'delegation_end',
                              'setup'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', name);
  end loop;
end $$;
