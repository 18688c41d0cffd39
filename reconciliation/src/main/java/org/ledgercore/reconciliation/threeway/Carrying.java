package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.breaks.CarriedBreaks;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Carries what is no single run's: cash on its way and what is unsettled at providers. Brought up
 * to date after every run and every act by hand, so that no order of them matters. Safe for many
 * threads and processes.
 */
final class Carrying {

  /** Entries of this kind settle what is on 1020. */
  static final String SETTLEMENT = "provider_settlement";

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final Transit transit;
  private final Unsettled unsettled;

  Carrying(Ledger ledger, ReconciliationStore store, Transit transit, Unsettled unsettled) {
    this.ledger = ledger;
    this.store = store;
    this.transit = transit;
    this.unsettled = unsettled;
  }

  /** After something was done on an account. */
  void bringUpToDate(AccountRef reconciled, String author) {
    Unit unit = ledger.queries().unit(reconciled.currency()).orElseThrow();
    transit.bringUpToDate(unit, author);
    for (AccountRef provider : unsettled.movedBy(reconciled)) {
      store.alone(provider.toString(), () -> unsettled(provider, unit, author));
    }
  }

  private int unsettled(AccountRef provider, Unit unit, String author) {
    List<Item> settlements =
        new LedgerItems(ledger).of(provider, ledger.newestEntry(), SETTLEMENT::equals);
    return new CarriedBreaks(ledger, store)
        .bringUpToDate(
            new CarriedBreaks.Which(Finding.Type.UNSETTLED, provider.path().value(), unit),
            unsettled.on(provider, settlements),
            author);
  }
}
