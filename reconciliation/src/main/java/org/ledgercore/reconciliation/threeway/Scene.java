package org.ledgercore.reconciliation.threeway;

import java.util.List;
import java.util.Map;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.runs.Inputs;
import org.ledgercore.reconciliation.runs.ItemSource;

/**
 * One account as it is reconciled now: its lines, its movements and what is expected on it. Made by
 * {@link ThreeWay}; used by one thread.
 */
public final class Scene {

  private final AccountRef account;
  private final Inputs inputs;
  private final Sources from;
  private final Map<String, Expectation> expected;

  /**
   * Where its items come from.
   *
   * @param items lines, movements and expectations
   * @param movements the movements among them, with their entries
   */
  record Sources(ItemSource items, LedgerItems movements) {}

  Scene(AccountRef account, Inputs inputs, Sources from, Map<String, Expectation> expected) {
    this.account = account;
    this.inputs = inputs;
    this.from = from;
    this.expected = Map.copyOf(expected);
  }

  /** Which account. */
  public AccountRef account() {
    return account;
  }

  /** What a run of it depends on. */
  public Inputs inputs() {
    return inputs;
  }

  /** All its items, taken or not. */
  public List<Item> items() {
    return from.items().items(inputs).stream()
        .filter(item -> item.account().equals(inputs.account()))
        .toList();
  }

  Sources from() {
    return from;
  }

  Map<String, Expectation> expected() {
    return expected;
  }
}
