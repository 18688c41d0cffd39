package org.ledgercore.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
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

  private static final String FROM = "valid_from";
  private static final String TO = "valid_to";

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

  /** Says it by name, as a version of a fact keeps it. */
  public void write(BiConsumer<String, String> says) {
    says.accept(FROM, from.toString());
    if (to != null) {
      says.accept(TO, to.toString());
    }
  }

  /** Reads what {@link #write} said. */
  public static Validity readFrom(Map<String, String> values) {
    String start = values.get(FROM);
    String end = values.get(TO);
    if (start == null) {
      throw new InvalidInputException(FROM, "must be given", "none");
    }
    return new Validity(Instant.parse(start), end == null ? null : Instant.parse(end));
  }

  /**
   * Of versions in the order of the log the newest one that speaks of an instant: a later version
   * may correct a stretch of an earlier one.
   */
  public static <V> Optional<V> newestAt(
      Instant at, List<V> oldestFirst, Function<V, Validity> validity) {
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      if (validity.apply(oldestFirst.get(i)).contains(at)) {
        return Optional.of(oldestFirst.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether an instant belongs to it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && (to == null || at.isBefore(to));
  }
}
