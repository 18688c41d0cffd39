package org.ledgercore.reconciliation.breaks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ledgercore.Ledger;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.BreakTable.Wanted;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Breaks that follow what an account of the ledger holds, whatever was reconciled last. Safe for
 * many threads.
 */
public final class CarriedBreaks {

  private final ReconciliationStore store;
  private final Breaks breaks;
  private final BreakTable table;

  public CarriedBreaks(Ledger ledger, ReconciliationStore store) {
    this.store = store;
    this.breaks = new Breaks(ledger, store);
    this.table = new BreakTable(ledger, store);
  }

  /**
   * Which breaks.
   *
   * @param type of this type
   * @param heldOn with their money on this account
   * @param unit in this unit
   */
  public record Which(Finding.Type type, String heldOn, Unit unit) {

    private boolean has(Break each) {
      return each.type() == type && each.amount().unit().equals(unit);
    }
  }

  /**
   * Makes these open breaks exactly those that are told: opens what is new and resolves what is not
   * there any more. What is as it should be leaves no trace. Callers take turns, or the one who
   * looked earlier may write later.
   *
   * @return how many breaks changed
   */
  public int bringUpToDate(Which which, List<Opening> openings, String author) {
    Map<String, Opening> wanted = new LinkedHashMap<>();
    openings.forEach(each -> wanted.put(each.id(), each));
    return store.write(connection -> {
      List<Break> gone = new ArrayList<>();
      for (Break each : table.read(connection, Wanted.openOn(which.heldOn()))) {
        if (which.has(each) && wanted.remove(each.id()) == null) {
          gone.add(each);
        }
      }
      if (!gone.isEmpty() || !wanted.isEmpty()) {
        long act = store.act(connection, Act.BREAK, author, "what is on " + which.heldOn());
        for (Break each : gone) {
          table.stand(
              connection,
              act,
              each.id(),
              each.standing().resolved(Resolution.MATCHED, "act " + act));
        }
        breaks.open(connection, act, wanted.values());
      }
      return gone.size() + wanted.size();
    });
  }
}
