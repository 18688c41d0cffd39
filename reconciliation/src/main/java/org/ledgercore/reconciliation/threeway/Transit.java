package org.ledgercore.reconciliation.threeway;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.cashdesk.CashDesks;
import org.ledgercore.cashdesk.InTransit;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.reconciliation.breaks.CarriedBreaks;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Cash on its way (1040). Each open trip is a carried break, of the ledger and not of one bank: any
 * bank of the unit may be the one that sees collected cash. A trip that arrived in part is another
 * break, of what is left. Safe for many threads and processes.
 */
final class Transit {

  private static final String PATH = AccountClass.MONEY_IN_TRANSIT.path().value();

  private final Ledger ledger;
  private final ReconciliationStore store;
  private final int days;

  /** With so many days until something is late. */
  Transit(Ledger ledger, ReconciliationStore store, int days) {
    this.ledger = ledger;
    this.store = store;
    this.days = days;
  }

  /** The collected cash that a bank may show, as of an entry. */
  List<Expectation> at(BankId bank, Unit unit, long upTo) {
    return CashDesks.on(ledger).inTransit(unit, upTo).stream()
        .filter(InTransit::isForABank)
        .map(trip -> collected(bank, trip, upTo))
        .toList();
  }

  private Expectation collected(BankId bank, InTransit trip, long upTo) {
    String id = trip.id();
    String correlation = trip.left().entry().correlation();
    Item item =
        Item.inside(
                DueId.of(trip.restId()),
                AccountClass.BANK.path(bank.value()).value(),
                trip.amount(),
                trip.since())
            .keyed(id);
    return new Expectation.Collected(
        item,
        correlation == null ? id : correlation,
        occasion -> new CashStep.Banked(banking(trip, upTo), bank, trip.amount(), occasion));
  }

  /**
   * The id under which a trip is banked: its own, or that of its rest when a part of it was banked
   * before. So it is the trip that ends; and of two banks that show the same cash the second asks
   * for a used key and is refused.
   */
  private String banking(InTransit trip, long upTo) {
    boolean isFree =
        ledger
            .entry(new EntryKey(CashStep.BANKED, trip.id()))
            .filter(entry -> entry.number() <= upTo)
            .isEmpty();
    return isFree ? trip.id() : trip.restId();
  }

  /**
   * Makes the breaks of a unit's cash on its way exactly its open trips. Alone, so that what was
   * read last is written last.
   */
  void bringUpToDate(Unit unit, String author) {
    CarriedBreaks breaks = new CarriedBreaks(ledger, store);
    CarriedBreaks.Which trips = new CarriedBreaks.Which(Finding.Type.MISSING_OUTSIDE, PATH, unit);
    store.alone(
        PATH + " " + unit.code(), () -> breaks.bringUpToDate(trips, openings(unit), author));
  }

  private List<Opening> openings(Unit unit) {
    List<Opening> openings = new ArrayList<>();
    for (InTransit trip : CashDesks.on(ledger).inTransit(unit)) {
      Item item = Item.inside(trip.restId(), PATH, trip.amount(), trip.since());
      Finding finding =
          new Finding(
              Finding.Type.MISSING_OUTSIDE, List.of(), List.of(item), "left and has not arrived");
      Money held = trip.amount().negated();
      openings.add(Opening.carried(finding, held, PATH, trip.since().plusDays(days)));
    }
    return openings;
  }
}
