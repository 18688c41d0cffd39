package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** An entry is posted only while what its caller saw still holds. */
class ConditionsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Ledger ledger = DB.ledger();
  private final Unit eur = ledger.openUnit(SmallBooks.EUR);
  private final Account bank = ledger.openAccount(NewAccount.asset("bank", eur));
  private final Account purse = ledger.openAccount(NewAccount.liability("purse:ann", eur));

  @Test
  void entry_isPostedOnlyWhileItsConditionHolds() {
    // @start region="conditions"
    ledger.post(entry("in-1", bank, purse, "10.00").build()).orThrow();
    Balance seen = ledger.balance(purse); // and the newest entry that it knows of
    Condition asSeen = new Condition.Unmoved(purse.ref(), seen.asOfEntry());

    JournalEntry bonus = entry("bonus", bank, purse, "1.00").onlyIf(asSeen).build();
    assertAccepted(ledger.post(bonus)); // nobody moved the purse meanwhile
    assertReplayed(ledger.post(bonus)); // conditions are no content
    JournalEntry again = entry("bonus-2", bank, purse, "1.00").onlyIf(asSeen).build();
    assertRejected(ledger.post(again), Rejection.ConditionNotMet.class);

    Condition covered = new Condition.AtLeast(bank.ref(), Money.of("11.01", eur));
    JournalEntry fee = entry("fee", purse, bank, "1.00").onlyIf(covered).build();
    Rejection.ConditionNotMet why =
        assertRejected(ledger.post(fee), Rejection.ConditionNotMet.class);
    assertThat(why.balance()).isEqualTo(Money.of("11.00", eur));
    // @end
  }

  @Test
  void ofManyEntriesOnOneSight_oneIsPosted() {
    Condition asSeen = new Condition.Unmoved(purse.ref(), ledger.balance(purse).asOfEntry());
    List<CompletionStage<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(ledger.submit(entry("race-" + i, bank, purse, "1.00").onlyIf(asSeen).build()));
    }
    List<Outcome> outcomes = all.stream().map(stage -> stage.toCompletableFuture().join()).toList();
    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance)).hasSize(1);
  }

  private static EntryBuilder entry(String key, Account debit, Account credit, String amount) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(key)
        .debit(debit, Money.of(amount, debit.unit()))
        .credit(credit, Money.of(amount, credit.unit()));
  }
}
