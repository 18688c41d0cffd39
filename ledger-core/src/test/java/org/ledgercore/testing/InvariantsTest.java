package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.Ledger;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;

/** Each invariant notices what it is there for, in rows that were changed behind the ledger. */
class InvariantsTest {

  private TestLedger real;
  private SmallBooks books;

  @BeforeEach
  void openBooks() {
    real = TestLedger.fresh();
    Ledger ledger = real.ledger();
    books = SmallBooks.in(ledger);
    ledger.post(books.deposit("deposit", 100)).orThrow();
    ledger.post(books.payout("payout", 40)).orThrow();
    NewAccount spare = NewAccount.asset("spare", SmallBooks.EUR);
    ledger.openAccount(spare);
    ledger.accounts().close(spare.ref(), "ann", "not needed").orThrow();
  }

  @AfterEach
  void drop() {
    real.close();
  }

  @Test
  void untouchedBooks_keepAllOfThem() {
    assertThat(Invariants.brokenIn(real.dataSource(), real.schema())).isEmpty();
    assertThat(InvariantSql.QUERIES).hasSizeGreaterThanOrEqualTo(20);
  }

  /** The invariant that must notice first, and the change. */
  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("I1", "update posting set amount = amount + 1 where posting_no = 1"),
        Arguments.of(
            "I2a", "update posting set entry_no = entry_no + 1 where posting_no in (2, 4)"),
        Arguments.of("I2b", "delete from posting where posting_no = 4"),
        Arguments.of(
            "I2c",
            "insert into posting select account_id, unit_id, 5, entry_no, -amount, debits, credits"
                + " from posting where posting_no = 4"),
        Arguments.of("I3", "update posting set debits = debits + 1 where posting_no = 3"),
        Arguments.of("I4a", "update posting set posting_no = 9 where posting_no = 4"),
        Arguments.of("I4b", "update journal_entry set entry_no = 20 where entry_no = 7"),
        Arguments.of("I4c", "update journal_batch set entry_count = 2 where batch_no = 4"),
        Arguments.of("I4d", "update account_state set version = 3 where version = 2"),
        Arguments.of(
            "I4e", "update journal_entry set account_ids = '{2,1}' where account_ids = '{1,2}'"),
        Arguments.of("I6a", "update account_state set floor = 61 where floor = 0"),
        Arguments.of("I6b", closing(5)),
        Arguments.of("I6c", closing(8)),
        Arguments.of("I6d", "update posting set unit_id = 2 where posting_no = 1"),
        Arguments.of("I8a", "update journal_entry set key = 'deposit' where key = 'payout'"),
        Arguments.of("I8b", "update journal_entry set key = 'other' where key = 'payout'"),
        Arguments.of("I9a", "update journal_batch set head = sha256('x') where batch_no = 3"),
        Arguments.of(
            "I9b", "update journal_batch set batch_id = gen_random_uuid() where batch_no = 3"),
        Arguments.of("I9c", "update journal_entry set description = 'x' where key = 'payout'"),
        Arguments.of(
            "I9d", "update journal_batch set merkle_root = sha256('x') where batch_no = 3"),
        Arguments.of(
            "I9e", "update journal_batch set recorded_at = '2001-01-01' where batch_no = 3"),
        Arguments.of(
            "I12",
            "with told as (update journal_entry set metadata = '{closed_through,2030-01-01}'"
                + " where entry_no = 1)"
                + " insert into fact (kind, id, version, entry_no) values"
                + " ('period', 'ledger', 1, 1)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void changedRows_areNoticed(String invariant, String change) throws Exception {
    Tampering.in(real.dataSource(), real.schema(), change);

    assertThat(Invariants.brokenIn(real.dataSource(), real.schema()))
        .anyMatch(broken -> broken.startsWith(invariant + " "));
  }

  @Test
  void clientWhoWasToldTheTruth_hasNothingToSay() {
    assertThat(brokenFor(honest())).isEmpty();
  }

  @Test
  void acknowledgedAndMissing_isNoticed() {
    ClientLog client = honest();
    EntryKey lost = EntryKey.of("lost");
    client.sending(lost);
    client.recorded(lost, 9);

    assertThat(brokenFor(client)).singleElement().asString().startsWith("I7").contains("lost");
  }

  @Test
  void twoNumbersForOneKey_areNoticed() {
    ClientLog client = honest();
    client.recorded(EntryKey.of("deposit"), 5);

    assertThat(brokenFor(client)).anyMatch(broken -> broken.startsWith("I8"));
  }

  @Test
  void storedAndNeverSent_isNoticed() {
    ClientLog client = new ClientLog();
    record(client, books.deposit("deposit", 100));

    assertThat(brokenFor(client)).anyMatch(broken -> broken.startsWith("I10"));
  }

  @Test
  void storedAndRefused_isNoticed_unlessItsFateIsUnknown() {
    ClientLog client = new ClientLog();
    record(client, books.deposit("deposit", 100));
    client.sending(EntryKey.of("payout"));

    assertThat(brokenFor(client)).singleElement().asString().startsWith("I13");

    client.unknown(EntryKey.of("payout"));
    assertThat(brokenFor(client)).isEmpty();
  }

  private ClientLog honest() {
    ClientLog client = new ClientLog();
    record(client, books.deposit("deposit", 100));
    record(client, books.payout("payout", 40));
    return client;
  }

  private void record(ClientLog client, JournalEntry entry) {
    client.sending(entry.key());
    client.recorded(entry.key(), real.ledger().entry(entry.key()).orElseThrow().number());
  }

  private java.util.List<String> brokenFor(ClientLog client) {
    return Invariants.brokenFor(client, real.dataSource(), real.schema());
  }

  private static String closing(int entry) {
    return "insert into account_state (account_id, version, status, entry_no)"
        + " values (1, 2, 'CLOSED', "
        + entry
        + ")";
  }
}
