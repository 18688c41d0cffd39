package org.ledgercore.reconciliation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.money.Money;

/**
 * What the ledger has of the lines of a provider's files, summed up by settlement; each line counts
 * once. Used by one thread.
 */
final class Confirmed {

  private final FiledSettlements filed;
  private final Map<String, Money> sums = new HashMap<>();
  private final Set<String> counted = new HashSet<>();

  Confirmed(FiledSettlements filed) {
    this.filed = filed;
  }

  /**
   * Counts movements of the ledger that these lines confirm, or differ from.
   *
   * @return the settlement they count to; empty when they do not count
   */
  Optional<String> add(List<String> lines, Money inside) {
    if (filed.of(lines).isEmpty() || lines.stream().anyMatch(counted::contains)) {
      return Optional.empty();
    }
    counted.addAll(lines);
    String settlement = filed.settlementOf(lines);
    sums.merge(settlement, inside, Money::plus);
    return Optional.of(settlement);
  }

  /** The sums by settlement; of lines that name none under {@link FiledSettlements#NONE}. */
  Map<String, Money> sums() {
    return sums;
  }
}
