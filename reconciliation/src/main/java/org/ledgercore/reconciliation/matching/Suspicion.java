package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.money.Money;

/**
 * Items that look like one payment made twice: one payer, one reference, one amount, within a few
 * days. A person judges; nothing is posted or matched by it. Immutable.
 *
 * @param items two or more, in the order of their value dates and ids
 */
public record Suspicion(List<Item> items) {

  public Suspicion {
    items = List.copyOf(items);
  }

  /**
   * Looks for payments made twice among items of one side. What hangs together is one suspicion,
   * however many items it has. Without a payer or a reference nothing is suspected.
   *
   * @param items of one side
   * @param windowDays by how many days two of them may lie apart
   */
  public static List<Suspicion> among(List<Item> items, int windowDays) {
    Map<String, List<Item>> groups = new TreeMap<>();
    for (Item item : items) {
      String payer = Normal.key(item.payer());
      String reference = Normal.key(item.text());
      if (!payer.isEmpty() && !reference.isEmpty()) {
        String name =
            String.join(
                "\n",
                item.account(),
                item.unit().code(),
                Long.toString(item.minor()),
                payer,
                reference);
        groups.computeIfAbsent(name, each -> new ArrayList<>(1)).add(item);
      }
    }
    List<Suspicion> suspicions = new ArrayList<>();
    groups.values().forEach(group -> cut(group, windowDays, suspicions));
    return suspicions;
  }

  /** What one of them is worth. */
  public Money amount() {
    return items.getFirst().amount();
  }

  /** As a finding, for the queue of breaks. */
  public Finding finding() {
    boolean isOutside = items.getFirst().origin() == Origin.OUTSIDE;
    return new Finding(
        Finding.Type.POSSIBLE_DUPLICATE,
        isOutside ? items : List.of(),
        isOutside ? List.of() : items,
        "one payer, reference and amount, " + items.size() + " times");
  }

  /** A name that stays the same when it is found again: that of its first item. */
  public String id() {
    return items.getFirst().account() + "/" + items.getFirst().id();
  }

  private static void cut(List<Item> group, int windowDays, List<Suspicion> suspicions) {
    group.sort(Comparator.comparing(Item::valued).thenComparing(Item::id));
    int start = 0;
    for (int i = 1; i <= group.size(); i++) {
      if (i == group.size() || group.get(i).daysFrom(group.get(i - 1)) > windowDays) {
        if (i - start > 1) {
          suspicions.add(new Suspicion(group.subList(start, i)));
        }
        start = i;
      }
    }
  }
}
