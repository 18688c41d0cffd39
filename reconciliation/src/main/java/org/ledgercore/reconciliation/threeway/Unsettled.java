package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Item;

/**
 * Knows what providers' files confirm and no settlement has moved, wherever files are kept. With
 * what is missing from the files that is all there can be on 1020, so breaks carry it.
 */
public interface Unsettled {

  /** Nobody keeps files of providers. */
  Unsettled NOTHING =
      new Unsettled() {
        @Override
        public List<AccountRef> movedBy(AccountRef reconciled) {
          return List.of();
        }

        @Override
        public List<Opening> on(AccountRef provider, List<Item> settlements) {
          return List.of();
        }
      };

  /** The accounts of providers on which something may have changed when one was reconciled. */
  List<AccountRef> movedBy(AccountRef reconciled);

  /**
   * The breaks of the type {@code UNSETTLED} that a provider's account is to have now.
   *
   * @param provider which account
   * @param settlements what settlements moved on it; the first key of each is its reference
   */
  List<Opening> on(AccountRef provider, List<Item> settlements);
}
