package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;
import org.ledgercore.testing.LedgerExtension;

/**
 * IN18 to IN21 on a real database: one key, one entry, for ever; a repeat is told from a change, in
 * one batch and later.
 */
class BadInputKeysTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final AccountPath BANK = AccountPath.of("bank");
  private static final AccountPath CASH = AccountPath.of("cash");
  private static final AccountPath TILL = AccountPath.of("till");

  @BeforeAll
  static void openTheBooks() {
    open(DB.ledger());
    DB.ledger().post(first().build()).orThrow();
  }

  private static void open(Ledger ledger) {
    ledger.openUnit(EUR);
    for (AccountPath path : List.of(BANK, CASH, TILL)) {
      ledger.openAccount(NewAccount.asset(path.value(), EUR));
    }
  }

  /** The entry that used the key {@code used}. */
  private static EntryBuilder first() {
    return JournalEntry.on(DAY)
        .key("used")
        .correlatedWith("case")
        .with("a", "1")
        .with("b", "2")
        .debit(CASH, euro(3))
        .credit(BANK, euro(1))
        .credit(BANK, euro(2));
  }

  private static EntryBuilder second() {
    return JournalEntry.on(DAY).key("used").correlatedWith("case").with("a", "1").with("b", "2");
  }

  /** IN18. */
  @Test
  void postAll_sameEntryTwice_isOneEntry() {
    JournalEntry entry = transfer("twice", 5);
    Stored before = Stored.in(DB);

    List<Outcome> outcomes = DB.ledger().postAll(List.of(entry, entry, entry));

    assertThat(outcomes.getFirst()).isInstanceOf(Accepted.class);
    Outcome replayed = new Replayed(outcomes.getFirst().orThrow());
    assertThat(outcomes.subList(1, 3)).containsExactly(replayed, replayed);
    assertThat(Stored.in(DB).newestEntry()).isEqualTo(before.newestEntry() + 1);
    assertThat(DB.ledger().post(entry)).isEqualTo(replayed);
  }

  /** IN19. */
  @Test
  void postAll_sameKeyOtherContent_refusesTheSecondOnly() {
    JournalEntry one = transfer("clash", 5);
    JournalEntry other = transfer("clash", 6);
    JournalEntry mate = transfer("mate", 7);
    long before = DB.ledger().newestEntry();

    List<Outcome> outcomes = DB.ledger().postAll(List.of(one, other, mate));

    assertThat(outcomes.get(0).orThrow().number()).isEqualTo(before + 1);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new Rejected(
                new Rejection.KeyReused(
                    EntryKey.of("clash"),
                    outcomes.getFirst().orThrow(),
                    List.of(
                        new Difference("postings[0]", "DEBIT cash 0.05 EUR", "DEBIT cash 0.06 EUR"),
                        new Difference(
                            "postings[1]", "CREDIT bank 0.05 EUR", "CREDIT bank 0.06 EUR")))));
    assertThat(outcomes.get(2).orThrow().number()).isEqualTo(before + 2);
    assertThat(DB.ledger().entry(before + 1).entry()).isEqualTo(one);
    assertThat(DB.ledger().newestEntry()).isEqualTo(before + 2);
  }

  /** IN18 and IN19 in an atomic group. */
  @Test
  void postAtomically_repeats() {
    JournalEntry entry = transfer("member", 5);
    List<Outcome> same = DB.ledger().postAtomically(List.of(entry, entry));
    assertThat(same.getLast()).isEqualTo(new Replayed(same.getFirst().orThrow()));

    Stored before = Stored.in(DB);
    List<Outcome> clash =
        DB.ledger().postAtomically(List.of(transfer("fresh", 1), transfer("member", 6)));
    assertThat(clash).allMatch(Rejected.class::isInstance);
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  /** IN20: what is another content, and the field that says so. */
  static Stream<Arguments> changes() {
    UnaryOperator<EntryBuilder> legs =
        b -> b.debit(CASH, euro(3)).credit(BANK, euro(1)).credit(BANK, euro(2));
    return Stream.of(
        Arguments.of("kind", legs.apply(second()).kind("capture")),
        Arguments.of("effectiveDate", legs.apply(dated(DAY.plusDays(1)))),
        Arguments.of("effectiveDate", legs.apply(dated(null))),
        Arguments.of("correlation", legs.apply(second()).correlatedWith("other")),
        Arguments.of("description", legs.apply(second()).describedAs(" ")),
        Arguments.of("metadata.a", legs.apply(second()).with("a", "2")),
        Arguments.of("metadata.c", legs.apply(second()).with("c", "")),
        Arguments.of(
            "postings[1], postings[2]",
            second().debit(CASH, euro(3)).credit(BANK, euro(2)).credit(BANK, euro(1))),
        Arguments.of(
            "postings[1], postings[2]", second().debit(CASH, euro(3)).credit(BANK, euro(3))),
        Arguments.of(
            "postings[0]",
            second().debit(TILL, euro(3)).credit(BANK, euro(1)).credit(BANK, euro(2))),
        Arguments.of(
            "postings[0], postings[1], postings[2]",
            second().credit(CASH, euro(3)).debit(BANK, euro(1)).debit(BANK, euro(2))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void post_usedKeyOtherContent_refused_namingTheFields(String fields, EntryBuilder changed) {
    Stored before = Stored.in(DB);

    Outcome outcome = DB.ledger().post(changed.build());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              Rejection.KeyReused why = (Rejection.KeyReused) rejected.why();
              assertThat(why.differences().stream().map(Difference::field).toList())
                  .isEqualTo(List.of(fields.split(", ", -1)));
              assertThat(why.first().entry()).isEqualTo(first().build());
              assertThat(why.sentence())
                  .startsWith("key entry/used was used by entry " + why.first().number() + ": [");
            });
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  /** IN20: the same content said in another way is a repeat. */
  @Test
  void post_usedKeySameContent_replayed_howeverItIsSaid() {
    Account cash = DB.ledger().account(NewAccount.asset("cash", EUR).ref()).orElseThrow();
    Unit shown = EUR.displayedWith(0).withCashStep(5);
    EntryBuilder inAnotherOrder =
        JournalEntry.on(DAY)
            .debit(cash, Money.of("0.03", EUR))
            .credit(BANK, Money.ofMinor(1, shown))
            .credit(BANK, Money.of("0.02", EUR))
            .with("b", "changed")
            .with("b", "2")
            .with("a", "1")
            .correlatedWith("case")
            .describedAs("")
            .kind("entry")
            .onlyIfNewest(0)
            .key(new EntryKey("entry", "used"));
    Stored before = Stored.in(DB);

    assertThat(DB.ledger().post(inAnotherOrder.build())).isInstanceOf(Replayed.class);
    assertThat(DB.ledger().post(first().build())).isInstanceOf(Replayed.class);
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  /** IN21. */
  @Test
  void post_sameTextInAnotherNamespace_isAnotherKey() {
    long before = DB.ledger().newestEntry();
    for (String namespace : List.of("capture/switch", "refund/switch", "Entry", "entry ")) {
      JournalEntry entry = first().key(new EntryKey(namespace, "used")).build();
      assertThat(DB.ledger().post(entry)).as(namespace).isInstanceOf(Accepted.class);
    }
    for (EntryKey shifted : List.of(new EntryKey("entryu", "sed"), new EntryKey("entr", "yused"))) {
      assertThat(DB.ledger().post(first().key(shifted).build())).isInstanceOf(Accepted.class);
    }
    assertThat(DB.ledger().newestEntry()).isEqualTo(before + 6);
  }

  /** IN21. */
  @Test
  void post_sameKeyInAnotherLedger_isAnotherKey() {
    Ledger other =
        Ledger.open(DB.dataSource(), LedgerOptions.defaults().withSchema(DB.newSchema()));
    open(other);
    Stored before = Stored.in(DB);

    assertThat(other.post(first().build())).isInstanceOf(Accepted.class);
    assertThat(other.verify().problem()).isEmpty();
    assertThat(Stored.in(DB)).isEqualTo(before);
  }

  /** A refusal used up nothing: the key is free until something is accepted under it. */
  @Test
  void post_refused_leavesTheKeyFree() {
    JournalEntry bad =
        JournalEntry.on(DAY)
            .key("free")
            .debit(AccountPath.of("nowhere"), euro(1))
            .credit(BANK, euro(1))
            .build();
    assertThat(Verdict.of(() -> DB.ledger().post(bad))).startsWith("ACCOUNT_NOT_FOUND");
    assertThat(DB.ledger().post(transfer("free", 1))).isInstanceOf(Accepted.class);
    assertThat(Verdict.of(() -> DB.ledger().post(bad))).startsWith("KEY_REUSED");
  }

  private static EntryBuilder dated(@Nullable LocalDate date) {
    EntryBuilder parts = date == null ? JournalEntry.undated() : JournalEntry.on(date);
    return parts.key("used").correlatedWith("case").with("a", "1").with("b", "2");
  }

  private static JournalEntry transfer(String key, long minor) {
    return JournalEntry.on(DAY).key(key).debit(CASH, euro(minor)).credit(BANK, euro(minor)).build();
  }

  private static Money euro(long minor) {
    return Money.ofMinor(minor, EUR);
  }
}
