package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** Floors and closings as they come back from the database. */
class LedgerAccountsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void closeAccount_emptyAccount_refusesEveryLaterEntry() {
    SmallBooks books = SmallBooks.in(DB.ledger());
    Account till = DB.ledger().openAccount(NewAccount.asset("till:1", SmallBooks.EUR));
    assertThat(DB.ledger().accounts().close(till.ref(), "ann", "shop closed"))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(DB.ledger().accounts().close(till.ref(), "ann", "shop closed"))
        .isInstanceOf(Outcome.Replayed.class);
    JournalEntry late = new SmallBooks(DB.ledger(), till, books.school()).deposit("late", 1);
    assertThat(whyRefused(DB.ledger().post(late)))
        .isEqualTo(new Rejection.AccountClosed(till.ref()));
  }

  @Test
  void closeAccount_accountWithMoney_refused() {
    SmallBooks books = SmallBooks.in(DB.ledger());
    DB.ledger().post(books.deposit("money", 100)).orThrow();
    assertThat(whyRefused(DB.ledger().accounts().close(books.school().ref(), "ann", "gone")))
        .isInstanceOf(Rejection.AccountNotEmpty.class);
  }

  @Test
  void post_accountWithoutFloor_goesBelowZero() {
    SmallBooks.in(DB.ledger());
    Account owner = DB.ledger().openAccount(NewAccount.equity("owner:1", SmallBooks.EUR));
    Account credit = DB.ledger().openAccount(NewAccount.asset("credit_line:1", SmallBooks.EUR));
    SmallBooks drawn = new SmallBooks(DB.ledger(), owner, credit);
    assertThat(DB.ledger().post(drawn.deposit("drawn", 700))).isInstanceOf(Outcome.Accepted.class);
    assertThat(DB.ledger().balance(credit).posted()).isEqualTo(Money.ofMinor(-700, SmallBooks.EUR));
  }

  @Test
  void post_unitDisplayedWithOtherDecimals_isStillHeldToTheFloor() {
    SmallBooks books = SmallBooks.in(DB.ledger());
    Unit whole = SmallBooks.EUR.displayedWith(0);
    JournalEntry tooMuch =
        JournalEntry.on(SmallBooks.DAY)
            .key("too much")
            .debit(books.school(), Money.ofMinor(1_000_000, whole))
            .credit(books.bank(), Money.ofMinor(1_000_000, whole))
            .build();
    assertThat(whyRefused(DB.ledger().post(tooMuch)))
        .isInstanceOf(Rejection.InsufficientFunds.class);
  }

  private static Rejection whyRefused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).why();
  }
}
