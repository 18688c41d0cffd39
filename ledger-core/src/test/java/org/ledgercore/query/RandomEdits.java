package org.ledgercore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.SmallBooks;

/**
 * Draws changes that a superuser could make to a journal, each with the rows that may be named for
 * it. One seed gives one journal and one row of edits.
 */
final class RandomEdits {

  private static final int BATCHES = 60;
  private static final int ACCOUNTS = 12;

  /**
   * A change.
   *
   * @param sql statements, run with every trigger off
   * @param where the names of the row that is wrong first
   * @param needsHead whether it shows only to whoever kept an older head
   */
  record Edit(List<String> sql, List<String> where, boolean needsHead) {
    static Edit of(String sql, String... where) {
      return new Edit(List.of(sql), List.of(where), false);
    }
  }

  private final Random random;
  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<Long> batchEnds = new ArrayList<>();
  private final List<Long> legEntries = new ArrayList<>();

  RandomEdits(long seed) {
    random = new Random(seed);
  }

  /** Fills the ledger: 60 batches of 1 to 6 entries with 2 to 6 legs. */
  void fill(Ledger ledger) {
    Unit eur = ledger.openUnit(SmallBooks.EUR);
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(ledger.openAccount(NewAccount.asset("box:" + i, eur)));
    }
    for (int batch = 0; batch < BATCHES; batch++) {
      List<JournalEntry> some = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(6); i++) {
        some.add(entry("k" + batch + "-" + i, accounts, eur));
      }
      ledger.postAll(some).forEach(outcome -> outcome.orThrow());
    }
    long newest = ledger.newestEntry();
    for (long number = 1; number <= newest; number++) {
      JournalEntry entry = ledger.entry(number).entry();
      entries.add(entry);
      for (int i = 0; i < entry.postings().size(); i++) {
        legEntries.add(number);
      }
    }
    ledger.verify(batchEnds::add);
  }

  private JournalEntry entry(String key, List<Account> accounts, Unit unit) {
    EntryBuilder builder =
        JournalEntry.on(SmallBooks.DAY.minusDays(random.nextInt(30)))
            .key(key)
            .describedAs("Entry " + key)
            .with("class", "4" + (char) ('a' + random.nextInt(26)))
            .with("note", "n" + random.nextInt(1_000_000));
    int pairs = 1 + random.nextInt(3);
    int first = random.nextInt(ACCOUNTS);
    for (int i = 0; i < pairs; i++) {
      Money amount = Money.ofMinor(1 + random.nextInt(1_000_000), unit);
      builder.debit(accounts.get((first + 2 * i) % ACCOUNTS), amount);
      builder.credit(accounts.get((first + 2 * i + 1) % ACCOUNTS), amount);
    }
    return builder.build();
  }

  /** The next change. */
  Edit next() {
    return switch (random.nextInt(12)) {
      case 0 -> amount();
      case 1 -> date();
      case 2 -> metadata();
      case 3 -> cumulative();
      case 4 -> deletedPosting();
      case 5 -> deletedEntry();
      case 6 -> deletedBatch();
      case 7 -> swappedPostings();
      case 8 -> swappedEntries();
      case 9 -> insertedPosting();
      case 10 -> insertedEntry();
      default -> cutTail();
    };
  }

  private Edit amount() {
    int posting = posting();
    String change = random.nextBoolean() ? "amount + 1" : "-amount";
    return Edit.of(
        "update posting set amount = " + change + " where posting_no = " + posting,
        entryOf(posting));
  }

  private Edit date() {
    int entry = told();
    int days = 1 + random.nextInt(400);
    return Edit.of(
        "update journal_entry set effective_date = effective_date - %d where entry_no = %d"
            .formatted(days, entry),
        "entry " + entry);
  }

  private Edit metadata() {
    int entry = told();
    int at = 1 + random.nextInt(4);
    String sql =
        "update journal_entry set metadata[%d] = overlay(metadata[%d] placing 'Z' from 1 for 1)"
            + " where entry_no = %d";
    return Edit.of(sql.formatted(at, at, entry), "entry " + entry);
  }

  private Edit cumulative() {
    int posting = posting();
    String column = random.nextBoolean() ? "debits" : "credits";
    return Edit.of(
        "update posting set %s = %s + 1 where posting_no = %d".formatted(column, column, posting),
        "posting " + posting);
  }

  private Edit deletedPosting() {
    int posting = posting();
    return Edit.of("delete from posting where posting_no = " + posting, "posting " + posting);
  }

  private Edit deletedEntry() {
    int entry = 1 + random.nextInt(entries.size());
    return Edit.of("delete from journal_entry where entry_no = " + entry, "entry " + entry);
  }

  private Edit deletedBatch() {
    int batch = 1 + random.nextInt(batchEnds.size());
    String where =
        batch == batchEnds.size() ? "entry " + (batchEnds.get(batch - 2) + 1) : "batch " + batch;
    return Edit.of("delete from journal_batch where batch_no = " + batch, where);
  }

  private Edit swappedPostings() {
    int first = 1 + random.nextInt(legEntries.size() - 1);
    int other = first + 1 + random.nextInt(legEntries.size() - first);
    return new Edit(
        swap("posting", "posting_no", first, other),
        List.of("posting " + first, entryOf(first)),
        false);
  }

  private Edit swappedEntries() {
    int first = told();
    int other = told();
    while (other == first) {
      other = told();
    }
    int least = Math.min(first, other);
    return new Edit(
        swap("journal_entry", "entry_no", first, other), List.of("entry " + least), false);
  }

  private static List<String> swap(String table, String column, Integer one, Integer other) {
    String sql = "update " + table + " set " + column + " = %d where " + column + " = %d";
    return List.of(sql.formatted(0, one), sql.formatted(one, other), sql.formatted(other, 0));
  }

  private Edit insertedPosting() {
    int posting = 1 + random.nextInt(legEntries.size() + 1);
    String sql =
        """
        insert into posting
        select (select min(account_id) + %d from account
                 where account_id + %d not in
                       (select account_id from posting where posting_no = %d)),
               unit_id, %d, entry_no, amount, debits, credits
          from posting where posting_no = least(%d, %d)\
        """;
    int up = random.nextInt(2) * ACCOUNTS;
    return Edit.of(
        sql.formatted(up, up, posting, posting, posting, legEntries.size()), "posting " + posting);
  }

  private Edit insertedEntry() {
    int entry = entries.size() + 1;
    return Edit.of(
        """
        insert into journal_entry
        select %d, %d, gen_random_uuid(), effective_date, dated, digest, account_ids, namespace,
               'more', kind from journal_entry where entry_no = %d\
        """
            .formatted(entry, legEntries.size() + 1, told()),
        "entry " + entry);
  }

  private Edit cutTail() {
    long last = batchEnds.get(batchEnds.size() - 2 - random.nextInt(20));
    String after = " where entry_no > " + last;
    return new Edit(
        List.of(
            "delete from posting" + after,
            "delete from displaced where posting_no > (select max(posting_no) from posting)",
            "delete from journal_entry" + after,
            "delete from journal_batch where first_entry > " + last),
        List.of("entry " + entries.size()),
        true);
  }

  private int posting() {
    return 1 + random.nextInt(legEntries.size());
  }

  /** An entry with legs and texts. */
  private int told() {
    int records = ACCOUNTS + 1;
    return records + 1 + random.nextInt(entries.size() - records);
  }

  private String entryOf(int posting) {
    return "entry " + legEntries.get(posting - 1);
  }
}
