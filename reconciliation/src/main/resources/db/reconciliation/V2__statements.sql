-- What came from outside: files, the statements in them, and every line once. A file that was
-- imported never changes; nothing here is updated or deleted.

create table file (
  connection text   not null check (connection <> ''),
  digest     bytea  not null check (length(digest) = 32),
  act_no     bigint not null unique references act,
  primary key (connection, digest)
);

comment on column file.digest is 'SHA-256 of its bytes: the same file through a connection is imported once.';

create table statement (
  statement_no bigint primary key check (statement_no > 0),
  connection   text   not null,
  digest       bytea  not null,
  ordinal      int    not null check (ordinal > 0),
  account      text   not null,
  unit         text   not null,
  exponent     int    not null,
  statement_id text   not null,
  sequence     text   not null,
  first_day    date,
  last_day     date,
  opening      bigint,
  closing      bigint,
  movement     bigint not null,
  known        bigint not null,
  lines        bigint not null check (lines >= 0),
  new_lines    bigint not null check (new_lines between 0 and lines),
  unique (connection, digest, ordinal),
  foreign key (connection, digest) references file
);

comment on column statement.movement is 'The sum of its booked lines.';
comment on column statement.known is 'The part of it that earlier files had told already.';

create index statement_account on statement (account, statement_no);

create table statement_line (
  line_no      bigint primary key check (line_no > 0),
  account      text    not null,
  identity     bytea   not null check (length(identity) = 32),
  occurrence   bigint  not null check (occurrence > 0),
  statement_no bigint  not null references statement,
  number       int     not null,
  status       text    not null,
  kind         text    not null,
  booked       date    not null,
  valued       date    not null,
  minor        bigint  not null,
  reversal     boolean not null,
  code         text    not null,
  refs         text[]  not null,
  counterparty text    not null,
  text         text    not null,
  raw          text    not null,
  gross        bigint,
  fee          bigint,
  details      text[]  not null,
  unique (account, identity, occurrence)
);

comment on column statement_line.identity is
  'SHA-256 of what makes the line itself; occurrence tells equal lines of one file apart.';
comment on column statement_line.statement_no is 'The statement that told it first.';

create index statement_line_account on statement_line (account, line_no);
