package org.ledgercore.reconciliation.runs;

import java.util.List;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Match;

/**
 * What a run's findings become: matches to be stored and breaks to be opened. Whatever is posted on
 * the way is posted before, under keys of its own, so that doing it again is doing it once.
 */
@FunctionalInterface
public interface Settling {

  /** What becomes of what a run found. */
  Settled settle(RunReport report);

  /**
   * What is to be stored.
   *
   * @param matches what is the same money, as it stands in the ledger now
   * @param breaks what does not agree
   */
  record Settled(List<Match> matches, List<Opening> breaks) {
    public Settled {
      matches = List.copyOf(matches);
      breaks = List.copyOf(breaks);
    }
  }
}
