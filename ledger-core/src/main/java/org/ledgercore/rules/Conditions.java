package org.ledgercore.rules;

import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Condition;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Judges conditions on the heads that they look at. */
final class Conditions {

  private Conditions() {}

  /** Why the condition is not met; null when it is. */
  static @Nullable Rejection refusal(Condition condition, AccountHead head) {
    Unit unit = head.account().unit();
    Money given =
        switch (condition) {
          case Condition.AtLeast it -> it.balance();
          case Condition.AtMost it -> it.balance();
          case Condition.Unmoved it -> Money.zero(unit);
        };
    if (given.unit().exponent() != unit.exponent() || given.unit().kind() != unit.kind()) {
      return new Rejection.UnitDiffers(unit, given.unit());
    }
    boolean isMet =
        switch (condition) {
          case Condition.AtLeast it -> head.balanceMinor() >= it.balance().minor();
          case Condition.AtMost it -> head.balanceMinor() <= it.balance().minor();
          case Condition.Unmoved it -> head.newestEntry() <= it.sinceEntry();
        };
    return isMet
        ? null
        : new Rejection.ConditionNotMet(condition, head.balance(), head.newestEntry());
  }
}
