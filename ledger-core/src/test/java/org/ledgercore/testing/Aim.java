package org.ledgercore.testing;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Picks, among actions of chance, one that meets a wanted outcome: what the model says of each
 * tells. Chance alone meets some outcomes once in thousands of commands. Not safe for many threads.
 */
final class Aim {

  private static final int TRIES = 24;

  private final Draw draw;
  private final ModelLedger books;

  Aim(Draw draw, ModelLedger books) {
    this.draw = draw;
    this.books = books;
  }

  /** An action that meets one of the outcomes if a few tries find one; now and then just any. */
  <A extends Action> A at(List<String> outcomes, Supplier<A> any) {
    return at(outcomes, wanted -> any.get());
  }

  /** The same from a source that is told which outcome is wanted, and may make little of it. */
  <A extends Action> A at(List<String> outcomes, Function<String, A> source) {
    String wanted = draw.of(outcomes);
    A found = source.apply(wanted);
    if (draw.oneIn(4)) {
      return found;
    }
    for (int tries = 0; tries < TRIES && !outcome(found).equals(wanted); tries++) {
      found = source.apply(wanted);
    }
    return found;
  }

  /** What the model says of it. */
  String outcome(Action action) {
    return Expected.of(books, action).verdicts().getFirst().code();
  }
}
