package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Days are made up so that a long run meets every outcome often enough: the model alone says what
 * they will meet, thousands of commands in a second. What several threads do is taken in order.
 */
class OutcomeForecastTest {

  private static final int DAYS = 250;

  /** A long run owes one in 1,000; a sample this small is held to half of it. */
  private static final int SHARE = 2_000;

  @Test
  void everyOutcome_isMetOftenEnough() {
    OutcomeCount counted = new OutcomeCount();
    for (long seed = 1; seed <= DAYS; seed++) {
      ModelLedger model = new ModelLedger();
      for (Action action : Day.of(seed).actions()) {
        counted.addCommands(action.commands());
        model = played(model, action, counted);
      }
    }

    System.out.println("Forecast of " + DAYS + " days: " + counted.table());
    assertThat(counted.rarerThan(counted.commands() / SHARE)).isEmpty();
  }

  private static ModelLedger played(ModelLedger before, Action action, OutcomeCount counted) {
    if (action instanceof Action.AtOnce(var actions)) {
      ModelLedger now = before;
      for (Action each : actions) {
        Expected expected = Expected.of(now, each);
        counted.addAtOnce(each, expected.verdicts());
        now = expected.after();
      }
      counted.addExpiries(action, before, now);
      return now;
    }
    Expected expected = Expected.of(before, action);
    counted.add(action, expected.verdicts());
    counted.addExpiries(action, before, expected.after());
    return expected.after();
  }
}
