-- Notes on cases. A note is only added; one that corrects another names it. Its text is personal
-- data: it stands here, and the ledger's chain keeps a salted digest of it.

create table note (
  case_id    text        not null collate "C" check (length(case_id) between 1 and 200),
  version    integer     not null check (version >= 1),
  visibility text        not null collate "C"
    check (visibility in ('CUSTOMER', 'MERCHANT', 'INTERNAL', 'CONTROL')),
  login      text        not null collate "C" references login,
  text       text        not null check (length(text) between 1 and 4000),
  salt       bytea       not null check (length(salt) = 16),
  corrects   integer,
  noted_at   timestamptz not null,
  fact_kind  text        collate "C" generated always as ('approval.note') stored,
  primary key (case_id, version),
  check (corrects < version),
  foreign key (case_id, corrects) references note (case_id, version),
  foreign key (fact_kind, case_id, version) references ${ledger}.fact (kind, id, version)
);
create trigger append_only before update or delete or truncate on note
  for each statement execute function refuse_change();
