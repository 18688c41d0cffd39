-- What gates read is compared again while the ledger's turn is held: all of it in one question, a
-- probe each, whatever the history of a counterparty.

drop function version_of_fact(text, text);
drop function version_of_balance(text, text);
drop function version_of_state(text, text);
drop function version_of_requests(text, text);
drop function version_of_subject(text, text);

alter table open_request disable trigger unchanged;
alter table open_request add counterparty text collate "C";
update open_request o set counterparty = r.counterparty
  from request r where r.request_no = o.request_no;
alter table open_request alter counterparty set not null;
alter table open_request enable trigger unchanged;
create index open_request_by_counterparty on open_request (kind, counterparty, request_no);

create function know_counterparty() returns trigger language plpgsql
    set search_path from current as $$
begin
  select counterparty into new.counterparty from request where request_no = new.request_no;
  return new;
end $$;

create trigger of_whom before insert on open_request
  for each row execute function know_counterparty();

-- One number for each input, named by two words. It differs when what a gate reads may differ:
-- facts, accounts and acts count up, and of open requests it is a digest of their numbers.
create function versions_of(what text[], one text[], other text[]) returns bigint[]
    language plpgsql stable
    set search_path from current set enable_seqscan to off
    set plan_cache_mode to force_generic_plan as $$
declare
  versions bigint[];
  version  bigint;
begin
  for i in 1 .. cardinality(what) loop
    case what[i]
      when 'FACT' then
        select max(f.version) into version from ${ledger}.fact f
         where f.kind = one[i] collate "C" and f.id = other[i] collate "C";
      when 'BALANCE' then
        select (select max(p.posting_no) from ${ledger}.posting p
                 where p.account_id = a.account_id) into version
          from ${ledger}.account a join ${ledger}.unit u using (unit_id)
         where a.path = one[i] collate "C" and u.code = other[i] collate "C";
      when 'STATE' then
        select max(s.version) into version
          from ${ledger}.account a join ${ledger}.unit u using (unit_id)
          join ${ledger}.account_state s using (account_id)
         where a.path = one[i] collate "C" and u.code = other[i] collate "C";
      when 'REQUESTS' then
        select bit_xor(hashint8extended(o.request_no, 0)) into version from open_request o
         where o.kind = one[i] collate "C" and o.counterparty = other[i] collate "C";
      when 'SUBJECT' then
        select count(*) into version from request r join act a using (request_no)
         where r.kind = one[i] collate "C" and r.subject = other[i] collate "C";
    end case;
    versions := versions || coalesce(version, 0);
  end loop;
  return versions;
end $$;
