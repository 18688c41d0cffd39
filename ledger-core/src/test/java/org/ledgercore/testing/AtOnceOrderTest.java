package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Answers of several threads are right when some order explains them, and only then. */
class AtOnceOrderTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final NewAccount BANK = NewAccount.asset("bank", EUR);
  private static final NewAccount CUSTOMER = NewAccount.liability("customer", EUR).neverOverdrawn();

  /** Unit, two accounts and a deposit of 10: the next entry is 5. */
  private final ModelLedger books = new ModelLedger();

  @BeforeEach
  void openBooks() {
    books.openUnit(EUR);
    books.openAccount(BANK);
    books.openAccount(CUSTOMER);
    assertThat(books.post(entry("in", BANK, CUSTOMER, 10))).isEqualTo(Verdict.accepted(4));
  }

  @Test
  void refusalAfterTheOthersPayout_isExplained() {
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(payout("a", 10), List.of(tooLow(-10)));
    order.addThread(payout("b", 10), List.of(Verdict.accepted(5)));

    assertThat(order.after()).isNotNull();
  }

  @Test
  void refusalThatNoOrderGives_isNot() {
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(payout("a", 4), List.of(tooLow(-4)));
    order.addThread(payout("b", 4), List.of(Verdict.accepted(5)));

    assertThat(order.after()).isNull();
    assertThat(order).asString().contains("INSUFFICIENT_FUNDS");
  }

  @Test
  void bothPayouts_ofOneBalance_areNot() {
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(payout("a", 10), List.of(Verdict.accepted(5)));
    order.addThread(payout("b", 10), List.of(Verdict.accepted(6)));

    assertThat(order.after()).isNull();
  }

  @Test
  void oneKeyTwice_isOnceAcceptedAndOnceReplayed() {
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(payout("a", 1), List.of(Verdict.replayed(5)));
    order.addThread(payout("a", 1), List.of(Verdict.accepted(5)));

    assertThat(order.after()).isNotNull();
  }

  @Test
  void batch_letsOthersInBetween_aGroupDoesNot() {
    List<JournalEntry> two = List.of(entry("a", BANK, CUSTOMER, 1), entry("b", BANK, CUSTOMER, 1));
    List<Verdict> apart = List.of(Verdict.accepted(5), Verdict.accepted(7));

    AtOnceOrder batch = new AtOnceOrder(books);
    batch.addThread(new Action.PostAll(two), apart);
    batch.addThread(payout("c", 1), List.of(Verdict.accepted(6)));
    AtOnceOrder group = new AtOnceOrder(books);
    group.addThread(new Action.PostAtomically(two), apart);
    group.addThread(payout("c", 1), List.of(Verdict.accepted(6)));

    assertThat(batch.after()).isNotNull();
    assertThat(group.after()).isNull();
  }

  /** The rollback gives the turn back: the other thread's entry may come before the second post. */
  @Test
  void savepointFromBeforeTheFirstPost_letsOthersInBetween() {
    Action join =
        new Action.Join(
            List.of(
                new Action.Savepoint(),
                payout("a", 10),
                new Action.BackToSavepoint(),
                payout("b", 10)),
            true);
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(join, List.of(Verdict.accepted(5), tooLow(-10)));
    order.addThread(payout("c", 10), List.of(Verdict.accepted(5)));

    assertThat(order.after()).isNotNull();
  }

  /** The refusal records that the hold is over; it came before the payout all the same. */
  @Test
  void refusalBeforeAPayout_whenAHoldIsOver_isExplained() {
    EntryParts hold = EntryParts.of(entry("held", BANK, CUSTOMER, 1));
    hold.heldUntil = books.days().now().plusSeconds(1);
    assertThat(books.post(hold.entry())).isEqualTo(Verdict.accepted(5));
    books.pass(Duration.ofHours(1));
    AtOnceOrder order = new AtOnceOrder(books);
    order.addThread(payout("a", 10), List.of(Verdict.accepted(7)));
    order.addThread(payout("b", 11), List.of(tooLow(-1)));

    assertThat(order.after()).isNotNull();
  }

  private static Verdict tooLow(long after) {
    return new Verdict("INSUFFICIENT_FUNDS", CUSTOMER.ref().toString(), after);
  }

  private static Action payout(String key, long minor) {
    return new Action.Post(entry(key, CUSTOMER, BANK, minor));
  }

  private static JournalEntry entry(String key, NewAccount debit, NewAccount credit, long minor) {
    Money amount = Money.ofMinor(minor, EUR);
    return JournalEntry.on(LocalDate.of(2026, 3, 31))
        .key(key)
        .leg(new Posting(debit.path(), Side.DEBIT, amount))
        .leg(new Posting(credit.path(), Side.CREDIT, amount))
        .build();
  }
}
