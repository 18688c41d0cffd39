package org.ledgercore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.query.Verification.Problem;
import org.ledgercore.testing.LedgerExtension;

/** Whoever takes a guard of the database away is found, even when every row is still right. */
class VerifierShapeTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final String ROLE = "shape_" + Long.toString(System.nanoTime(), 36);

  private static TamperedBooks books;

  /**
   * A guard taken away and put back.
   *
   * @param off what takes it away
   * @param on what puts it back
   * @param where what verify must name
   * @param what a part of what verify must say
   */
  record Guard(String off, String on, String where, String what) {
    @Override
    public String toString() {
      return off;
    }
  }

  @BeforeAll
  static void fill() throws SQLException {
    books = TamperedBooks.in(DB);
    books.sql("create role " + ROLE);
  }

  @AfterAll
  static void dropRole() throws SQLException {
    books.sql("drop owned by " + ROLE);
    books.sql("drop role " + ROLE);
  }

  @ParameterizedTest
  @MethodSource({"triggers", "functions", "constraints", "tables", "grants"})
  void verify_guardOff_isNamed(Guard guard) throws SQLException {
    books.sql(guard.off());
    try {
      Problem problem = books.open().verify().problem().orElseThrow();
      assertThat(problem.where()).isEqualTo(guard.where());
      assertThat(problem.what()).contains(guard.what());
    } finally {
      books.sql(guard.on());
    }
    assertThat(books.open().verify().problem()).isEmpty();
  }

  @Test
  void verify_ownIndexAndReadingRole_areNobodysBusiness() throws SQLException {
    books.sql("create index mine on journal_entry (correlation)");
    books.sql("grant select, insert on posting to " + ROLE);
    assertThat(books.open().verify().problem()).isEmpty();
    books.sql("drop index mine");
  }

  static Stream<Guard> triggers() {
    Stream<Guard> everyTable =
        TamperedBooks.TABLES.stream().flatMap(table -> off(table, "append_only"));
    Stream<Guard> others =
        Stream.of(off("posting", "balanced"), off("journal_batch", "continues_history"))
            .flatMap(guards -> guards);
    Stream<Guard> rest =
        Stream.of(
            new Guard(
                "drop trigger balanced on posting",
                "create trigger balanced after insert on posting referencing new table as added"
                    + " for each statement execute function check_postings()",
                "trigger posting.balanced",
                "must be as shipped"),
            new Guard(
                "create trigger mine before insert on posting"
                    + " for each row execute function suppress_redundant_updates_trigger()",
                "drop trigger mine on posting",
                "trigger posting.mine",
                "must not be there"),
            new Guard(
                "create rule mine as on insert to posting do instead nothing",
                "drop rule mine on posting",
                "rule posting.mine",
                "must not be there"));
    return Stream.of(everyTable, others, rest).flatMap(guards -> guards);
  }

  private static Stream<Guard> off(String table, String trigger) {
    String alter = "alter table " + table + " %s trigger " + trigger;
    return Stream.of("disable", "enable replica")
        .map(how ->
            new Guard(
                alter.formatted(how),
                alter.formatted("enable"),
                "trigger " + table + "." + trigger,
                "must be as shipped: on CREATE"));
  }

  static Stream<Guard> functions() throws SQLException {
    String body = "create or replace function refuse_change() returns trigger language plpgsql as ";
    String shipped =
        """
        $$
        begin
          raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
            using errcode = 'LG001';
        end $$
        """
            .strip();
    String named = "function refuse_change()";
    return Stream.of(
        new Guard(body + "$$ begin return null; end $$", body + shipped, named, "must be as"),
        new Guard(
            "alter function refuse_change() security definer",
            "alter function refuse_change() security invoker",
            named,
            "must be as shipped"),
        new Guard(
            "alter function check_batch() set search_path to public",
            "alter function check_batch() set search_path from current",
            "function check_batch()",
            "own path"));
  }

  static Stream<Guard> constraints() {
    String key = "foreign key (prev_no, prev_head) references journal_batch (batch_no, head)";
    String name = "journal_batch_prev_no_prev_head_fkey";
    String drop = "alter table journal_batch drop constraint " + name;
    String add = "alter table journal_batch add constraint " + name + " " + key + " match full";
    String deferrable = " deferrable initially deferred";
    String where = "constraint journal_batch." + name;
    return Stream.of(
        new Guard(drop, add + deferrable, where, "DEFERRABLE INITIALLY DEFERRED"),
        new Guard(drop + "; " + add, drop + "; " + add + deferrable, where, "must be as shipped"),
        new Guard(
            "alter table journal_entry drop constraint journal_entry_key_hash_key",
            "alter table journal_entry add unique (key_hash)",
            "constraint journal_entry.journal_entry_key_hash_key",
            "UNIQUE (key_hash)"),
        new Guard(
            "alter table posting drop constraint posting_amount_check",
            "alter table posting add constraint posting_amount_check"
                + " check (amount between -1000000000000000 and 1000000000000000)",
            "constraint posting.posting_amount_check",
            "CHECK"),
        new Guard(
            "alter table account_state disable trigger all",
            "alter table account_state enable trigger all",
            "trigger account_state.append_only",
            "must be as shipped"));
  }

  static Stream<Guard> tables() {
    return Stream.of(
        new Guard(
            "alter table posting set unlogged",
            "alter table posting set logged",
            "table posting",
            "logged"),
        new Guard(
            "alter table posting enable row level security",
            "alter table posting disable row level security",
            "table posting",
            "logged"),
        new Guard(
            "alter table journal_entry alter digest drop not null",
            "alter table journal_entry alter digest set not null",
            "column journal_entry.digest",
            "bytea not null"));
  }

  static Stream<Guard> grants() {
    Stream<Guard> whole =
        List.of("UPDATE", "DELETE", "TRUNCATE").stream()
            .map(right ->
                new Guard(
                    "grant " + right + " on posting to " + ROLE,
                    "revoke " + right + " on posting from " + ROLE,
                    "grant posting." + right + "." + ROLE,
                    "must not be there"));
    Stream<Guard> others =
        Stream.of(
            new Guard(
                "grant update on account_state to public",
                "revoke update on account_state from public",
                "grant account_state.UPDATE.public",
                "must not be there"),
            new Guard(
                "grant update (amount) on posting to " + ROLE,
                "revoke update (amount) on posting from " + ROLE,
                "grant posting.amount.UPDATE." + ROLE,
                "must not be there"));
    return Stream.concat(whole, others);
  }
}
