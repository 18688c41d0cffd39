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

  private static final List<String> OF_ENTRIES =
      List.of(
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
            "ACCOUNT_NOT_EMPTY"));
    expectParts();
    for (String kind : List.of("freeze account", "limit account", "assign account")) {
      expect(
          kind,
          List.of(
              "ACCEPTED",
              "REPLAYED",
              "KEY_REUSED",
              "ACCOUNT_NOT_FOUND",
              "CURRENCY_MISMATCH",
              "ACCOUNT_CLOSED"));
    }
    for (String kind :
        List.of("post", "post all", "post atomically", "preview", "joined", "at once")) {
      expect(kind, OF_ENTRIES);
    }
    for (String kind : List.of("post atomically", "joined", "at once")) {
      expect(kind, List.of("GROUP_REFUSED"));
    }
    expect("build", List.of(Verdict.INVALID));
    expect("transaction", List.of("COMMITTED", "ROLLED_BACK", "BACK_TO_SAVEPOINT"));
    expect("ledger", List.of("OPENED_ANEW"));
  }

  private void expectParts() {
    expect(
        "reverse",
        List.of(
            "ACCEPTED",
            "REPLAYED",
            "KEY_REUSED",
            "NO_SUCH_ENTRY",
            "NOT_REVERSIBLE",
            "NOTHING_LEFT",
            "PART_DOES_NOT_FIT",
            "MORE_THAN_IS_LEFT",
            "INSUFFICIENT_FUNDS"));
    expect(
        "settle",
        List.of(
            "ACCEPTED",
            "REPLAYED",
            "KEY_REUSED",
            "NO_SUCH_ENTRY",
            "NOT_A_HOLD",
            "HOLD_CLOSED",
            "PART_DOES_NOT_FIT",
            "MORE_THAN_IS_LEFT"));
    expect(
        "void hold",
        List.of(
            "ACCEPTED", "REPLAYED", "KEY_REUSED", "NO_SUCH_ENTRY", "NOT_A_HOLD", "HOLD_CLOSED"));
  }

  private void expect(String kind, List<String> outcomes) {
    Map<String, Integer> ofKind = counts.computeIfAbsent(kind, it -> new TreeMap<>());
    for (String outcome : outcomes) {
      ofKind.putIfAbsent(outcome, 0);
      expected.add(kind + " " + outcome);
    }
  }

  void add(String kind, String outcome) {
    counts.computeIfAbsent(kind, it -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
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
