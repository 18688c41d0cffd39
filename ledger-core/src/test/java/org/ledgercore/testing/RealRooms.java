package org.ledgercore.testing;

import org.ledgercore.Ledger;
import org.ledgercore.rules.Outcome;

/** Does what the rooms of periods and of personal data do, on a ledger on PostgreSQL. */
final class RealRooms {

  private static final String ACTOR = "ann";
  private static final String REASON = "month end, or asked to";

  private RealRooms() {}

  static Verdict run(Ledger ledger, Action.InARoom action) {
    return Verdict.of(outcome(ledger, action));
  }

  private static Outcome outcome(Ledger ledger, Action.InARoom action) {
    return switch (action) {
      case Action.ClosePeriod it -> ledger.periods().close(it.through(), ACTOR, REASON);
      case Action.ReopenPeriod it -> ledger.periods().reopen(it.from(), ACTOR, REASON);
      case Action.Register it ->
          ledger.subjects().register(it.subject(), it.values(), it.proved(), ACTOR, REASON);
      case Action.Retain it -> ledger.subjects().retain(it.subject(), it.until(), ACTOR, REASON);
      case Action.HoldLegally it ->
          it.isPlaced()
              ? ledger.subjects().placeLegalHold(it.subject(), ACTOR, REASON)
              : ledger.subjects().liftLegalHold(it.subject(), ACTOR, REASON);
      case Action.Erase it -> ledger.subjects().erase(it.subject(), ACTOR, REASON);
      case Action.Declare it ->
          ledger.subjects().declare(it.personal(), it.plain(), it.onlyDeclared(), ACTOR, REASON);
    };
  }
}
