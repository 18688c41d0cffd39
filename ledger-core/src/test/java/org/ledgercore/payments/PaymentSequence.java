package org.ledgercore.payments;

import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * A sequence of random payments on books: after each step the books keep their invariants, what was
 * accepted is replayed, and what was refused has left nothing. Not safe for many threads.
 */
final class PaymentSequence {

  static final int STEPS = 50;

  /** How often each answer was met. */
  private final Map<String, Integer> met;

  private final long seed;
  private final PlayedBooks books;
  private final RandomPayments random;
  final PaymentInvariants invariants;

  PaymentSequence(long seed, PlayedBooks books, Map<String, Integer> met) {
    this.seed = seed;
    this.books = books;
    this.met = met;
    this.random = new RandomPayments(seed, books);
    this.invariants = new PaymentInvariants(books);
  }

  void play() {
    for (int i = 0; i < STEPS; i++) {
      step("seed " + seed + ", step " + i);
    }
    invariants.checkThatPositionsClose();
  }

  /** What a step was; made into words only when somebody asks. */
  private record Step(String where, PaymentCommand command) {
    @Override
    public String toString() {
      return where + ": " + command;
    }
  }

  /** Does the next step; says what it was. */
  Object step(String where) {
    PaymentCommand command = random.next();
    Step as = new Step(where, command);
    long newest = books.newestEntry();
    Outcome outcome = post(command, as);
    met.merge(name(outcome), 1, Integer::sum);
    met.merge(command.getClass().getSimpleName() + " " + isAccepted(outcome), 1, Integer::sum);
    if (outcome instanceof Outcome.Accepted accepted) {
      random.accepted(command);
      invariants.add(command, accepted.entry());
      Outcome again = post(command, as);
      if (!again.equals(new Outcome.Replayed(accepted.entry()))) {
        throw new AssertionError(as + ": once more is " + again);
      }
    } else if (books.newestEntry() != newest) {
      throw new AssertionError(as + ": left something: " + outcome);
    }
    invariants.check(as);
    if (command instanceof RefundHold hold && outcome instanceof Outcome.Accepted) {
      invariants.checkCapacity(hold, as);
    }
    return as;
  }

  private Outcome post(PaymentCommand command, Step as) {
    try {
      return books.post(command);
    } catch (InvalidInputException e) {
      throw new AssertionError(as.toString(), e);
    }
  }

  private static String isAccepted(Outcome outcome) {
    return outcome instanceof Outcome.Accepted ? "accepted" : "not accepted";
  }

  /** The answer in a word. */
  static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected(Rejection.PaymentRefused refused) -> refused.reason().code();
      case Outcome.Rejected(Rejection rejection) -> rejection.getClass().getSimpleName();
      default -> outcome.getClass().getSimpleName();
    };
  }

  static Map<String, Integer> counting() {
    return new TreeMap<>();
  }
}
