package org.ledgercore.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a short list of actions that still fails, by delta debugging (Zeller, "Yesterday, my
 * program worked"): leaves out ever smaller runs of actions, then makes single actions smaller. The
 * state is a database, so each try plays the list from an empty ledger. Not safe for many threads.
 */
final class Shrinker {

  private final Predicate<Day> fails;
  private final long end;

  /** Looks for so long at most; {@code fails} plays a day. */
  Shrinker(Predicate<Day> fails, Duration limit) {
    this.fails = fails;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** The shortest that was found; the day itself when nothing can be left out. */
  Day shortest(Day day) {
    Day now = day;
    while (true) {
      Day smaller = withSmallerActions(withFewerActions(now));
      if (smaller.equals(now)) {
        return now;
      }
      now = smaller;
    }
  }

  private Day withFewerActions(Day day) {
    Day now = day;
    for (int length = Math.max(1, day.actions().size() / 2); length >= 1; length /= 2) {
      for (int from = now.actions().size() - length; from >= 0; ) {
        Day without = without(now, from, new Run(length));
        if (stillFails(without)) {
          now = without;
        }
        from = Math.min(from, now.actions().size()) - length;
      }
    }
    return now;
  }

  private record Run(int length) {}

  private static Day without(Day day, int from, Run run) {
    List<Action> rest = new ArrayList<>(day.actions());
    rest.subList(from, from + run.length()).clear();
    return new Day(day.seed(), rest);
  }

  private Day withSmallerActions(Day day) {
    Day now = day;
    for (int i = 0; i < now.actions().size(); i++) {
      boolean shrunk = true;
      while (shrunk) {
        shrunk = false;
        for (Action smaller : now.actions().get(i).smaller().toList()) {
          List<Action> actions = new ArrayList<>(now.actions());
          actions.set(i, smaller);
          Day changed = new Day(now.seed(), actions);
          if (stillFails(changed)) {
            now = changed;
            shrunk = true;
            break;
          }
        }
      }
    }
    return now;
  }

  private boolean stillFails(Day day) {
    return !day.actions().isEmpty() && System.nanoTime() < end && fails.test(day);
  }
}
