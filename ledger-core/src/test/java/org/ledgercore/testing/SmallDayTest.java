package org.ledgercore.testing;

import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertBalance;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Rejection;

// @start region="small-day"
class SmallDayTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @Test
  void purse_isNeverOverdrawn() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    Account bank = ledger.openAccount(NewAccount.asset("bank", eur));
    Account purse = ledger.openAccount(NewAccount.liability("purse:ann", eur).neverOverdrawn());

    assertAccepted(ledger.post(entry("in", bank, purse, "10.00")));
    assertReplayed(ledger.post(entry("in", bank, purse, "10.00")));
    assertRejected(ledger.post(entry("in", bank, purse, "10.01")), Rejection.KeyReused.class);
    assertRejected(
        ledger.post(entry("out", purse, bank, "10.01")), Rejection.InsufficientFunds.class);
    assertBalance(ledger, purse, "10.00");
  }

  private static JournalEntry entry(String key, Account debit, Account credit, String amount) {
    return JournalEntry.on(LocalDate.of(2026, 3, 31))
        .key(key)
        .debit(debit, Money.of(amount, debit.unit()))
        .credit(credit, Money.of(amount, credit.unit()))
        .build();
  }
}
// @end
