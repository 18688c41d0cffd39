-- Two roles for a ledger, so that no service needs to own its tables. Run as the owner of the
-- schema, or as a superuser, again after every migration:
--
--     psql -v ON_ERROR_STOP=1 -c 'set search_path to ledger' -f ledger-roles.sql
--
-- ledger_read   may read everything.
-- ledger_append may read everything and add rows; in the log and its heads nothing else.
--
-- Neither can log in: grant them to the users of your services, for example
--     grant ledger_append to payments_service;

do $$
declare
  here text := current_schema();
  line record;
begin
  if not exists (select from pg_tables where schemaname = here and tablename = 'journal_batch') then
    raise exception 'schema % holds no ledger: set search_path to the ledger''s schema first', here;
  end if;
  if not exists (select from pg_roles where rolname = 'ledger_read') then
    create role ledger_read nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'ledger_append') then
    create role ledger_append nologin;
  end if;
  execute format('revoke create on schema %I from public, ledger_read, ledger_append', here);
  execute format('grant usage on schema %I to ledger_read, ledger_append', here);
  for line in
    select c.relname as name,
           exists (select from pg_trigger t
                    where t.tgrelid = c.oid and t.tgname = 'append_only') as append_only
      from pg_class c
     where c.relnamespace = here::regnamespace and c.relkind = 'r'
       and c.relname <> 'flyway_schema_history'
  loop
    execute format('revoke all on %I.%I from public, ledger_read, ledger_append',
                   here, line.name);
    execute format('grant select on %I.%I to ledger_read, ledger_append', here, line.name);
    if line.name = 'ledger' then
      continue;
    end if;
    execute format('grant insert on %I.%I to ledger_append', here, line.name);
    if not line.append_only then
      execute format('grant update, delete on %I.%I to ledger_append', here, line.name);
    end if;
  end loop;
end $$;
