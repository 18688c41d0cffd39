package org.ledgercore.benchmarks;

import java.util.List;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;

/**
 * Traffic in which some entries are sent a second time: the same key with the same content, drawn
 * from the 100,000 before it, so that the first may be stored, in flight, or not yet sent.
 * Immutable.
 */
record Repeats(Traffic of, int perThousand) implements Traffic {

  private static final int WINDOW = 100_000;
  private static final int THOUSAND = 1_000;
  private static final long SALT = 0x5DEECE66DL;

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public List<NewAccount> accounts() {
    return of.accounts();
  }

  @Override
  public JournalEntry entry(long number) {
    if (!isRepeat(number)) {
      return of.entry(number);
    }
    long first = number - 1 - Long.remainderUnsigned(Traffic.mix(number), WINDOW);
    while (first > 0 && isRepeat(first)) {
      first--;
    }
    return of.entry(Math.max(first, 0));
  }

  private boolean isRepeat(long number) {
    long drawn = Long.remainderUnsigned(Traffic.mix(number ^ SALT), THOUSAND);
    return number > 0 && drawn < perThousand;
  }
}
