package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why items were put together: the rule, what agreed, and who else was looked at and why not.
 * Immutable.
 *
 * @param rule by which rule
 * @param version of which version
 * @param agreed what agreed, a line each
 * @param refused candidates that were not taken, by their ids, at most 20
 */
public record Explanation(Rule rule, String version, List<String> agreed, List<Refused> refused) {

  private static final int MOST = 20;

  /**
   * A candidate that was not taken.
   *
   * @param item which
   * @param why why not
   */
  public record Refused(Item item, String why) {}

  public Explanation {
    agreed = List.copyOf(agreed);
    refused = List.copyOf(refused);
  }

  /**
   * Explains a match.
   *
   * @param match the match
   * @param items the items among which it was found
   * @param rules the rules by which it was found
   */
  public static Explanation of(Match match, List<Item> items, Rules rules) {
    List<Refused> refused = new ArrayList<>();
    Set<Item> taken = new HashSet<>(match.items().toList());
    items.stream()
        .filter(item -> !taken.contains(item))
        .sorted(Comparator.comparing(Item::origin).thenComparing(Item::id))
        .forEach(item -> {
          String why = refused.size() < MOST ? refusal(item, match, rules) : null;
          if (why != null) {
            refused.add(new Refused(item, why));
          }
        });
    return new Explanation(match.rule(), match.version(), agreed(match, rules), refused);
  }

  private static List<String> agreed(Match match, Rules rules) {
    List<String> agreed = new ArrayList<>();
    Item line = match.outside().getFirst();
    Item movement = match.inside().getFirst();
    agreed.add("account " + line.account() + ", unit " + line.unit());
    line.keys().stream()
        .filter(key -> match.inside().stream().allMatch(it -> names(it, key)))
        .forEach(key -> agreed.add("key " + Normal.key(key)));
    if (match.difference() == 0) {
      agreed.add("sum " + match.outsideSum());
    } else {
      agreed.add(
          "sum %d against %d, within %s"
              .formatted(match.outsideSum(), match.insideSum(), match.tolerance()));
    }
    if (line.daysFrom(movement) <= rules.windowDays()) {
      agreed.add("value dates %d days apart".formatted(line.daysFrom(movement)));
    }
    if (match.score() != null) {
      agreed.add("words " + match.score());
    }
    SubsetProof proof = match.proof();
    if (proof != null) {
      agreed.add("the only sum: " + proof.certificate());
    }
    return agreed;
  }

  private static boolean names(Item item, String key) {
    return Normal.isSame(item.batch(), key)
        || item.keys().stream().anyMatch(theirs -> Normal.isSame(theirs, key));
  }

  /** Why an item was not taken, or null when nothing spoke for it. */
  private static @Nullable String refusal(Item item, Match match, Rules rules) {
    List<Item> others = item.origin() == Origin.OUTSIDE ? match.inside() : match.outside();
    Item other = others.getFirst();
    boolean isHere = item.account().equals(other.account());
    boolean hasKey = others.stream().anyMatch(it -> Normal.shareKey(it, item));
    boolean hasAmount = item.unit().equals(other.unit()) && item.minor() == Match.sum(others);
    if (!isHere || !(hasKey || hasAmount)) {
      return null;
    }
    if (!item.unit().equals(other.unit())) {
      return "same key, in " + item.unit();
    }
    if (!hasAmount) {
      return "same key, and the amount differs by "
          + Math.subtractExact(item.minor(), Match.sum(others));
    }
    if (hasKey) {
      return "same key and amount";
    }
    if (!Candidates.mayMeet(item, other, rules)) {
      return "same amount, and another key";
    }
    if (item.daysFrom(other) > rules.windowDays()) {
      return "same amount, %d days away".formatted(item.daysFrom(other));
    }
    return "same amount inside the window, words "
        + Normal.overlap(Normal.words(item), Normal.words(other));
  }
}
