package org.ledgercore.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PartRejection;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Remainder;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.LedgerExtension;

/** Holds: reserved, settled whole and in parts, let go, over; as {@code docs/holds.md} tells. */
class HoldsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  private Ledger ledger;
  private Account bank;
  private Account purse;
  private Account shop;
  private static int books;

  @BeforeEach
  void openBooks() {
    ledger = DB.ledger();
    ledger.openUnit(EUR);
    String n = ":" + ++books;
    bank = ledger.openAccount(NewAccount.asset("bank" + n, EUR));
    purse = ledger.openAccount(NewAccount.liability("purse" + n, EUR).neverOverdrawn());
    shop = ledger.openAccount(NewAccount.liability("shop" + n, EUR));
    ledger.post(entry("in" + n, bank, purse, "100.00")).orThrow();
  }

  @Test
  void guide_holdSettleInPartsAndLetGo() {
    // @start region="holds"
    long hold = ledger.holds().hold(entry("order-7", purse, shop, "80.00"), FAR).orThrow().number();
    assertThat(ledger.balance(purse).posted()).isEqualTo(euro("100.00"));
    assertThat(ledger.balance(purse).pending()).isEqualTo(euro("80.00"));
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("20.00"));
    assertRejected(
        ledger.post(entry("order-8", purse, shop, "20.01")), Rejection.InsufficientFunds.class);

    Part first =
        Part.rest(EntryKey.of("sent-7a"), null).taking(List.of(euro("50.00"), euro("50.00")));
    assertAccepted(ledger.holds().settle(hold, first));
    assertReplayed(ledger.holds().settle(hold, first));
    Part more =
        Part.rest(EntryKey.of("sent-7b"), null).taking(List.of(euro("30.01"), euro("30.01")));
    assertRejected(ledger.holds().settle(hold, more), PartRejection.MoreThanIsLeft.class);
    assertAccepted(ledger.holds().voidHold(hold, "order-7-done")); // the rest is free again

    assertThat(ledger.balance(purse).posted()).isEqualTo(euro("50.00"));
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("50.00"));
    assertRejected(ledger.holds().settle(hold, "sent-7c"), PartRejection.HoldClosed.class);
    // @end
    assertThat(ledger.balance(shop).posted()).isEqualTo(euro("50.00"));
    assertThat(ledger.holds().find(hold).orElseThrow().state()).isEqualTo(Remainder.State.VOIDED);
  }

  @Test
  void settle_whole_postsAndFrees() {
    Outcome held = ledger.holds().hold(entry("w" + books, purse, shop, "100.00"), FAR);
    long hold = held.orThrow().number();
    assertReplayed(ledger.holds().hold(entry("w" + books, purse, shop, "100.00"), FAR));
    assertRejected(
        ledger.post(entry("w" + books, purse, shop, "100.00")), Rejection.KeyReused.class);
    assertThat(ledger.entry(hold).entry()).isEqualTo(held.orThrow().entry());

    Outcome settled = ledger.holds().settle(hold, "w-sent" + books);
    assertAccepted(settled);
    assertReplayed(ledger.holds().settle(hold, "w-sent" + books));
    assertThat(settled.orThrow().entry().metadata())
        .containsEntry("ledger.settles", Long.toString(hold));
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("0.00"));
    assertThat(ledger.balance(purse).pending()).isEqualTo(euro("0.00"));
    assertThat(ledger.balance(shop).posted()).isEqualTo(euro("100.00"));
    Hold found = ledger.holds().find(hold).orElseThrow();
    assertThat(found.state()).isEqualTo(Remainder.State.SETTLED);
    assertThat(found.changedBy()).isEqualTo(settled.orThrow().number());
    assertThat(found.remaining()).containsOnly(euro("0.00"));
  }

  @Test
  void settle_finalPart_freesTheRest() {
    long hold = hold("f", "60.00", FAR);
    Part last =
        Part.rest(EntryKey.of("f-sent" + books), null)
            .taking(List.of(euro("10.00"), euro("10.00")))
            .andRelease();

    assertAccepted(ledger.holds().settle(hold, last));
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("90.00"));
    assertRejected(ledger.holds().voidHold(hold, "f-void"), PartRejection.HoldClosed.class);
  }

  @Test
  void hold_ofSeveralLegs_settlesLegByLeg() {
    JournalEntry three =
        JournalEntry.undated()
            .key("three" + books)
            .debit(purse, euro("10.00"))
            .credit(shop, euro("9.00"))
            .credit(bank, euro("1.00"))
            .build();
    long hold = ledger.holds().hold(three, FAR).orThrow().number();
    Part first =
        Part.rest(EntryKey.of("three-a" + books), null)
            .taking(List.of(euro("4.00"), euro("4.00"), euro("0.00")));

    assertAccepted(ledger.holds().settle(hold, first));
    assertThat(ledger.holds().find(hold).orElseThrow().remaining())
        .containsExactly(euro("6.00"), euro("5.00"), euro("1.00"));
    assertAccepted(ledger.holds().settle(hold, "three-b" + books));
    assertThat(ledger.balance(shop).posted()).isEqualTo(euro("9.00"));
    assertThat(ledger.balance(bank).pending()).isEqualTo(euro("0.00"));
  }

  @Test
  void hold_thatIsOver_isRecordedBeforeTheNextEntry() throws Exception {
    long hold = hold("x", "100.00", Instant.now().plusMillis(300));
    assertThat(ledger.holds().open(10)).extracting(Hold::id).contains(hold);

    JournalEntry out = entry("x-out" + books, purse, shop, "100.00");
    Eventually.holds("accepted", () -> ledger.post(out) instanceof Outcome.Accepted);
    Hold over = ledger.holds().find(hold).orElseThrow();
    assertThat(over.state()).isEqualTo(Remainder.State.EXPIRED);
    assertThat(ledger.entry(over.changedBy()).entry().kind()).isEqualTo("ledger.hold.expired");
    assertRejected(ledger.holds().settle(hold, "x-late"), PartRejection.HoldClosed.class);
    assertThat(ledger.balance(purse).posted()).isEqualTo(euro("0.00"));
  }

  @Test
  void hold_refusals() {
    long plain = ledger.post(entry("p" + books, purse, shop, "1.00")).orThrow().number();
    assertThat(why(ledger.holds().settle(plain, "q1")))
        .isEqualTo(new PartRejection.NotAHold(plain));
    assertThat(why(ledger.holds().voidHold(1_000_000, "q2")))
        .isEqualTo(new PartRejection.NoSuchEntry(1_000_000));
    assertThat(why(ledger.holds().hold(entry("q3", purse, shop, "99.01"), FAR)))
        .isInstanceOf(Rejection.InsufficientFunds.class);
    assertThat(why(ledger.holds().hold(entry("q4", purse, shop, "1.00"), Instant.EPOCH)))
        .isInstanceOf(PartRejection.ExpiryPassed.class);
    long hold = hold("r", "1.00", FAR);
    assertThat(why(ledger.reverse(hold, "q5", LocalDate.of(2026, 1, 1))))
        .isEqualTo(new PartRejection.NotReversible(hold, "a hold"));
    Account spare = ledger.openAccount(NewAccount.asset("spare:" + books, EUR));
    long onSpare =
        ledger.holds().hold(entry("s" + books, spare, shop, "1.00"), FAR).orThrow().number();
    assertThat(why(ledger.accounts().close(spare.ref(), "ann", "gone")))
        .isEqualTo(new PartRejection.HoldsOpen(spare.ref()));
    assertAccepted(ledger.holds().voidHold(onSpare, "s-void" + books));
    assertAccepted(ledger.accounts().close(spare.ref(), "ann", "gone"));
  }

  @Test
  void settle_onAFrozenAccount_isRefused_butMayBeLetGo() {
    long hold = hold("z", "5.00", FAR);
    Act freeze = new Act("z" + books, "ann", "stolen");
    ledger.accounts().freeze(purse.ref(), AccountStatus.FROZEN_OUT, freeze).orThrow();

    assertRejected(ledger.holds().settle(hold, "z-sent"), Rejection.AccountFrozen.class);
    assertAccepted(ledger.holds().voidHold(hold, "z-void" + books));
  }

  @Test
  void holdsAndEntries_inOneGroup_areAllOrNothing() {
    JournalEntry held =
        JournalEntry.undated()
            .key("g-hold" + books)
            .debit(purse, euro("60.00"))
            .credit(shop, euro("60.00"))
            .heldUntil(FAR)
            .build();
    List<Outcome> refused =
        ledger.postAtomically(List.of(held, entry("g-out" + books, purse, shop, "40.01")));
    assertThat(refused).allMatch(it -> it instanceof Outcome.Rejected);
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("100.00"));

    ledger
        .postAtomically(List.of(held, entry("g-out" + books, purse, shop, "40.00")))
        .forEach(Outcome::orThrow);
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("0.00"));
    assertThat(ledger.statement(purse, EntryRange.all()).lines()).hasSize(2);
  }

  @Test
  void manyHolds_copiedInOneBatch_areStoredLikeOne() {
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      JournalEntry one = entry("b" + books + "-" + i, purse, shop, "0.10");
      all.add(i % 2 == 0 ? one : parts(one).heldUntil(FAR.minusSeconds(i)).build());
    }
    ledger.postAll(all).forEach(Outcome::orThrow);

    assertThat(ledger.balance(purse).posted()).isEqualTo(euro("75.00"));
    assertThat(ledger.balance(purse).available()).isEqualTo(euro("50.00"));
    assertThat(ledger.holds().open(1_000).stream().filter(it -> isOn(it, purse)).count())
        .isEqualTo(250);
  }

  private static boolean isOn(Hold hold, Account account) {
    return hold.entry().entry().postings().getFirst().account().equals(account.path());
  }

  private static EntryBuilder parts(JournalEntry entry) {
    EntryBuilder builder = JournalEntry.undated().key(entry.key());
    entry.postings().forEach(builder::leg);
    return builder;
  }

  private long hold(String key, String amount, Instant until) {
    return ledger.holds().hold(entry(key + books, purse, shop, amount), until).orThrow().number();
  }

  private static Rejection why(Outcome outcome) {
    return ((Outcome.Rejected) outcome).why();
  }

  private static JournalEntry entry(String key, Account debit, Account credit, String amount) {
    return JournalEntry.undated()
        .key(key)
        .debit(debit, Money.of(amount, debit.unit()))
        .credit(credit, Money.of(amount, credit.unit()))
        .build();
  }

  private static Money euro(String amount) {
    return Money.of(amount, EUR);
  }
}
