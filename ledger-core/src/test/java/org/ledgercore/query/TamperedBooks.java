package org.ledgercore.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.Tampering;

/**
 * A small journal with one of everything, a saved copy beside it, and a way to change anything and
 * to put it back:
 *
 * <ul>
 *   <li>entries 1, 2, 3: EUR, the bank (account 1) and the school (account 2, floor zero) opened;
 *   <li>entry 4: a deposit with a date and every text, postings 1 and 2;
 *   <li>entries 5 and 6, one batch: two deposits, postings 3 to 6;
 *   <li>entry 7: a payout without a date, postings 7 and 8;
 *   <li>entries 8 and 9: a till (account 3) opened and closed.
 * </ul>
 *
 * Entry n is in batch n up to 5, then in batch n − 1.
 */
final class TamperedBooks {

  static final List<String> TABLES =
      List.of(
          "ledger",
          "journal_batch",
          "journal_entry",
          "posting",
          "displaced",
          "unit",
          "account",
          "hold",
          "reversal",
          "account_state",
          "fact");
  static final int BATCHES = 8;
  static final int ENTRIES = 9;
  static final int POSTINGS = 8;

  private final LedgerExtension db;
  private final String schema;

  private TamperedBooks(LedgerExtension db, String schema) {
    this.db = db;
    this.schema = schema;
  }

  static TamperedBooks in(LedgerExtension db) throws SQLException {
    TamperedBooks tampered = new TamperedBooks(db, db.newSchema());
    tampered.fill(SmallBooks.in(tampered.open()));
    db.sql(tampered.schema, "create schema " + tampered.saved());
    for (String table : TABLES) {
      String copy = tampered.saved() + "." + table;
      db.sql(tampered.schema, "create table " + copy + " as table " + table);
    }
    return tampered;
  }

  private void fill(SmallBooks books) {
    Ledger ledger = books.ledger();
    JournalEntry told =
        JournalEntry.on(SmallBooks.DAY)
            .key("told")
            .kind("deposit")
            .correlatedWith("case-1")
            .describedAs("Fees for April")
            .with("class", "4b")
            .with("pupil", "17")
            .debit(books.bank(), Money.ofMinor(1_000, SmallBooks.EUR))
            .credit(books.school(), Money.ofMinor(1_000, SmallBooks.EUR))
            .build();
    ledger.post(told).orThrow();
    ledger.postAll(List.of(books.deposit("five", 500), books.deposit("six", 600)));
    JournalEntry undated =
        JournalEntry.undated()
            .key("undated")
            .debit(books.school(), Money.ofMinor(700, SmallBooks.EUR))
            .credit(books.bank(), Money.ofMinor(700, SmallBooks.EUR))
            .build();
    ledger.post(undated).orThrow();
    Account till = ledger.openAccount(NewAccount.asset("till:1", SmallBooks.EUR));
    ledger.accounts().close(till.ref(), "ann", "shop closed").orThrow();
  }

  /** The ledger, opened anew. */
  Ledger open() {
    return Ledger.open(db.dataSource(), LedgerOptions.defaults().withSchema(schema));
  }

  String schema() {
    return schema;
  }

  /** Where the copies are. */
  String saved() {
    return schema + "_saved";
  }

  /** Changes the journal with every trigger off. */
  void tamper(String... statements) throws SQLException {
    Tampering.in(db.dataSource(), schema, statements);
  }

  /** Runs SQL with the triggers on. */
  void sql(String sql) throws SQLException {
    db.sql(schema, sql);
  }

  /** Puts every row of these tables back. */
  void restore(List<String> tables) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (String table : tables) {
      statements.add("delete from " + table);
      statements.add("insert into " + table + " table " + saved() + "." + table);
    }
    tamper(statements.toArray(String[]::new));
  }
}
