package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often each kind of command met each outcome: a run that never saw a refusal proved nothing
 * about it. Not safe for many threads.
 */
public final class OutcomeCount {

  /** One in so many commands must meet each outcome that its kind can meet. */
  private static final int SHARE = 1_000;

  /** Shorter runs owe too much to chance: they are counted and printed, and judged by nobody. */
  private static final int LONG = 50_000;

  /** What an entry can be refused for. */
  static final List<String> REFUSALS =
      List.of(
          "KEY_REUSED",
          "NOT_NEWEST",
          "FACT_CHANGED",
          "PERIOD_CLOSED",
          "METADATA_REFUSED",
          "UNKNOWN_CURRENCY",
          "UNIT_DIFFERS",
          "ACCOUNT_NOT_FOUND",
          "CURRENCY_MISMATCH",
          "ACCOUNT_CLOSED",
          "ACCOUNT_FROZEN",
          "CONDITION_NOT_MET",
          "EXPIRY_PASSED",
          "BALANCE_OVERFLOW",
          "INSUFFICIENT_FUNDS",
          "ABOVE_CEILING");

  static final List<String> OF_REVERSALS =
      List.of(
          "ACCEPTED",
          "REPLAYED",
          "KEY_REUSED",
          "NO_SUCH_ENTRY",
          "NOT_REVERSIBLE",
          "NOTHING_LEFT",
          "PART_DOES_NOT_FIT",
          "MORE_THAN_IS_LEFT",
          "PERIOD_CLOSED",
          "ACCOUNT_CLOSED",
          "ACCOUNT_FROZEN",
          "BALANCE_OVERFLOW",
          "INSUFFICIENT_FUNDS",
          "ABOVE_CEILING");

  static final List<String> OF_SETTLEMENTS =
      List.of(
          "ACCEPTED",
          "REPLAYED",
          "KEY_REUSED",
          "NO_SUCH_ENTRY",
          "NOT_A_HOLD",
          "HOLD_CLOSED",
          "PART_DOES_NOT_FIT",
          "MORE_THAN_IS_LEFT",
          "PERIOD_CLOSED",
          "ACCOUNT_FROZEN");

  static final List<String> OF_VOIDS =
      List.of("ACCEPTED", "REPLAYED", "KEY_REUSED", "NO_SUCH_ENTRY", "NOT_A_HOLD", "HOLD_CLOSED");

  static final List<String> OF_CHANGES =
      List.of(
          "ACCEPTED",
          "REPLAYED",
          "KEY_REUSED",
          "ACCOUNT_NOT_FOUND",
          "CURRENCY_MISMATCH",
          "ACCOUNT_CLOSED");

  static final List<String> OF_CLOSINGS = List.of("ACCEPTED", "REPLAYED", "PERIOD_CLOSED");
  static final List<String> OF_REOPENINGS = List.of("ACCEPTED", "REPLAYED", "PERIOD_OPEN");
  static final List<String> OF_REGISTRATIONS = List.of("ACCEPTED", "REPLAYED", "FACT_CHANGED");
  static final List<String> OF_KEEPING = List.of("ACCEPTED", "REPLAYED", "SUBJECT_NOT_FOUND");
  static final List<String> OF_ERASURES =
      List.of("ACCEPTED", "REPLAYED", "SUBJECT_NOT_FOUND", "SUBJECT_RETAINED");

  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  /** What is judged; any other outcome is counted only. */
  private final Set<String> expected = new HashSet<>();

  private int commands;

  public OutcomeCount() {
    expect("open unit", List.of("ACCEPTED", "REPLAYED", "UNIT_DIFFERS"));
    expect(
        "open account",
        List.of("ACCEPTED", "REPLAYED", "ACCOUNT_DIFFERS", "UNKNOWN_CURRENCY", "UNIT_DIFFERS"));
    expect(
        "close account",
        List.of(
            "ACCEPTED",
            "REPLAYED",
            "ACCOUNT_NOT_FOUND",
            "CURRENCY_MISMATCH",
            "ACCOUNT_CLOSED",
            "ACCOUNT_NOT_EMPTY",
            "HOLDS_OPEN"));
    expect("reverse", OF_REVERSALS);
    expect("settle", OF_SETTLEMENTS);
    expect("void hold", OF_VOIDS);
    for (String kind : List.of("freeze account", "limit account", "assign account")) {
      expect(kind, OF_CHANGES);
    }
    for (String kind :
        List.of("post", "post all", "post atomically", "preview", "joined", "at once")) {
      expect(kind, List.of("ACCEPTED", "REPLAYED"));
      expect(kind, REFUSALS);
    }
    for (String kind : List.of("post atomically", "joined", "at once")) {
      expect(kind, List.of("GROUP_REFUSED"));
    }
    expectRooms();
    expect("build", List.of(Verdict.INVALID));
    expect("transaction", List.of("COMMITTED", "ROLLED_BACK", "BACK_TO_SAVEPOINT"));
    expect("ledger", List.of("OPENED_ANEW"));
  }

