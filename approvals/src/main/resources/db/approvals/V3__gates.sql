-- Versions of what gates read: numbers that only grow. They are compared while the ledger's turn
-- is held: a fact or an account costs a probe, requests a count over those of one counterparty.

create function version_of_fact(its_kind text, its_id text)
    returns bigint language sql stable as $$
  select coalesce(max(version), 0)::bigint from ${ledger}.fact
   where kind = its_kind collate "C" and id = its_id collate "C"
$$;

create function version_of_balance(its_path text, its_currency text)
    returns bigint language sql stable as $$
  select coalesce(max(newest), 0)
    from (select (select max(p.posting_no) from ${ledger}.posting p
                   where p.account_id = a.account_id) as newest
            from ${ledger}.account a join ${ledger}.unit u using (unit_id)
           where a.path = its_path collate "C" and u.code = its_currency collate "C") as found
$$;

create function version_of_state(its_path text, its_currency text)
    returns bigint language sql stable as $$
  select coalesce(max(s.version), 0)::bigint
    from ${ledger}.account a join ${ledger}.unit u using (unit_id)
    join ${ledger}.account_state s using (account_id)
   where a.path = its_path collate "C" and u.code = its_currency collate "C"
$$;

create index request_by_counterparty on request (kind, counterparty);

create function version_of_requests(its_kind text, its_counterparty text)
    returns bigint language sql stable set search_path from current as $$
  select count(*) from request r join act a using (request_no)
   where r.kind = its_kind collate "C" and r.counterparty = its_counterparty collate "C"
$$;

create index request_by_subject on request (kind, subject);

create function version_of_subject(its_kind text, its_subject text)
    returns bigint language sql stable set search_path from current as $$
  select count(*) from request r join act a using (request_no)
   where r.kind = its_kind collate "C" and r.subject = its_subject collate "C"
$$;
