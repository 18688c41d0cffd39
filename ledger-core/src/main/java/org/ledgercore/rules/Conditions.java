package org.ledgercore.rules;

import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Judges conditions on the heads that they look at. */
final class Conditions {

  private Conditions() {}

  /**
   * Why what the entry was told on holds no longer; null when it does. A case that moved on comes
   * before a fact that did.
   */
  static @Nullable Rejection staleRefusal(JournalEntry entry, Books books, Draft draft) {
    Rejection changed = null;
    for (Condition condition : entry.conditions()) {
      if (condition instanceof Condition.CaseUnmoved unmoved) {
        String correlation = unmoved.correlation();
        long newest = Math.max(books.newestOf(correlation), newestOf(correlation, draft));
        if (newest > unmoved.sinceEntry()) {
          return new Rejection.NotNewest(unmoved.sinceEntry(), newest);
        }
      } else if (changed == null && condition instanceof Condition.FactAt at) {
        changed = books.facts().refusal(at);
      }
    }
    return changed;
  }

  /** The newest entry of a case in this batch, 0 for none. */
  private static long newestOf(String correlation, Draft draft) {
    for (RecordedEntry recorded : draft.entries().reversed()) {
      if (correlation.equals(recorded.entry().correlation())) {
        return recorded.number();
      }
    }
    return 0;
  }

  /** Why the condition is not met; null when it is. */
  static @Nullable Rejection refusal(Condition.OnAccount condition, AccountHead head) {
    Unit unit = head.account().unit();
    Money given =
        switch (condition) {
          case Condition.AtLeast it -> it.balance();
          case Condition.AtMost it -> it.balance();
          case Condition.DrawnAtMost it -> it.drawn();
          case Condition.Unmoved it -> Money.zero(unit);
        };
    if (given.unit().exponent() != unit.exponent() || given.unit().kind() != unit.kind()) {
      return new Rejection.UnitDiffers(unit, given.unit());
    }
    boolean isMet =
        switch (condition) {
          case Condition.AtLeast it -> head.balanceMinor() >= it.balance().minor();
          case Condition.AtMost it -> head.balanceMinor() <= it.balance().minor();
          case Condition.DrawnAtMost it -> head.drawnMinor() <= it.drawn().minor();
          case Condition.Unmoved it -> head.newestEntry() <= it.sinceEntry();
        };
    return isMet
        ? null
        : new Rejection.ConditionNotMet(condition, head.balance(), head.newestEntry());
  }
}
