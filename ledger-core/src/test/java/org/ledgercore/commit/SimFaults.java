package org.ledgercore.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws a fault for each request from a seed, and counts them by phase and kind: a run that never
 * met a fault proved nothing about it. Not safe for many threads.
 */
final class SimFaults {

  /** How often each fault was met, over all days of a run. */
  static final class Count {
    private final Map<SimFault.Phase, Map<SimFault, Integer>> met =
        new EnumMap<>(SimFault.Phase.class);
    private final Map<String, Integer> seen = new TreeMap<>();
    private final SimOutcomes outcomes = new SimOutcomes();

    Count() {
      for (SimFault.Phase phase : SimFault.Phase.values()) {
        Map<SimFault, Integer> ofPhase = new EnumMap<>(SimFault.class);
        phase.faults().forEach(fault -> ofPhase.put(fault, 0));
        met.put(phase, ofPhase);
      }
    }

    private void add(SimFault.Phase phase, SimFault fault) {
      Objects.requireNonNull(met.get(phase)).merge(fault, 1, Integer::sum);
    }

    /** Counts something else that happened in a run. */
    void add(String what, int times) {
      seen.merge(what, times, Integer::sum);
    }

    /** What commands met. */
    SimOutcomes outcomes() {
      return outcomes;
    }

    int of(String what) {
      return seen.getOrDefault(what, 0);
    }

    int faults() {
      return met.values().stream()
          .flatMap(ofPhase -> ofPhase.values().stream())
          .mapToInt(Integer::intValue)
          .sum();
    }

    /** The faults and outcomes met fewer times than they must be. */
    List<String> tooSeldom(int least) {
      List<String> found = new ArrayList<>(outcomes.tooSeldom(least));
      met.forEach((phase, ofPhase) ->
          ofPhase.forEach((fault, times) -> {
            if (times < least) {
              found.add(phase + " " + fault + ": " + times + " times, must be " + least);
            }
          }));
      return found;
    }

    /** A table of all counts. */
    String table() {
      StringBuilder table = new StringBuilder(faults() + " faults, " + seen + "\n");
      met.forEach((phase, ofPhase) -> table.append("%-10s %s%n".formatted(phase, ofPhase)));
      return table.append(outcomes.table()).toString();
    }
  }

  private static final int ONE_IN = 12;
  private static final int ONE_IN_OF_THE_RARE = 2;

  private final Random random;
  private final Count count;
  private boolean calm = true;

  SimFaults(Random random, Count count) {
    this.random = random;
    this.count = count;
  }

  /** Lets nothing go wrong from now on, or again what may. */
  void calm(boolean isSo) {
    calm = isSo;
  }

  boolean isCalm() {
    return calm;
  }

  /** What happens to this request. */
  SimFault at(SimFault.Phase phase) {
    if (calm || random.nextInt(phase.isRare() ? ONE_IN_OF_THE_RARE : ONE_IN) > 0) {
      return SimFault.NONE;
    }
    List<SimFault> ordered = phase.faults().stream().sorted().toList();
    SimFault fault = ordered.get(random.nextInt(ordered.size()));
    count.add(phase, fault);
    return fault;
  }

  /** Counts something worth knowing that is no fault by itself. */
  void note(String what) {
    count.add(what, 1);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
