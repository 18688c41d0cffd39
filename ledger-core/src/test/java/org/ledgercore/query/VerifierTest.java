package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.query.Verification.Problem;
import org.ledgercore.testing.LedgerExtension;

/** Whoever changes one thing behind the ledger's back is found, at the row that was changed. */
class VerifierTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static TamperedBooks books;

  private static final String DIGEST = "content must have digest";
  private static final String UNREADABLE = "cannot be read";
  private static final String OPENING = "entry 2";
  private static final String DIFFERS = "account differs";
  private static final String OWN = "must have a record of its own";

  /**
   * One thing changed.
   *
   * @param sql statements, separated by semicolons
   * @param where the row that verify must name
   * @param what a part of the rule that verify must name
   */
  record Tamper(String sql, String where, String what) {
    @Override
    public String toString() {
      return sql;
    }
  }

  @BeforeAll
  static void fill() throws SQLException {
    books = TamperedBooks.in(DB);
  }

  @AfterEach
  void restore() throws SQLException {
    books.restore(TamperedBooks.TABLES);
  }

  @Test
  void verify_untouched_isProvedWithItsCounts() {
    List<Long> progress = new ArrayList<>();
    Verification verification = books.open().verify(progress::add);
    assertThat(verification.problem()).isEmpty();
    assertThat(verification.isProved()).isTrue();
    assertThat(verification.batches()).isEqualTo(TamperedBooks.BATCHES);
    assertThat(verification.entries()).isEqualTo(TamperedBooks.ENTRIES);
    assertThat(verification.postings()).isEqualTo(TamperedBooks.POSTINGS);
    assertThat(verification.head()).isPresent();
    assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
  }

  @Test
  void verify_emptyJournal_isProved() {
    String empty = DB.newSchema();
    var options = LedgerOptions.defaults().withSchema(empty);
    Verification verification = Ledger.open(DB.dataSource(), options).verify();
    assertThat(verification.isProved()).isTrue();
    assertThat(verification.entries()).isZero();
    assertThat(verification.head()).isEmpty();
  }

  @Test
  void verify_problem_countsWhatWasProvedBefore() throws SQLException {
    books.tamper("update posting set debits = debits + 1 where posting_no = 5");
    Verification verification = books.open().verify();
    assertThat(verification.batches()).isEqualTo(4);
    assertThat(verification.entries()).isEqualTo(5);
    assertThat(verification.isProved()).isFalse();
  }

  @ParameterizedTest
  @MethodSource({"postings", "entries", "rows", "batches", "accounts", "states", "units"})
  void verify_oneThingChanged_isNamed(Tamper tamper) throws SQLException {
    books.tamper(tamper.sql().split(";"));
    Problem problem = books.open().verify().problem().orElseThrow();
    assertThat(problem.where()).isEqualTo(tamper.where());
    assertThat(problem.what()).contains(tamper.what());
  }

  static Stream<Tamper> postings() {
    return Stream.of(
        posting("amount = 2 * amount where entry_no = 5", "entry 5", DIGEST),
        posting("amount = 501 where posting_no = 3", "entry 5", DIGEST),
        posting("credits = credits + 1 where posting_no = 6", "posting 6", "cumulative figures"),
        posting("unit_id = 2 where posting_no = 6", "entry 6", "per currency"),
        posting("unit_id = 2 where entry_no = 6", "posting 5", "its account's unit"),
        posting("posting_no = 7 - posting_no where entry_no = 5", "posting 3", "on account 1"),
        posting("entry_no = 6 where posting_no = 4", "posting 4", "must belong to entry 5"));
  }

  private static Tamper posting(String change, String where, String what) {
    return new Tamper("update posting set " + change, where, what);
  }

  static Stream<Tamper> entries() {
    return Stream.of(
        entry(4, "effective_date = effective_date - 1", DIGEST),
        entry(7, "effective_date = effective_date - 1", "effective date"),
        entry(7, "dated = true", DIGEST),
        entry(4, "metadata[4] = '18'", DIGEST),
        entry(4, "metadata[3] = 'child'", DIGEST),
        entry(4, "metadata = metadata || array['more']", "must be [class, 4b, pupil, 17]"),
        entry(4, "metadata = array['class', '5a'] || metadata", "metadata must be"),
        entry(4, "metadata[4] = null", UNREADABLE),
        entry(4, "description = 'Fees for May'", DIGEST),
        entry(4, "description = null", DIGEST),
        entry(4, "correlation = 'case-2'", DIGEST),
        entry(4, "kind = 'payout'", DIGEST),
        entry(5, "kind = 'ledger.unit.opened'", DIGEST),
        entry(4, "key = 'tolt'", DIGEST),
        entry(4, "key = ''", "key"),
        entry(4, "namespace = 'other'", DIGEST),
        entry(4, "key_hash = gen_random_uuid()", "key hash"),
        entry(4, "digest = sha256(digest)", DIGEST),
        entry(4, "digest = '\\x00'", UNREADABLE));
  }

  private static Tamper entry(int number, String change, String what) {
    String sql = "update journal_entry set " + change + " where entry_no = " + number;
    return new Tamper(sql, "entry " + number, what);
  }

  static Stream<Tamper> batches() {
    return Stream.of(
        batch("recorded_at = recorded_at + '1 us'", "head must be"),
        batch("recorded_at = 'epoch'", "time must not go back"),
        batch("merkle_root = sha256('')", "Merkle root"),
        batch("head = sha256('')", "head must be"),
        batch("prev_head = sha256('')", "previous head"),
        batch("batch_id = gen_random_uuid()", "head must be"),
        batch("rules_version = 2", "head must be"),
        batch("first_entry = 50", "first entry must be 5"),
        batch("entry_count = 1", "posting count"),
        batch("first_posting = 4", "first posting"),
        batch("posting_count = 5", "posting count"),
        batch("account_ids = '{1}'", "listed accounts"),
        batch("account_ids = '{1,2,3}'", "listed accounts"),
        batch("account_ids = null", "accounts not listed"),
        new Tamper("update ledger set ledger_id = gen_random_uuid()", "batch 1", "head must be"));
  }

  private static Tamper batch(String change, String what) {
    String sql = "update journal_batch set " + change + " where batch_no = 5";
    return new Tamper(sql, "batch 5", what);
  }

  static Stream<Tamper> rows() {
    String missing = "is missing";
    return Stream.of(
        new Tamper("delete from posting where posting_no = 3", "posting 3", missing),
        new Tamper("delete from posting where posting_no = 8", "posting 8", missing),
        new Tamper("delete from posting where entry_no = 5", "posting 3", missing),
        new Tamper("delete from journal_entry where entry_no = 5", "entry 5", missing),
        new Tamper("delete from journal_batch where batch_no = 5", "batch 5", missing),
        new Tamper(
            "delete from journal_batch where batch_no = 8", "entry 9", "must belong to a batch"),
        new Tamper(
            """
            update journal_entry set entry_no = 0 where entry_no = 5;
            update journal_entry set entry_no = 5 where entry_no = 6;
            update journal_entry set entry_no = 6 where entry_no = 0\
            """,
            "entry 5",
            "first posting"),
        new Tamper(
            """
            insert into journal_entry
            select 10, 9, gen_random_uuid(), effective_date, dated, digest, account_ids, namespace,
                   'more', kind from journal_entry where entry_no = 7\
            """,
            "entry 10",
            "must belong to a batch"),
        new Tamper(
            """
            insert into posting
            select account_id, unit_id, 9, entry_no, amount, debits, credits
              from posting where posting_no = 8\
            """,
            "posting 9",
            "must belong to an entry"),
        new Tamper(
            """
            insert into journal_batch
            select 9, gen_random_uuid(), 8, head, sha256(head), 10, 1, 9, 0, now(), merkle_root, 1,
                   account_ids from journal_batch where batch_no = 8\
            """,
            "entry 10",
            missing));
  }

  static Stream<Tamper> accounts() {
    return Stream.of(
        bank("path = 'bank:mine'", OPENING, DIFFERS),
        bank("path = 'Bank'", "units and accounts", UNREADABLE),
        bank("type = 'EXPENSE'", OPENING, DIFFERS),
        bank("normal_side = 'CREDIT'", OPENING, DIFFERS),
        bank("number = 1010", OPENING, DIFFERS),
        bank("number = -1", OPENING, "must be 0 to 9999"),
        bank("entry_no = 40", OPENING, DIFFERS),
        bank("entry_no = 3", "account 2", OWN),
        bank("unit_id = 2", "units and accounts", "has no unit"),
        new Tamper(
            "delete from account where account_id = 1",
            "state 1 of account 1",
            "must belong to an account"),
        new Tamper(
            "insert into account values (0, 'thief:1', 1, 'ASSET', 'DEBIT', 0, 2)",
            "account 1",
            OWN));
  }

  private static Tamper bank(String change, String where, String what) {
    return new Tamper("update account set " + change + " where account_id = 1", where, what);
  }

  static Stream<Tamper> states() {
    String school = "account_id = 2";
    String till = "account_id = 3 and version = ";
    String more =
        "insert into account_state (account_id, version, status, floor, entry_no)"
            + " values (2, 2, 'OPEN', -1000000, ";
    return Stream.of(
        state("floor = -1", school, "entry 3", DIFFERS),
        state("floor = null", school, "entry 3", DIFFERS),
        state("floor = 0", till + 2, "entry 9", "more than was told has changed"),
        state("status = 'OPEN'", till + 2, "entry 9", "more than was told has changed"),
        new Tamper(
            """
            update account_state set version = 9 where account_id = 3 and version = 2;
            update account_state set version = 2 where account_id = 3 and version = 1;
            update account_state set version = 1 where account_id = 3 and version = 9\
            """,
            "entry 8",
            "version differs"),
        new Tamper(more + "5)", "account_state", "no record of"),
        new Tamper(more + "3)", "state 2 of account 2", OWN),
        new Tamper("delete from account_state where " + school, "entry 3", "must have a state"));
  }

  private static Tamper state(String change, String row, String where, String what) {
    return new Tamper("update account_state set " + change + " where " + row, where, what);
  }

  static Stream<Tamper> units() {
    String insert =
        "insert into unit (code, exponent, kind, display_decimals, cash_step,"
            + " transfer_step, unit_id, entry_no) values ('XXX', 2, 'FIAT', 2, 1, 1, ";
    return Stream.of(
        new Tamper("update unit set exponent = 3", "entry 1", "unit differs"),
        new Tamper("update unit set exponent = 1", "units and accounts", "displayDecimals"),
        new Tamper("update unit set cash_step = 5", "entry 1", "unit differs"),
        new Tamper("update unit set kind = 'POINTS'", "entry 1", "unit differs"),
        new Tamper(insert + "0, 1)", "unit 1", OWN),
        new Tamper(insert + "2, 5)", "unit", "no record of"));
  }
}
