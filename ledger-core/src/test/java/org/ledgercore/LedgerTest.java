package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.EntryRange;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** The facade's methods, one after another, on a real database. */
class LedgerTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  @Test
  void post_accepted_replayed_andReused() {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    Account bank = ledger.openAccount(NewAccount.asset("bank:main", EUR));
    Account school =
        ledger.openAccount(NewAccount.liability("merchant_payable:school", EUR).neverOverdrawn());
    JournalEntry entry = deposit("deposit-1", bank, school, "100.00");

    assertThat(ledger.post(entry)).isInstanceOf(Outcome.Accepted.class);
    assertThat(ledger.post(entry)).isInstanceOf(Outcome.Replayed.class);
    assertThat(ledger.post(deposit("deposit-1", bank, school, "100.01")))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.why()).isInstanceOf(Rejection.KeyReused.class));
    assertThat(ledger.balance(school).posted()).isEqualTo(Money.of("100.00", EUR));
    assertThat(ledger.trialBalance().isInBalance()).isTrue();
    var statement = ledger.statement(school, EntryRange.all());
    assertThat(statement.lines()).hasSize(1);
    assertThat(statement.opening()).isEqualTo(Money.zero(EUR));
    assertThat(statement.closing()).isEqualTo(Money.of("100.00", EUR));
    assertThat(ledger.verify().problem()).isEmpty();
  }

  private static JournalEntry deposit(String key, Account bank, Account to, String amount) {
    return JournalEntry.on(DAY)
        .key(key)
        .debit(bank, Money.of(amount, EUR))
        .credit(to, Money.of(amount, EUR))
        .build();
  }
}
