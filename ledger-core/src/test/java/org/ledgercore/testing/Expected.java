package org.ledgercore.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the model says of an action: one verdict per entry or record, and the books after it.
 *
 * @param after the books after the action; those before it are as they were
 * @param verdicts in the order of the action's commands
 */
record Expected(ModelLedger after, List<Verdict> verdicts) {

  static Expected of(ModelLedger before, Action action) {
    ModelLedger after = before.copy();
    if (action.isDecided()) {
      after.parts().expireDue();
    }
    return switch (action) {
      case Action.OpenUnit it -> new Expected(after, List.of(after.openUnit(it.unit())));
      case Action.OpenAccount it -> new Expected(after, List.of(after.openAccount(it.account())));
      case Action.CloseAccount it ->
          new Expected(after, List.of(after.closeAccount(it.account(), it.reason())));
      case Action.FreezeAccount it -> new Expected(after, List.of(after.change(it)));
      case Action.LimitAccount it -> new Expected(after, List.of(after.change(it)));
      case Action.AssignAccount it -> new Expected(after, List.of(after.change(it)));
      case Action.Reverse it -> new Expected(after, List.of(after.reverse(it)));
      case Action.Settle it -> new Expected(after, List.of(after.settle(it)));
      case Action.VoidHold it -> new Expected(after, List.of(after.voidHold(it)));
      case Action.Post it -> new Expected(after, List.of(after.post(it.entry())));
      case Action.PostAll it -> new Expected(after, after.postAll(it.entries()));
      case Action.PostAtomically it -> new Expected(after, after.postAtomically(it.members()));
      case Action.Preview it -> new Expected(before, List.of(after.post(it.entry())));
      case Action.Misbuild it -> new Expected(before, List.of(Verdict.invalid(it.fault())));
      case Action.Join it -> joined(before, it);
      case Action.InARoom it -> new Expected(after, List.of(after.run(it)));
      case Action.Reopen it -> new Expected(before, List.of());
      case Action.PassTime it -> {
        after.pass(it.by());
        yield new Expected(after, List.of());
      }
      case Action.Savepoint it -> throw misplaced(it);
      case Action.BackToSavepoint it -> throw misplaced(it);
      case Action.AtOnce it -> throw misplaced(it);
    };
  }

  private static Expected joined(ModelLedger before, Action.Join join) {
    Deque<ModelLedger> savepoints = new ArrayDeque<>();
    List<Verdict> verdicts = new ArrayList<>();
    ModelLedger now = before;
    for (Action step : join.steps()) {
      switch (step) {
        case Action.Savepoint it -> savepoints.push(now);
        case Action.BackToSavepoint it -> now = savepoints.isEmpty() ? now : savepoints.pop();
        default -> {
          Expected next = of(now, step);
          verdicts.addAll(next.verdicts());
          now = next.after();
        }
      }
    }
    return new Expected(join.isCommitted() ? now : before, verdicts);
  }

  private static IllegalArgumentException misplaced(Action action) {
    return new IllegalArgumentException("must stand somewhere else: " + action.words());
  }
}
