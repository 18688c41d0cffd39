package org.ledgercore.reconciliation.http;

import java.util.Optional;
import java.util.function.Function;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.threeway.Handled;

/** What came of a call. */
public sealed interface Told<R> {

  /** What was asked for. */
  record Found<R>(R body) implements Told<R> {}

  /** What was done; a replay when it was done before. */
  record Done<R>(R body, boolean isReplay) implements Told<R> {}

  /** There is no such thing. */
  record Missing<R>() implements Told<R> {}

  /**
   * It was refused, and nothing changed.
   *
   * @param why which rule says so
   * @param detail what it is about
   */
  record Declined<R>(Decline why, String detail) implements Told<R> {}

  /** What was asked for, or that there is no such thing. */
  static <R> Told<R> found(Optional<R> body) {
    return body.<Told<R>>map(Found::new).orElseGet(Missing::new);
  }

  /** What a person did by hand. */
  static <R> Told<R> of(Handled handled, Function<Handled.Done, R> shown) {
    return switch (handled) {
      case Handled.Done done -> new Done<>(shown.apply(done), false);
      case Handled.Refused(Handled.Why why, String detail) -> new Declined<>(decline(why), detail);
    };
  }

  /** What became of a break. */
  static <R> Told<R> of(String id, Resolving resolving, Function<Break, R> shown) {
    return switch (resolving) {
      case Resolving.Resolved(Break resolved) -> new Done<>(shown.apply(resolved), false);
      case Resolving.Refused(Resolving.Reason why) -> new Declined<>(decline(why), "break " + id);
    };
  }

  private static Decline decline(Handled.Why why) {
    return switch (why) {
      case UNKNOWN_ITEM -> Decline.UNKNOWN_ITEM;
      case UNKNOWN_MATCH -> Decline.UNKNOWN_MATCH;
      case ALREADY_UNDONE -> Decline.ALREADY_UNDONE;
      case UNKNOWN_BREAK -> Decline.UNKNOWN_BREAK;
      case ALREADY_RESOLVED -> Decline.ALREADY_RESOLVED;
      case STANDS_FOR_A_BREAK -> Decline.STANDS_FOR_A_BREAK;
      case NOT_OF_A_LINE -> Decline.NOT_OF_A_LINE;
      case TAKEN -> Decline.ITEM_TAKEN;
      case SUMS_DIFFER -> Decline.SUMS_DIFFER;
      case SETTLED -> Decline.SETTLEMENT_ARRIVED;
    };
  }

  /** The same word for a refusal about a break. */
  static Decline decline(Resolving.Reason why) {
    return switch (why) {
      case UNKNOWN -> Decline.UNKNOWN_BREAK;
      case ALREADY_RESOLVED -> Decline.ALREADY_RESOLVED;
      case NOTHING_TO_WRITE_OFF -> Decline.NOTHING_TO_WRITE_OFF;
      case ONE_PERSON, NOT_APPROVED, NOT_POSTED -> Decline.NOT_APPROVED;
      case DOES_NOT_CORRECT -> Decline.DOES_NOT_CORRECT;
    };
  }
}
