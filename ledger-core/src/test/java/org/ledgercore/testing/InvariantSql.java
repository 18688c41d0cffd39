package org.ledgercore.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The invariants as SQL, each on its own: an answer of no rows means that it holds. Digests are
 * computed anew by PostgreSQL from the canonical forms as {@code docs/canonical-form.md} describes
 * them; {@code T{x}} stands for a text behind its length.
 */
final class InvariantSql {

  static final Map<String, String> QUERIES = new TreeMap<>();

  private static final Pattern TEXT = Pattern.compile("T\\{([^}]*)}");

  static {
    addBalance();
    addNumbers();
    addFacts();
    addAccounts();
    addParts();
    addPeriods();
    addKeysAndDigests();
    addChain();
  }

  private InvariantSql() {}

  private static void add(String name, String sql) {
    String text = "int4send(octet_length(convert_to($1, 'UTF8'))) || convert_to($1, 'UTF8')";
    QUERIES.put(name, TEXT.matcher(sql).replaceAll(text));
  }

  private static void addBalance() {
    add(
        "I1 all postings of a currency add up to zero",
        "select unit_id, sum(amount) from posting group by 1 having sum(amount) <> 0");
    add(
        "I2a every entry balances per currency",
        "select entry_no, unit_id from posting group by 1, 2 having sum(amount) <> 0");
    add(
        "I2b every entry has two legs or more, a record of the ledger's own has none",
        """
        select e.entry_no, count(p.*) from journal_entry e left join posting p using (entry_no)
         group by e.entry_no, e.kind, e.account_ids
        having count(p.*) <> cardinality(e.account_ids)
            or (e.kind like 'ledger.%' and e.kind not like 'ledger.hold.%' and count(p.*) <> 0)
            or (e.kind not like 'ledger.%' and count(p.*) < 2)
        """);
    add(
        "I2c no account stands on both sides of an entry",
        """
        select entry_no, account_id from posting where amount <> 0 group by 1, 2
        having min(sign(amount)) <> max(sign(amount))
        """);
    add(
        "I3 cumulative debits and credits are the sums of the legs",
        """
        select account_id, posting_no from
          (select *, sum(greatest(amount, 0)) over w as d, sum(greatest(-amount, 0)) over w as c
             from posting window w as (partition by account_id order by posting_no)) as p
         where d <> debits or c <> credits
        """);
  }

  private static void addNumbers() {
    add(
        "I4a posting numbers have no gap and stand in entry order",
        """
        select posting_no from
          (select *, row_number() over (order by posting_no) as n,
                  lag(entry_no, 1, 0) over (order by posting_no) as before from posting) as p
         where n <> posting_no or entry_no < before
        """);
    add(
        "I4b entry numbers have no gap and their postings lie end to end",
        """
        select entry_no from
          (select *, row_number() over w as n,
                  lag(first_posting + cardinality(account_ids), 1, 1::bigint) over w as posting
             from journal_entry window w as (order by entry_no)) as e
         where n <> entry_no or posting <> first_posting
        """);
    add(
        "I4c batch numbers have no gap and batches lie end to end",
        """
        select batch_no from
          (select *, row_number() over w as n,
                  lag(first_entry + entry_count, 1, 1::bigint) over w as entry,
                  lag(first_posting + posting_count, 1, 1::bigint) over w as posting
             from journal_batch window w as (order by batch_no)) as b
         where n <> batch_no or entry <> first_entry or posting <> first_posting
        """);
    add(
        "I4d account states have versions without gaps",
        """
        select account_id from account_state group by 1
        having max(version) <> count(*) or min(version) <> 1
        """);
    add(
        "I4e leg i of an entry is on the account that the entry names for it",
        """
        select e.entry_no from journal_entry e
         cross join lateral unnest(e.account_ids) with ordinality as leg (account_id, i)
          left join posting p
                 on p.account_id = leg.account_id and p.posting_no = e.first_posting + leg.i - 1
         where p.entry_no is distinct from e.entry_no
        """);
  }

  private static void addFacts() {
    add(
        "I4f versions of facts have no gap and stand in entry order",
        """
        select kind, id, version from
          (select *, row_number() over w as n, lag(entry_no, 1, 0::bigint) over w as before
             from fact window w as (partition by kind, id order by version)) as f
         where n <> version or entry_no <= before
        """);
    add(
        "I4g a version of a fact has a record that names it, and each such record has a version",
        """
        select coalesce(f.entry_no, e.entry_no) from fact f
          full join (select * from journal_entry
                      where kind like 'ledger.%' and kind not like 'ledger.account.%'
                        and kind not like 'ledger.unit.%' and kind not like 'ledger.hold.%'
                        and kind not like 'ledger.entry.%') as e using (entry_no)
         where e.kind is distinct from 'ledger.' || f.kind
            or jsonb_object(e.metadata) ->> 'id' is distinct from f.id
            or jsonb_object(e.metadata) ->> 'actor' is null
        """);
  }

