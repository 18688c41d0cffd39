package org.ledgercore.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.rules.Command;
import org.ledgercore.testing.Verdict;

/**
 * How often each command met each outcome in simulated days, faults or not. Facts, metadata,
 * periods and holds that are over are left out: the simulated journal keeps none of them. Not safe
 * for many threads.
 */
final class SimOutcomes {

  private static final Set<String> OF_ENTRIES =
      Set.of(
          "ACCEPTED",
          "REPLAYED",
          "KEY_REUSED",
          "NOT_NEWEST",
          "UNKNOWN_CURRENCY",
          "UNIT_DIFFERS",
          "ACCOUNT_NOT_FOUND",
          "CURRENCY_MISMATCH",
          "ACCOUNT_CLOSED",
          "ACCOUNT_FROZEN",
          "CONDITION_NOT_MET",
          "BALANCE_OVERFLOW",
          "INSUFFICIENT_FUNDS",
          "ABOVE_CEILING");

  private static final Set<String> OF_CHANGES =
      Set.of(
          "ACCEPTED",
          "REPLAYED",
          "KEY_REUSED",
          "ACCOUNT_NOT_FOUND",
          "CURRENCY_MISMATCH",
          "ACCOUNT_CLOSED");

  private static final Map<Class<? extends Command>, Set<String>> EXPECTED =
      Map.of(
          Command.OpenUnit.class, Set.of("ACCEPTED", "REPLAYED", "UNIT_DIFFERS"),
          Command.OpenAccount.class,
              Set.of("ACCEPTED", "REPLAYED", "ACCOUNT_DIFFERS", "UNKNOWN_CURRENCY", "UNIT_DIFFERS"),
          Command.CloseAccount.class,
              Set.of(
                  "ACCEPTED",
                  "REPLAYED",
                  "ACCOUNT_NOT_FOUND",
                  "CURRENCY_MISMATCH",
                  "ACCOUNT_CLOSED",
                  "ACCOUNT_NOT_EMPTY",
                  "HOLDS_OPEN"),
          Command.FreezeAccount.class, OF_CHANGES,
          Command.LimitAccount.class, OF_CHANGES,
          Command.AssignAccount.class, OF_CHANGES,
          Command.Post.class, OF_ENTRIES,
          Command.PostGroup.class, OF_ENTRIES);

  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  SimOutcomes() {
    EXPECTED.forEach((kind, outcomes) -> outcomes.forEach(outcome -> add(kind, outcome, 0)));
    add(Command.PostGroup.class, "GROUP_REFUSED", 0);
  }

  /** Counts the verdicts of a call that was answered with some. */
  void add(SimCall call) {
    List<List<Verdict>> verdicts = call.verdicts();
    for (int i = 0; verdicts != null && i < verdicts.size(); i++) {
      Class<? extends Command> kind = call.commands().get(i).getClass();
      verdicts.get(i).forEach(verdict -> add(kind, verdict.code(), 1));
    }
  }

  private void add(Class<? extends Command> kind, String outcome, int times) {
    counts
        .computeIfAbsent(kind.getSimpleName(), it -> new TreeMap<>())
        .merge(outcome, times, Integer::sum);
  }

  /** The outcomes met fewer times than they must be. */
  List<String> tooSeldom(int least) {
    List<String> found = new ArrayList<>();
    counts.forEach((kind, outcomes) ->
        outcomes.forEach((outcome, times) -> {
          if (times < least) {
            found.add(kind + " " + outcome + ": " + times + " times, must be " + least);
          }
        }));
    return found;
  }

  String table() {
    StringBuilder table = new StringBuilder();
    counts.forEach((kind, outcomes) -> table.append("%-14s %s%n".formatted(kind, outcomes)));
    return table.toString();
  }
}
