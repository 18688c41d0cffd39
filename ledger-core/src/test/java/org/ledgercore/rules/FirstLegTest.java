package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.DAY;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.USD;
import static org.ledgercore.rules.SmallBooks.ref;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Rejected;

/** When two legs break the same rule, the refusal names the first. */
class FirstLegTest {

  private static final AccountPath BANK = AccountPath.of("bank");
  private static final AccountPath ELSEWHERE = AccountPath.of("elsewhere");
  private static final AccountPath DOLLARS = AccountPath.of("dollars");

  @Test
  void twoUnitsThatDiffer() {
    Unit euro3 = Unit.fiat("EUR", 3);
    Unit dollar3 = Unit.fiat("USD", 3);

    assertThat(refusal(leg(BANK, euro3), leg(DOLLARS, dollar3)))
        .isEqualTo(new Rejection.UnitDiffers(EUR, euro3));
    assertThat(refusal(leg(DOLLARS, dollar3), leg(BANK, euro3)))
        .isEqualTo(new Rejection.UnitDiffers(USD, dollar3));
  }

  @Test
  void twoAccountsInOtherCurrencies() {
    Rejection first = new Rejection.CurrencyMismatch(ref("dollars", "EUR"), List.of("USD"));
    Rejection second = new Rejection.CurrencyMismatch(ref("elsewhere", "USD"), List.of("EUR"));

    assertThat(refusal(leg(DOLLARS, EUR), leg(ELSEWHERE, USD))).isEqualTo(first);
    assertThat(refusal(leg(ELSEWHERE, USD), leg(DOLLARS, EUR))).isEqualTo(second);
  }

  private static Posting leg(AccountPath account, Unit unit) {
    return new Posting(account, Side.DEBIT, Money.ofMinor(100, unit));
  }

  /** The refusal of an entry with these legs, and what balances them behind. */
  private static Rejection refusal(Posting... legs) {
    EntryBuilder entry = JournalEntry.on(DAY).key("k");
    for (Posting leg : legs) {
      entry.leg(leg);
    }
    for (Posting leg : legs) {
      entry.leg(new Posting(AccountPath.of("shop"), Side.CREDIT, leg.amount()));
    }
    SmallBooks books = new SmallBooks();
    books.books().know(ELSEWHERE, List.of("EUR"));
    books.books().know(AccountPath.of("shop"), List.of("EUR"));
    return ((Rejected) books.post(entry.build())).why();
  }
}
