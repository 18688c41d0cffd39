package org.ledgercore.reconciliation.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * Items that are the same money, or that undo one another on one side. Immutable; its items are in
 * the order of their ids.
 *
 * @param rule by which rule
 * @param version the version of the rules
 * @param outside lines from outside; none when movements undo one another
 * @param inside movements of the ledger; none when lines undo one another
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
    boolean isOneSided = outside.isEmpty() || inside.isEmpty();
    if (isOneSided && (outside.size() + inside.size() < 2 || sum(outside) != sum(inside))) {
      throw new InvalidInputException(
          "match", "must have items on both sides, or undo one another", rule);
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

  /** Movements that undo one another, put together when a break was posted or resolved. */
  public static Match undoing(String version, List<Item> movements) {
    return new Match(Rule.BREAK, version, List.of(), movements, null, null, null);
  }

  /** Its first item: a line from outside if there is one. */
  public Item first() {
    return outside.isEmpty() ? inside.getFirst() : outside.getFirst();
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
