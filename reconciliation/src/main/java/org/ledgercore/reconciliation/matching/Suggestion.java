package org.ledgercore.reconciliation.matching;

import java.util.List;

/**
 * What a person may want to put together; nothing is matched by it.
 *
 * @param rule the rule that would say so
 * @param outside lines from outside, in the order of their ids
 * @param inside movements of the ledger, in the order of their ids
 * @param why why it is only a suggestion
 */
public record Suggestion(Rule rule, List<Item> outside, List<Item> inside, String why) {

  public Suggestion {
    outside = List.copyOf(outside);
    inside = List.copyOf(inside);
  }
}
