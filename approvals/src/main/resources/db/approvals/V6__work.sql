-- Work: items that wait in queues, with a due time and at most one owner; what they are due before;
-- and packs of evidence that were frozen.

create table work_transition (
  what       text not null collate "C",
  from_state text not null collate "C",
  to_state   text not null collate "C",
  primary key (what, from_state, to_state)
);
insert into work_transition (what, from_state, to_state)
values ('OPEN', 'NONE', 'WAITING'),
       ('CLAIM', 'WAITING', 'OWNED'),
       ('RELEASE', 'OWNED', 'WAITING'),
       ('REASSIGN', 'WAITING', 'OWNED'), ('REASSIGN', 'OWNED', 'OWNED'),
       ('NOTIFY', 'WAITING', 'WAITING'), ('NOTIFY', 'OWNED', 'OWNED'),
       ('MOVE', 'WAITING', 'WAITING'), ('MOVE', 'OWNED', 'WAITING'),
       ('FINISH', 'OWNED', 'DONE');
comment on table work_transition is 'All that can become of an item. Nothing here decides a request.';
create trigger as_shipped before insert on work_transition
  for each statement execute function refuse_change();

create sequence work_number;

create table work_item (
  item_no      bigint      primary key check (item_no >= 1),
  organisation text        not null collate "C",
  subject      text        not null collate "C" check (length(subject) between 1 and 200),
  next_action  text        not null check (length(next_action) between 1 and 200),
  evidence     text        not null,
  opened_at    timestamptz not null,
  due_at       timestamptz,
  due_before   text        collate "C",
  check ((due_at is null) <> (due_before is null))
);
comment on column work_item.due_before is 'The event it is due before; its time is in deadline.';

create table work_act (
  item_no    bigint      not null references work_item,
  act_no     integer     not null check (act_no >= 1),
  before_no  integer,
  what       text        not null collate "C",
  from_state text        not null collate "C",
  to_state   text        not null collate "C",
  queue      text        not null collate "C",
  owner      uuid        references person,
  level      integer     check (level >= 1),
  login      text        not null collate "C" references login,
  via        text        not null,
  reason     text        not null check (length(reason) between 1 and 1000),
  acted_at   timestamptz not null,
  fact_kind  text        collate "C" generated always as ('approval.work') stored,
  fact_id    text        collate "C" generated always as (item_no::text) stored,
  primary key (item_no, act_no),
  unique (item_no, act_no, to_state),
  foreign key (what, from_state, to_state) references work_transition,
  check (case when act_no = 1 then before_no is null and from_state = 'NONE'
              else before_no is not null and before_no = act_no - 1 end),
  foreign key (item_no, before_no, from_state) references work_act (item_no, act_no, to_state),
  foreign key (fact_kind, fact_id, act_no) references ${ledger}.fact (kind, id, version),
  constraint one_owner check ((owner is not null) = (to_state = 'OWNED')),
  constraint level_of_escalation check ((level is not null) = (what in ('NOTIFY', 'MOVE')))
);
create unique index work_escalated_once on work_act (item_no, level) where level is not null;
create index work_act_by_via on work_act (via, item_no) where via like 'token %';
comment on table work_act is 'What was done about an item, in order; the newest says who owns it.';

create table deadline (
  event     text        not null collate "C" check (length(event) between 1 and 200),
  version   integer     not null check (version >= 1),
  at        timestamptz not null,
  fact_kind text        collate "C" generated always as ('approval.deadline') stored,
  primary key (event, version),
  foreign key (fact_kind, event, version) references ${ledger}.fact (kind, id, version)
);
comment on table deadline is 'When an event is due; the newest version holds.';

create view work_now as
  select i.*, a.act_no, a.to_state as state, a.queue, a.owner,
         coalesce((select max(e.level) from work_act e where e.item_no = i.item_no), 0) as level,
         coalesce(i.due_at, (select d.at from deadline d where d.event = i.due_before
                              order by d.version desc limit 1)) as due
    from work_item i
    join lateral (select * from work_act w where w.item_no = i.item_no
                   order by w.act_no desc limit 1) as a on true;
comment on view work_now is 'Every item as it stands.';

create table pack (
  pack_id   text        primary key collate "C" check (length(pack_id) between 1 and 200),
  case_id   text        not null collate "C",
  due_before text       collate "C",
  digest    bytea       not null check (length(digest) = 32),
  lines     text[]      not null,
  frozen_at timestamptz not null,
  fact_kind text        collate "C" generated always as ('approval.pack') stored,
  version   integer     not null check (version = 1),
  foreign key (fact_kind, pack_id, version) references ${ledger}.fact (kind, id, version)
);
comment on table pack is 'Evidence that was frozen: each line names type, reference and digest.';

do $$
declare
  name text;
begin
  foreach name in array array['work_transition', 'work_item', 'work_act', 'deadline', 'pack'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
                    for each statement execute function refuse_change()', name);
  end loop;
end $$;