  private static void addAccounts() {
    add(
        "I6a no account stands beyond a limit after an entry that moved it further",
        """
        select p.account_id, p.entry_no from
          (select account_id, entry_no, sum(amount) as change,
                  (array_agg(debits - credits order by posting_no desc))[1] as balance
             from posting group by 1, 2) as p
          join account a using (account_id)
         cross join lateral (select floor, ceiling from account_state
                              where account_id = p.account_id and entry_no < p.entry_no
                              order by version desc limit 1) as s
         cross join lateral (values (case a.normal_side when 'DEBIT' then balance else -balance end,
                                     case a.normal_side when 'DEBIT' then change else -change end))
                     as on_normal_side (stands_at, moved)
          join journal_entry e on e.entry_no = p.entry_no
         where ((stands_at < s.floor and moved < 0) or (stands_at > s.ceiling and moved > 0))
           and not coalesce(e.metadata @> array['ledger.settles'], false)
        """);
    add(
        "I6b nothing is posted to an account before it is open or after it is closed",
        """
        select p.account_id, p.entry_no from posting p
          left join account a using (account_id)
          left join account_state s on s.account_id = p.account_id and s.status = 'CLOSED'
         where a.account_id is null or p.entry_no <= a.entry_no or p.entry_no >= s.entry_no
        """);
    add(
        "I6e nothing is posted against a freeze",
        """
        select p.account_id, p.entry_no from posting p join account a using (account_id)
         cross join lateral (select status from account_state
                              where account_id = p.account_id and entry_no < p.entry_no
                              order by version desc limit 1) as s
         where p.amount <> 0 and (s.status = 'FROZEN'
            or (s.status = 'FROZEN_IN' and (p.amount > 0) = (a.normal_side = 'DEBIT'))
            or (s.status = 'FROZEN_OUT' and (p.amount > 0) <> (a.normal_side = 'DEBIT')))
        """);
    add(
        "I6c a closed account is empty",
        """
        select s.account_id from account_state s join posting p using (account_id)
         where s.status = 'CLOSED' group by 1 having sum(p.amount) <> 0
        """);
    add(
        "I6d a posting has its account's unit",
        """
        select p.posting_no from posting p left join account a using (account_id)
         where p.unit_id is distinct from a.unit_id
        """);
  }

  private static void addParts() {
    add(
        "I5a what is pending on an account is what its open holds have left",
        """
        with open as (
          select distinct on (hold_no) * from hold order by hold_no, version desc),
        reserved as (
          select leg.account_id, sum(greatest(left_of.amount, 0)) as debits,
                 sum(greatest(-left_of.amount, 0)) as credits
            from open join journal_entry e on e.entry_no = open.hold_no
           cross join lateral unnest(e.account_ids) with ordinality as leg (account_id, i)
           cross join lateral (select open.remaining[leg.i] as amount) as left_of
           group by 1),
        shown as (
          select distinct on (account_id) account_id, coalesce(pending[1], 0) as debits,
                 coalesce(pending[2], 0) as credits
            from posting order by account_id, posting_no desc)
        select account_id from shown left join reserved using (account_id)
         where shown.debits <> coalesce(reserved.debits, 0)
            or shown.credits <> coalesce(reserved.credits, 0)
        """);
    add(
        "I5b a hold is open while anything is left of it",
        """
        select hold_no from
          (select distinct on (hold_no) * from hold order by hold_no, version desc) as h
         where (state = 'OPEN') = (0 = all (remaining))
        """);
    add(
        "I5c versions of holds and reversals have no gap",
        """
        select hold_no from hold group by 1 having max(version) <> count(*)
         union all
        select entry_no from reversal group by 1 having max(version) <> count(*)
        """);
    add(
        "I5d no more is reversed of a leg than it has",
        """
        select entry_no from reversal join
          (select entry_no, abs(amount) as amount,
                  row_number() over (partition by entry_no order by posting_no) as i
             from posting where amount <> 0) as leg using (entry_no)
         where coalesce(reversed[i] not between 0 and amount, true)
        """);
  }

