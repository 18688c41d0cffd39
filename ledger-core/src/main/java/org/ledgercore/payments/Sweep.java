package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;

/**
 * P14. Earned money moves from the clients' account to the platform's own, at one bank.
 *
 * @param sweep its id, 1 to 255 code points
 * @param bank where both accounts are
 * @param amount how much
 * @param occasion when, and the case
 */
public record Sweep(String sweep, BankId bank, Money amount, Occasion occasion)
    implements PaymentCommand {

  @Override
  public String kind() {
    return "sweep";
  }

  @Override
  public EntryKey key() {
    return new EntryKey("sweep", sweep);
  }

  @Override
  public JournalEntry entry(Situation situation) {
    return Row.of(this, situation)
        .whileNewest()
        .debit(AccountClass.BANK_OWN, bank, amount)
        .credit(AccountClass.BANK, bank, amount)
        .build();
  }
}
