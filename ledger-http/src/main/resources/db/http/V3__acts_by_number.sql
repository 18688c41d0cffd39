-- A request key knows the number of its act, so that an act's outcome is marked without an index of
-- its own. Both rows are marked soon after they were written: pages are left half empty, so that
-- they are marked where they lie and no index is touched.
alter table request_key add column act_id bigint;
alter table request_key set (fillfactor = 50);
alter table act set (fillfactor = 50);
update request_key set act_id = act.act_id
  from act where act.scope = request_key.scope and act.outcome is null;
drop index act_scope_idx;

-- What an act said stays, and its outcome once it has one. Conditions of a trigger cost far less
-- than a function that is called for each mark.
drop trigger act_is_kept on act;
create or replace function act_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'acts are only added to';
end $$;
create trigger act_is_kept before delete on act
  for each row execute function act_is_kept();
create trigger act_is_marked_once before update on act
  for each row
  when (old.outcome is not null
        or (old.act_id, old.acted_at, old.request_id, old.scope, old.principal, old.organisation,
            old.operation, old.address, old.reason, old.cause)
           is distinct from
           (new.act_id, new.acted_at, new.request_id, new.scope, new.principal, new.organisation,
            new.operation, new.address, new.reason, new.cause))
  execute function act_is_kept();
