package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.FiledSettlements.Filed;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.matching.Finding;

/**
 * What the ledger has of the lines of a provider's files, summed up by settlement: what matched
 * them, and what differs from them. Each line counts once. Used by one thread.
 */
final class Confirmed {

  private final FiledSettlements filed;
  private final Map<String, Money> sums = new HashMap<>();
  private final List<Sum> nameless = new ArrayList<>();
  private final Set<String> counted = new HashSet<>();

  private Confirmed(FiledSettlements filed) {
    this.filed = filed;
  }

  /**
   * A sum on the account.
   *
   * @param what of which lines
   * @param amount debit balances positive
   * @param day since when
   */
  record Sum(String what, Money amount, LocalDate day) {}

  /** As of an act. */
  static Confirmed asOf(FiledSettlements filed, Matches matches, Breaks breaks, long act) {
    Confirmed confirmed = new Confirmed(filed);
    String account = filed.account();
    for (StoredMatch match : matches.asOf(account, act)) {
      confirmed.add(match.outside(), Money.ofMinor(match.sums().inside(), filed.unit()));
    }
    for (Break each : breaks.unmatched(account, act)) {
      if (each.type() == Finding.Type.AMOUNT && filed.has(each.outside())) {
        Money outside =
            filed.of(each.outside()).stream().map(Filed::gross).reduce(Money::plus).orElseThrow();
        confirmed.add(each.outside(), outside.minus(each.amount()));
      }
    }
    return confirmed;
  }

  private void add(List<String> lines, Money inside) {
    List<Filed> known = filed.of(lines);
    if (known.isEmpty() || lines.stream().anyMatch(counted::contains)) {
      return;
    }
    counted.addAll(lines);
    String settlement = filed.settlementOf(lines);
    if (settlement.equals(FiledSettlements.NONE)) {
      LocalDate day = known.stream().map(Filed::day).min(Comparator.naturalOrder()).orElseThrow();
      nameless.add(new Sum("line " + lines.getFirst(), inside, day));
    } else {
      sums.merge(settlement, inside, Money::plus);
    }
  }

  /** The sums by settlement. */
  Map<String, Money> sums() {
    return sums;
  }

  /** What no line gives a settlement. */
  List<Sum> nameless() {
    return nameless;
  }
}
