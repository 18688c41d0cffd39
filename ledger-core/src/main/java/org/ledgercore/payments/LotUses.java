package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Which lots the reserve legs of an entry belong to, in the order of the legs. An entry says it in
 * its metadata as {@code lots}: {@code 17:12500000 18:300}. A capture's own lot is its own number
 * and needs no saying.
 *
 * @param uses at most {@link #MAX}, so that the text fits
 */
record LotUses(List<Use> uses) {

  /** The name under which entries say it. */
  static final String NAME = "lots";

  /** The most lots one entry touches. */
  static final int MAX = 100;

  /** One lot and an amount of it. */
  record Use(long lot, Money amount) {}

  static LotUses none() {
    return new LotUses(List.of());
  }

  static LotUses of(long lot, Money amount) {
    return new LotUses(amount.isZero() ? List.of() : List.of(new Use(lot, amount)));
  }

  static LotUses of(JournalEntry entry, Unit unit) {
    String text = entry.metadata().getOrDefault(NAME, "");
    List<Use> uses = new ArrayList<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int colon = pair.indexOf(':');
      long amount = Long.parseLong(pair.substring(colon + 1));
      uses.add(new Use(Long.parseLong(pair.substring(0, colon)), Money.ofMinor(amount, unit)));
    }
    return new LotUses(uses);
  }

  Money sum(Unit unit) {
    Money sum = Money.zero(unit);
    for (Use use : uses) {
      sum = sum.plus(use.amount());
    }
    return sum;
  }

  /** The uses up to an amount, in their order. */
  LotUses first(Money amount) {
    List<Use> first = new ArrayList<>();
    Money rest = amount;
    for (Use use : uses) {
      Money part = use.amount().min(rest);
      if (part.isPositive()) {
        first.add(new Use(use.lot(), part));
        rest = rest.minus(part);
      }
    }
    return new LotUses(first);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Use use : uses) {
      text.append(text.isEmpty() ? "" : " ").append(use.lot());
      text.append(':').append(use.amount().minor());
    }
    return text.toString();
  }
}