  private void expectRooms() {
    expect("close period", OF_CLOSINGS);
    expect("reopen period", OF_REOPENINGS);
    expect("register", OF_REGISTRATIONS);
    expect("retain", OF_KEEPING);
    expect("hold legally", OF_KEEPING);
    expect("erase", OF_ERASURES);
    expect("declare", List.of("ACCEPTED"));
    expect("hold is over", List.of("PIPELINE", "JOINED", "ROOM", "AT_ONCE"));
  }

  private void expect(String kind, List<String> outcomes) {
    Map<String, Integer> ofKind = counts.computeIfAbsent(kind, it -> new TreeMap<>());
    for (String outcome : outcomes) {
      ofKind.putIfAbsent(outcome, 0);
      expected.add(kind + " " + outcome);
    }
  }

  /** Counts an action that was done alone. */
  void add(Action action, List<Verdict> answer) {
    add(kindOf(action), action, answer);
  }

  /** Counts one of several actions that were done at once. */
  void addAtOnce(Action action, List<Verdict> answer) {
    add("at once", action, answer);
  }

  private void add(String kind, Action action, List<Verdict> answer) {
    answer.forEach(verdict -> add(kind, verdict.code()));
    if (action instanceof Action.Join join) {
      add("transaction", join.isCommitted() ? "COMMITTED" : "ROLLED_BACK");
      join.steps().stream()
          .filter(Action.BackToSavepoint.class::isInstance)
          .forEach(step -> add("transaction", "BACK_TO_SAVEPOINT"));
    }
    if (action instanceof Action.Reopen) {
      add("ledger", "OPENED_ANEW");
    }
  }

  /** Counts the holds of which an action recorded that they are over. */
  void addExpiries(Action action, ModelLedger before, ModelLedger after) {
    String way =
        switch (action) {
          case Action.Join it -> "JOINED";
          case Action.InARoom it -> "ROOM";
          case Action.AtOnce it -> "AT_ONCE";
          default -> "PIPELINE";
        };
    for (int i = before.parts().expired(); i < after.parts().expired(); i++) {
      add("hold is over", way);
    }
  }

  private static String kindOf(Action action) {
    return switch (action) {
      case Action.OpenUnit it -> "open unit";
      case Action.OpenAccount it -> "open account";
      case Action.CloseAccount it -> "close account";
      case Action.FreezeAccount it -> "freeze account";
      case Action.LimitAccount it -> "limit account";
      case Action.AssignAccount it -> "assign account";
      case Action.Reverse it -> "reverse";
      case Action.Settle it -> "settle";
      case Action.VoidHold it -> "void hold";
      case Action.Post it -> "post";
      case Action.PostAll it -> "post all";
      case Action.PostAtomically it -> "post atomically";
      case Action.Preview it -> "preview";
      case Action.Misbuild it -> "build";
      case Action.ClosePeriod it -> "close period";
      case Action.ReopenPeriod it -> "reopen period";
      case Action.Register it -> "register";
      case Action.Retain it -> "retain";
      case Action.HoldLegally it -> "hold legally";
      case Action.Erase it -> "erase";
      case Action.Declare it -> "declare";
      default -> "joined";
    };
  }

  void add(String kind, String outcome) {
    counts.computeIfAbsent(kind, it -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
  }

  void addAll(OutcomeCount others) {
    others.counts.forEach((kind, outcomes) ->
        outcomes.forEach((outcome, times) ->
            counts
                .computeIfAbsent(kind, it -> new TreeMap<>())
                .merge(outcome, times, Integer::sum)));
    commands += others.commands;
  }

  void addCommands(int more) {
    commands += more;
  }

  /** How many commands were sent. */
  public int commands() {
    return commands;
  }

  /** A table of all counts. */
  public String table() {
    StringBuilder table = new StringBuilder(commands + " commands\n");
    counts.forEach((kind, outcomes) -> table.append("%-16s %s%n".formatted(kind, outcomes)));
    return table.toString();
  }

  /** How often a run of so many commands must meet each outcome. */
  public int owed() {
    return commands < LONG ? 0 : commands / SHARE;
  }

  /** The pairs of command and outcome that were met less often. */
  public List<String> rarerThan(int least) {
    List<String> found = new ArrayList<>();
    counts.forEach((kind, outcomes) ->
        outcomes.forEach((outcome, count) -> {
          if (count < least && expected.contains(kind + " " + outcome)) {
            found.add(kind + " " + outcome + ": " + count + " times, must be " + least);
          }
        }));
    return found;
  }
}
