package org.ledgercore.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Legs;

/**
 * What a batch posts on other effective dates than the UTC day on which it is recorded, summed up
 * by account and date: one row each, whatever the number of postings. Such postings are what keeps
 * "as of a date" from being "as of the end of that day", and the rows correct for them; the
 * arithmetic is in {@link FiguresReader}. Immutable.
 */
public final class Displaced {

  /** One row each, counted up from the newest of the account and of the account's date. */
  static final String ROWS =
      """
      insert into {s}.displaced
        (account_id, effective_date, posting_no, debits, credits, all_debits, all_credits)
      select d.account_id, d.effective_date, d.posting_no,
             d.debits + coalesce(same_date.debits, 0),
             d.credits + coalesce(same_date.credits, 0),
             d.all_debits + coalesce(newest.all_debits, 0),
             d.all_credits + coalesce(newest.all_credits, 0)
        from unnest(?::integer[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[])
             as d (account_id, effective_date, posting_no, debits, credits, all_debits,
                   all_credits)
        left join lateral (select debits, credits from {s}.displaced
                            where account_id = d.account_id
                              and effective_date = d.effective_date
                            order by posting_no desc limit 1) as same_date on true
        left join lateral (select all_debits, all_credits from {s}.displaced
                            where account_id = d.account_id
                            order by posting_no desc limit 1) as newest on true
      """;

  /** Nothing displaced, the usual case. */
  static final Displaced NONE = new Displaced(List.of());

  /** What one batch adds to an account on a date; {@code all} to the account on any date. */
  private static final class Sums {
    private final int account;
    private final LocalDate date;
    private final Whole all;
    private long lastPosting;
    private long debits;
    private long credits;

    Sums(int account, LocalDate date, Whole all) {
      this.account = account;
      this.date = date;
      this.all = all;
    }
  }

  private static final class Whole {
    private final Map<LocalDate, Sums> dates = new HashMap<>();
    private long debits;
    private long credits;
  }

  private final List<Sums> rows;

  private Displaced(List<Sums> rows) {
    this.rows = rows;
  }

  /** The UTC day of a batch's time, against which its postings are displaced or not. */
  public static LocalDate recordedDay(RecordedEntry entry) {
    return LocalDate.ofInstant(entry.recordedAt(), ZoneOffset.UTC);
  }

  /** The sums of a batch. */
  public static Displaced of(SealedBatch batch) {
    List<RecordedEntry> entries = batch.draft().entries();
    LocalDate day = recordedDay(entries.getFirst());
    Map<Integer, Whole> accounts = new HashMap<>();
    List<Sums> rows = new ArrayList<>();
    for (RecordedEntry entry : entries) {
      if (!entry.effectiveDate().equals(day)) {
        add(batch, entry, accounts, rows);
      }
    }
    if (rows.isEmpty()) {
      return NONE;
    }
    rows.sort(Comparator.comparingInt((Sums row) -> row.account).thenComparing(row -> row.date));
    return new Displaced(rows);
  }

  private static void add(
      SealedBatch batch, RecordedEntry entry, Map<Integer, Whole> accounts, List<Sums> rows) {
    Legs legs = batch.draft().legs();
    long first = batch.header().firstPosting();
    int leg = Math.toIntExact(entry.firstPosting() - first);
    for (; leg < legs.size() && legs.entry(leg) == entry.number(); leg++) {
      int account = legs.account(leg);
      Whole all = accounts.computeIfAbsent(account, it -> new Whole());
      Sums sums = all.dates.get(entry.effectiveDate());
      if (sums == null) {
        sums = new Sums(account, entry.effectiveDate(), all);
        all.dates.put(entry.effectiveDate(), sums);
        rows.add(sums);
      }
      long amount = legs.amount(leg);
      sums.lastPosting = first + leg;
      sums.debits += Math.max(amount, 0);
      sums.credits += Math.max(-amount, 0);
      all.debits += Math.max(amount, 0);
      all.credits += Math.max(-amount, 0);
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void bind(Parameters to) throws SQLException {
    int size = rows.size();
    to.ints(size, i -> rows.get(i).account);
    to.array("date", rows, row -> row.date, LocalDate[]::new);
    to.longs(size, i -> rows.get(i).lastPosting);
    to.longs(size, i -> rows.get(i).debits);
    to.longs(size, i -> rows.get(i).credits);
    to.longs(size, i -> rows.get(i).all.debits);
    to.longs(size, i -> rows.get(i).all.credits);
  }
}
