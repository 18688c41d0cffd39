package org.ledgercore.reconciliation.matching;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Something that does not agree. The money of a finding is what its lines from outside sum to less
 * what its movements of the ledger sum to, so that no item is counted twice whatever a person
 * decides later. Immutable.
 *
 * @param type what it is
 * @param outside its lines from outside, in the order of their ids
 * @param inside its movements of the ledger, in the order of their ids
 * @param why what was seen, in words for a person
 */
public record Finding(Type type, List<Item> outside, List<Item> inside, String why) {

  /** What can be wrong. */
  public enum Type {
    /** Moved outside, and the ledger knows nothing of it. */
    MISSING_IN_LEDGER,
    /** The ledger says it moved, and outside nothing did. */
    MISSING_OUTSIDE,
    /** One key, two amounts. */
    AMOUNT,
    /** One key, two units. */
    CURRENCY,
    /** One key and one amount more often on one side than on the other. */
    DUPLICATE,
    /** More than one way to put items together. */
    AMBIGUOUS,
    /** Came back. */
    RETURNED,
    /** A fee that the ledger does not know. */
    FEE,
    /** Matched, and the days lie further apart than the window. No money. */
    DATE,
    /** Matched, and neither knows the other's references. No money. */
    REFERENCE,
    /** Two payments that look like one; see {@link Suspicion}. No money. */
    POSSIBLE_DUPLICATE,
    /** A provider's file confirms it, and no settlement has moved it. */
    UNSETTLED
  }

  public Finding {
    outside = List.copyOf(outside);
    inside = List.copyOf(inside);
    if (outside.isEmpty() && inside.isEmpty()) {
      throw new InvalidInputException("finding", "must have an item", type);
    }
  }

  /** The item that names it: the first from outside, or else the first of the ledger. */
  public Item first() {
    return outside.isEmpty() ? inside.getFirst() : outside.getFirst();
  }

  /** The unit of its money. */
  public Unit unit() {
    return first().unit();
  }

  /** The account it is on. */
  public String account() {
    return first().account();
  }

  /**
   * What has moved outside beyond what the ledger says; negative the other way round. Each unit by
   * itself: of a {@link Type#CURRENCY} this is the unit of the line from outside.
   */
  public Money difference() {
    return Money.ofMinor(Math.subtractExact(in(outside), in(inside)), unit());
  }

  /** Each of its movements of the ledger as one that is missing outside, whatever else it is. */
  public List<Finding> eachMissingOutside() {
    return inside.stream()
        .map(item -> new Finding(Type.MISSING_OUTSIDE, List.of(), List.of(item), why))
        .toList();
  }

  private long in(List<Item> items) {
    return Match.sum(items.stream().filter(item -> item.unit().equals(unit())).toList());
  }
}
