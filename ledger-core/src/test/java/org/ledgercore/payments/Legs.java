package org.ledgercore.payments;

import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;

/** What an entry moves on a class of accounts. */
final class Legs {

  private Legs() {}

  /** The sum of the legs' amounts in minor units, whatever their side. */
  static long of(JournalEntry entry, AccountClass account) {
    return entry.postings().stream()
        .filter(leg -> account.contains(leg.account()))
        .map(Posting::amount)
        .mapToLong(Money::minor)
        .sum();
  }
}
