package org.ledgercore.reconciliation.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * Items that are the same money. Immutable; its items are in the order of their ids.
 *
 * @param rule by which rule
 * @param version the version of the rules
 * @param outside lines from outside, at least one
 * @param inside movements of the ledger, at least one
 * @param score the overlap of words that decided, or null
 * @param tolerance what let the sums differ, or null when they are equal
 * @param proof that the sum is the only one, or null
 */
public record Match(
    Rule rule,
    String version,
    List<Item> outside,
    List<Item> inside,
    @Nullable Overlap score,
    @Nullable Tolerance tolerance,
    @Nullable SubsetProof proof) {

  public Match {
    outside = List.copyOf(outside);
    inside = List.copyOf(inside);
    if (outside.isEmpty() || inside.isEmpty()) {
      throw new InvalidInputException("match", "must have items on both sides", rule);
    }
  }

  static Match of(Rule rule, Rules rules, List<Item> outside, List<Item> inside) {
    return new Match(rule, rules.version(), outside, inside, null, null, null);
  }

  static Match within(Tolerance tolerance, Rule rule, Rules rules, Sides sides) {
    return new Match(rule, rules.version(), sides.outside(), sides.inside(), null, tolerance, null);
  }

  /** A match that a person makes, with the rules that were in force. */
  public static Match byHand(String version, List<Item> outside, List<Item> inside) {
    return new Match(Rule.BY_HAND, version, outside, inside, null, null, null);
  }

  /** The sum of the lines from outside, in minor units. */
  public long outsideSum() {
    return sum(outside);
  }

  /** The sum of the ledger's movements, in minor units. */
  public long insideSum() {
    return sum(inside);
  }

  /** What has moved outside beyond what the ledger says, in minor units; a leg of its own. */
  public long difference() {
    return Math.subtractExact(outsideSum(), insideSum());
  }

  /** What caused the difference, when a tolerance allowed one. */
  public Optional<Tolerance.Cause> cause() {
    return Optional.ofNullable(tolerance).map(Tolerance::cause);
  }

  /** All its items, those from outside first. */
  public Stream<Item> items() {
    return Stream.concat(outside.stream(), inside.stream());
  }

  static long sum(List<Item> items) {
    long sum = 0;
    for (Item item : items) {
      sum = Math.addExact(sum, item.minor());
    }
    return sum;
  }
}
