package org.ledgercore.payments;

import java.util.List;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;

/**
 * What goes along with a payment command: all of it is posted, or nothing. Immutable.
 *
 * @param conditions what must hold besides for the command's entry
 * @param before commands that are posted before it; such as need nothing of the books
 * @param facts records of facts that are posted behind it
 */
public record Along(
    List<Condition> conditions, List<PaymentCommand> before, List<JournalEntry> facts) {

  public Along {
    conditions = List.copyOf(conditions);
    before = List.copyOf(before);
    facts = List.copyOf(facts);
  }

  static final Along NOTHING = new Along(List.of(), List.of(), List.of());

  /** A condition and no more. */
  public static Along onlyIf(Condition condition) {
    return new Along(List.of(condition), List.of(), List.of());
  }

  /** A record of a fact and no more. */
  public static Along recording(JournalEntry fact) {
    return new Along(List.of(), List.of(), List.of(fact));
  }
}
