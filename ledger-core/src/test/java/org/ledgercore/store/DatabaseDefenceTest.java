package org.ledgercore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.store.HandMadeBatch.literal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Command;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/**
 * What the database refuses although it is asked by a superuser with plain SQL, as from psql. The
 * ledger verifies after each test, so a refusal that left something behind would be seen.
 */
@Covers("E19")
class DatabaseDefenceTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final String APPEND_ONLY = "LG001";
  private static final String UNBALANCED = "LG002";
  private static final String NOT_THE_BATCHS_LEGS = "LG003";
  private static final String OUT_OF_PLACE = "LG004";
  private static final String NO_SUCH_HISTORY = "23503";

  /** Every table of the ledger with a column that an UPDATE could name. */
  private static final Map<String, String> TABLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ledger", "format"),
              Map.entry("journal_batch", "rules_version"),
              Map.entry("journal_entry", "kind"),
              Map.entry("posting", "amount"),
              Map.entry("displaced", "debits"),
              Map.entry("unit", "kind"),
              Map.entry("account", "number"),
              Map.entry("account_state", "status"),
              Map.entry("hold", "state"),
              Map.entry("reversal", "version"),
              Map.entry("fact", "version")));

  private final SmallBooks books = SmallBooks.in(DB.ledger());
  private String key = "";

  @BeforeEach
  void post(TestInfo test) {
    key = test.getDisplayName();
    DB.ledger().post(books.deposit("before " + key, 1_000)).orThrow();
  }

  static Stream<String> changes() {
    return TABLES.entrySet().stream()
        .flatMap(table -> {
          String name = table.getKey();
          String column = table.getValue();
          return Stream.of(
              "update " + name + " set " + column + " = " + column,
              "update " + name + " set " + column + " = " + column + " where false",
              "delete from " + name,
              "delete from " + name + " where false",
              "truncate " + name + " cascade");
        });
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_ofAnyTable_refused(String sql) {
    assertRefused(APPEND_ONLY, statement -> statement.execute(sql));
  }

  @Test
  void change_asPartOfAnInsert_refused() {
    assertRefused(
        APPEND_ONLY,
        statement ->
            statement.execute(
                "insert into account_state select * from account_state"
                    + " on conflict (account_id, version) do update set floor = -1"));
    assertRefused(
        APPEND_ONLY,
        statement ->
            statement.execute(
                "merge into unit u using unit v on u.unit_id = v.unit_id"
                    + " when matched then update set display_decimals = 0"));
  }

  @Test
  void tables_ofTheSchema_areAllTested() throws SQLException {
    TreeSet<String> tables = new TreeSet<>();
    try (Connection connection = DB.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select tablename from pg_tables where schemaname = '" + DB.schema() + "'")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    tables.remove("flyway_schema_history");
    tables.remove("subject"); // its rows may be erased: SubjectsTest
    tables.remove("feed_cursor");
    assertThat(tables).isEqualTo(TABLES.keySet());
  }

  @Test
  void insert_ofACorrectBatch_accepted() throws SQLException {
    HandMadeBatch batch = transfer();
    inTransaction(batch::insert);
    assertThat(batch.entries.getFirst()).containsEntry("entry_no", literal(newestEntry()));
    long newest = newestEntry();
    assertThat(DB.ledger().post(books.deposit(key, 500)).orThrow().number()).isEqualTo(newest + 1);
  }

  @Test
  void insert_ofACorrectBatchInASavepoint_accepted() throws SQLException {
    HandMadeBatch batch = transfer();
    inTransaction(statement -> {
      Savepoint first = statement.getConnection().setSavepoint();
      batch.insert(statement);
      statement.getConnection().rollback(first);
      Savepoint second = statement.getConnection().setSavepoint();
      batch.insert(statement);
      statement.getConnection().releaseSavepoint(second);
    });
    assertThat(batch.entries.getFirst()).containsEntry("entry_no", literal(newestEntry()));
  }

  @Test
  void insert_ofUnbalancedLegs_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    batch.postings.getFirst().put("amount", "501");
    assertRefused(UNBALANCED, batch::insert);
  }

  @Test
  void insert_ofLegsBalancedOverTwoEntries_refused() throws SQLException {
    HandMadeBatch batch = twoTransfers();
    batch.postings.get(0).put("amount", "501");
    batch.postings.get(2).put("amount", "499");
    assertRefused(UNBALANCED, batch::insert);
  }

  @Test
  void insert_ofLegsBalancedOverTwoCurrencies_refused() throws SQLException {
    Unit chf = Unit.fiat("CHF", 2);
    DB.ledger().openUnit(chf);
    Account francs = DB.ledger().openAccount(NewAccount.liability("francs:school", chf));
    HandMadeBatch batch = transfer();
    Map<String, String> credit = batch.postings.get(1);
    credit.put("account_id", literal(francs.id()));
    credit.put("unit_id", "2");
    assertRefused(UNBALANCED, batch::insert);
  }

  @Test
  void insert_ofLegsOfAnOldEntry_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    batch.postings.forEach(leg -> leg.put("entry_no", literal(newestEntry())));
    assertRefused(
        NOT_THE_BATCHS_LEGS,
        statement -> HandMadeBatch.insert(statement, "posting", batch.postings));
    assertRefused(NOT_THE_BATCHS_LEGS, batch::insert);
  }

  @Test
  void insert_ofMoreLegsInASecondStatement_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    HandMadeBatch more = transfer();
    more.postings.forEach(
        leg -> leg.put("posting_no", literal(2 + Long.parseLong(leg.get("posting_no")))));
    assertRefused(
        NOT_THE_BATCHS_LEGS,
        statement -> {
          batch.insert(statement);
          HandMadeBatch.insert(statement, "posting", more.postings);
        });
  }

  @Test
  void insert_ofTheNewestBatchsLegsOnceMore_refused() {
    String again =
        "insert into posting select account_id + 100, unit_id, posting_no, entry_no, amount,"
            + " debits, credits from posting where entry_no = "
            + newestEntry();
    assertRefused(NOT_THE_BATCHS_LEGS, statement -> statement.execute(again));
    assertRefused(
        NOT_THE_BATCHS_LEGS,
        statement -> {
          statement.getConnection().setSavepoint();
          statement.execute(again);
        });
  }

  @Test
  void insert_withLegsMissing_refused() throws SQLException {
    HandMadeBatch half = twoTransfers();
    half.postings.subList(2, 4).clear();
    assertRefused(NOT_THE_BATCHS_LEGS, half::insert);
    HandMadeBatch none = transfer();
    none.postings.clear();
    assertRefused(NOT_THE_BATCHS_LEGS, none::insert);
    none.entries.clear();
    assertRefused(NOT_THE_BATCHS_LEGS, none::insert);
  }

  @Test
  void insert_thatDoesNotBeginWhereTheLastEnds_refused() throws SQLException {
    HandMadeBatch entries = transfer();
    shift(entries.batch, "first_entry");
    shift(entries.entries.getFirst(), "entry_no");
    entries.postings.forEach(leg -> shift(leg, "entry_no"));
    assertThat(assertRefused(OUT_OF_PLACE, entries::insert)).contains("does not begin where batch");

    HandMadeBatch postings = transfer();
    shift(postings.batch, "first_posting");
    shift(postings.entries.getFirst(), "first_posting");
    postings.postings.forEach(leg -> shift(leg, "posting_no"));
    assertThat(assertRefused(OUT_OF_PLACE, postings::insert))
        .contains("does not begin where batch");
  }

  @Test
  void insert_recordedBeforeTheLastBatch_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    batch.batch.put(
        "recorded_at",
        "(select recorded_at - interval '1 microsecond' from journal_batch"
            + " order by batch_no desc limit 1)");
    assertThat(assertRefused(OUT_OF_PLACE, batch::insert)).contains("is recorded before batch");
  }

  @Test
  void insert_recordedTenMinutesAhead_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
    batch.batch.put("recorded_at", HandMadeBatch.time(Micros.of(ahead)));
    assertThat(assertRefused(OUT_OF_PLACE, batch::insert)).contains("more than 5 minutes off");
  }

  @Test
  void insert_recordedTenMinutesAgo_refused() throws SQLException {
    String empty = DB.newSchema();
    Command first = new Command.OpenUnit(SmallBooks.EUR);
    HandMadeBatch batch = HandMadeBatch.next(DB.dataSource(), empty, first);
    Instant ago = Instant.now().minus(Duration.ofMinutes(10));
    batch.batch.put("recorded_at", HandMadeBatch.time(Micros.of(ago)));
    assertThatThrownBy(() -> inTransaction(empty, batch::insert))
        .hasMessageContaining("more than 5 minutes off");
    HandMadeBatch inTime = HandMadeBatch.next(DB.dataSource(), empty, first);
    inTransaction(empty, inTime::insert);
  }

  @Test
  void insert_behindAnotherHistory_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    batch.batch.put("prev_head", "'\\x" + "ab".repeat(32) + "'");
    assertRefused(NO_SUCH_HISTORY, batch::insert);
  }

  @Test
  void insert_thatLeavesANumberOut_refused() throws SQLException {
    HandMadeBatch batch = transfer();
    shift(batch.batch, "batch_no");
    shift(batch.batch, "prev_no");
    assertRefused(NO_SUCH_HISTORY, batch::insert);
  }

  private interface Work {
    void with(Statement statement) throws SQLException;
  }

  /** Runs the work in a transaction of its own, expects a refusal, and returns its message. */
  private static String assertRefused(String state, Work work) {
    long newest = newestEntry();
    Map<String, String> refusal = new LinkedHashMap<>();
    try {
      inTransaction(work);
    } catch (SQLException e) {
      refusal.put(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
    assertThat(refusal).containsOnlyKeys(state);
    assertThat(newestEntry()).isEqualTo(newest);
    return refusal.getOrDefault(state, "");
  }

  private static void inTransaction(Work work) throws SQLException {
    inTransaction(DB.schema(), work);
  }

  private static void inTransaction(String schema, Work work) throws SQLException {
    try (Connection connection = DB.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local search_path to " + schema);
        work.with(statement);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private HandMadeBatch transfer() throws SQLException {
    Command post = new Command.Post(books.deposit("by hand: " + key, 500));
    return HandMadeBatch.next(DB.dataSource(), DB.schema(), post);
  }

  private HandMadeBatch twoTransfers() throws SQLException {
    Command group =
        new Command.PostGroup(
            List.of(books.deposit("one " + key, 500), books.deposit("two " + key, 500)));
    return HandMadeBatch.next(DB.dataSource(), DB.schema(), group);
  }

  private static void shift(Map<String, String> row, String column) {
    row.put(column, literal(1 + Long.parseLong(row.getOrDefault(column, "0"))));
  }

  private static long newestEntry() {
    return DB.ledger().newestEntry();
  }
}
