package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Units of value: three kinds, and decimals that stay as they are. */
@Covers({"S4", "S43"})
class UnitsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void openUnit_ofEachKind_isUsable() {
    Ledger ledger = DB.ledger();
    for (Unit unit :
        new Unit[] {Unit.fiat("KWD", 3), Unit.eMoney("WALLET", 2), Unit.points("STARS")}) {
      ledger.openUnit(unit);
      Account out = ledger.openAccount(NewAccount.asset("out", unit));
      Account in = ledger.openAccount(NewAccount.liability("in", unit));
      assertAccepted(ledger.post(entry("k" + unit.code(), out, in, unit)));
    }
    assertThat(ledger.trialBalance().isInBalance()).isTrue();
  }

  @Test
  void openUnit_withOtherDecimalsOrKind_isRefusedForEver() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));

    assertThat(ledger.openUnit(eur)).isEqualTo(eur);
    for (Unit other : new Unit[] {Unit.fiat("EUR", 3), Unit.eMoney("EUR", 2)}) {
      assertThatThrownBy(() -> ledger.openUnit(other))
          .isInstanceOf(RejectedException.class)
          .extracting(thrown -> ((RejectedException) thrown).why())
          .isEqualTo(new Rejection.UnitDiffers(eur, other));
    }
    Account out = ledger.openAccount(NewAccount.asset("bank", eur));
    Account in = ledger.openAccount(NewAccount.liability("owed", eur));
    Unit three = Unit.fiat("EUR", 3);
    assertRejected(ledger.post(entry("k", out, in, three)), Rejection.UnitDiffers.class);
    assertAccepted(ledger.post(entry("k", out, in, eur)));
  }

  @Test
  void units_areOpenedOnceAndReportedApart() {
    Ledger ledger = DB.ledger();
    // @start region="units"
    Unit iqd =
        ledger.openUnit(
            Unit.fiat("IQD", 3).displayedWith(0).withCashStep(250_000).withTransferStep(1_000));
    Unit coins = ledger.openUnit(Unit.points("COINS"));
    Account bank = ledger.openAccount(NewAccount.asset("bank:main", iqd));
    Account purse = ledger.openAccount(NewAccount.liability("purse:ann", iqd));
    Account issued = ledger.openAccount(NewAccount.equity("points_issuance", coins));
    Account earned = ledger.openAccount(NewAccount.liability("purse:ann", coins));

    Money price = Money.of("125000", iqd);
    Money bonus = Money.of("40", coins);
    ledger
        .post(
            JournalEntry.undated()
                .key("sale-1") // one entry, in balance in each unit
                .debit(bank, price)
                .credit(purse, price)
                .debit(issued, bonus)
                .credit(earned, bonus)
                .build())
        .orThrow();
    assertThat(ledger.queries().rollUp(purse.path(), AsOf.now())) // two rows, never one sum
        .extracting(total -> total.credits() + " " + total.unit())
        .containsExactly("40 COINS", "125000000 IQD");

    assertThatThrownBy(() -> ledger.openUnit(Unit.fiat("IQD", 0))) // it has 3 decimals for good
        .isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> Money.of("0.0001", iqd)).isInstanceOf(InvalidInputException.class);
    // @end
  }

  @Test
  void entry_ofPointsAgainstMoney_cannotBeBuilt() {
    Ledger ledger = DB.ledger();
    Unit points = ledger.openUnit(Unit.points("MILES"));
    Unit usd = ledger.openUnit(Unit.fiat("USD", 2));
    Account given = ledger.openAccount(NewAccount.expense("given", points));
    Account cash = ledger.openAccount(NewAccount.asset("cash", usd));

    assertThatThrownBy(() ->
            JournalEntry.undated()
                .key("mixed")
                .debit(given, Money.ofMinor(100, points))
                .credit(cash, Money.ofMinor(100, usd))
                .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("debits must equal credits in");
    assertThat(ledger.trialBalance().differences()).containsKeys("MILES", "USD");
  }

  private static JournalEntry entry(String key, Account debit, Account credit, Unit unit) {
    Money one = Money.ofMinor(1, unit);
    return JournalEntry.undated().key(key).debit(debit, one).credit(credit, one).build();
  }
}
