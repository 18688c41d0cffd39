package org.ledgercore.contracts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * From one instant to another: the first belongs to it, the last does not, so that two validities
 * that meet share no instant and leave none out. Immutable.
 *
 * @param from the first instant
 * @param to the first instant after it; null for no end
 */
public record Validity(Instant from, @Nullable Instant to) {

  public Validity {
    if (to != null && !to.isAfter(from)) {
      throw new InvalidInputException("validTo", "must be after " + from, to);
    }
  }

  /** From an instant, without an end. */
  public static Validity from(Instant from) {
    return new Validity(from, null);
  }

  /** The same beginning, up to an instant that no longer belongs to it. */
  public Validity until(Instant end) {
    return new Validity(from, end);
  }

  /** The first instant after it; empty when it has no end. */
  public Optional<Instant> end() {
    return Optional.ofNullable(to);
  }

  /** Whether an instant belongs to it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && (to == null || at.isBefore(to));
  }
}