  private static void addPeriods() {
    add(
        "I12 no entry is recorded on a day that was closed by then",
        """
        select e.entry_no from journal_entry e
         cross join lateral (select jsonb_object(r.metadata) ->> 'closed_through' as through
                               from fact f join journal_entry r using (entry_no)
                              where f.kind = 'period' and f.id = 'ledger'
                                and f.entry_no < e.entry_no
                              order by f.version desc limit 1) as closed
         where e.kind not like 'ledger.%' and closed.through <> ''
           and e.effective_date <= closed.through::date
        """);
  }

  private static void addKeysAndDigests() {
    add(
        "I8a a key names one entry",
        "select namespace, key from journal_entry group by 1, 2 having count(*) > 1");
    add(
        "I8b a key's hash is the first half of its digest",
        """
        select entry_no from journal_entry
         where uuid_send(key_hash) is distinct from
               substr(sha256(T{'ledger/key/1'} || T{namespace} || T{key}), 1, 16)
        """);
    add(
        "I9c each digest is taken over all of its entry's content",
        """
        with signed as (
          select p.entry_no, p.posting_no, p.account_id,
                 coalesce(nullif(p.amount, 0),
                          h.remaining[p.posting_no - e.first_posting + 1]) as amount
            from posting p join journal_entry e using (entry_no)
            left join hold h on h.hold_no = p.entry_no and h.version = 1),
        legs as (
          select p.entry_no, count(*)::integer as n,
                 string_agg(case when p.amount < 0 then '\\x01' else '\\x00'::bytea end
                            || T{a.path} || T{u.code} || int8send(abs(p.amount)),
                            ''::bytea order by p.posting_no) as form
            from signed p join account a using (account_id) join unit u on u.unit_id = a.unit_id
           where p.amount <> 0
           group by p.entry_no)
        select entry_no from journal_entry e left join legs using (entry_no)
         where digest is distinct from sha256(
               T{'ledger/entry/1'} || T{namespace} || T{key} || T{kind}
               || case when dated then '\\x01' || int8send(coalesce(given_date, effective_date)
                                                            - date '1970-01-01')
                       else '\\x00' || int8send(0) end
               || coalesce(T{correlation}, int4send(-1)) || T{coalesce(description, '')}
               || int4send(coalesce(legs.n, 0))
               || coalesce(legs.form, '')
               || int4send(coalesce(cardinality(metadata), 0) / 2)
               || coalesce((select string_agg(T{m.part}, ''::bytea order by m.i)
                              from unnest(metadata) with ordinality as m (part, i)), ''))
        """);
  }

  private static void addChain() {
    add(
        "I9a each batch names the head of the one before",
        """
        select batch_no from
          (select *, lag(head) over (order by batch_no) as before from journal_batch) as b
         where prev_head is distinct from before
        """);
    add(
        "I9b each head is taken over all of its batch's facts",
        """
        select b.batch_no from journal_batch b cross join ledger l
         where head is distinct from sha256(
               T{'ledger/head/1'} || T{l.ledger_id::text} || int8send(batch_no)
               || T{batch_id::text} || T{coalesce(encode(prev_head, 'hex'), '')}
               || int8send(first_entry) || int8send(entry_count)
               || int8send(first_posting) || int8send(posting_count)
               || int8send((extract(epoch from recorded_at) * 1000000)::bigint)
               || int8send(rules_version) || T{encode(merkle_root, 'hex')})
        """);
    add(
        "I9d the root of a batch of up to four entries is their Merkle tree's (RFC 6962)",
        """
        with leaves as (
          select b.batch_no, b.merkle_root, b.entry_count as n,
                 array_agg(sha256('\\x00' || e.digest) order by e.entry_no) as leaf
            from journal_batch b
            join journal_entry e on e.entry_no between b.first_entry
                                                   and b.first_entry + b.entry_count - 1
           where b.entry_count <= 4 group by 1, 2, 3),
        pairs as (
          select *, sha256('\\x01' || leaf[1] || leaf[2]) as left_pair,
                 case n when 3 then leaf[3] when 4 then sha256('\\x01' || leaf[3] || leaf[4]) end
                   as rest
            from leaves)
        select batch_no from pairs
         where merkle_root is distinct from
               case n when 1 then leaf[1] when 2 then left_pair
                      else sha256('\\x01' || left_pair || rest) end
        """);
    add(
        "I9e time does not go back",
        """
        select batch_no from
          (select *, lag(recorded_at) over (order by batch_no) as before from journal_batch) as b
         where recorded_at < before
        """);
  }
}
