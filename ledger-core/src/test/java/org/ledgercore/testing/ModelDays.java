package org.ledgercore.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/** Time in the {@link ModelLedger}, and the days that are closed. Not safe for many threads. */
final class ModelDays {

  /** When every day begins: a quarter past the hour, as it is whenever full hours pass. */
  static final Instant START = Instant.parse("2031-05-05T10:15:00Z");

  static final FactRef PERIOD = FactRef.of("period", "ledger");

  private Instant now = START;
  private @Nullable LocalDate closedThrough;
  private @Nullable LocalDate openFrom;

  ModelDays copy() {
    ModelDays copy = new ModelDays();
    copy.now = now;
    copy.closedThrough = closedThrough;
    copy.openFrom = openFrom;
    return copy;
  }

  Instant now() {
    return now;
  }

  void pass(Duration by) {
    now = now.plus(by);
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @Nullable LocalDate closedThrough() {
    return closedThrough;
  }

  /** The day from which the books were opened again, if nothing was closed since. */
  @Nullable LocalDate openFrom() {
    return openFrom;
  }

  boolean isClosed(LocalDate day) {
    return closedThrough != null && !day.isAfter(closedThrough);
  }

  /** The day to which an entry belongs that is recorded now. */
  LocalDate dayOf(JournalEntry entry) {
    LocalDate day = given(entry);
    boolean moves = closedThrough != null && entry.isOrFirstOpenDay() && isClosed(day);
    return moves && closedThrough != null ? closedThrough.plusDays(1) : day;
  }

  private LocalDate given(JournalEntry entry) {
    return entry.effectiveDate() == null ? today() : entry.effectiveDate();
  }

  @Nullable Verdict refusal(JournalEntry entry) {
    boolean isFree = entry.postings().isEmpty() || entry.isOrFirstOpenDay();
    return isFree || !isClosed(given(entry))
        ? null
        : Verdict.refused("PERIOD_CLOSED", given(entry));
  }

  Verdict close(LocalDate through, ModelLedger books) {
    if (through.equals(closedThrough)) {
      return Verdict.replayed(books.facts().numberOf(PERIOD));
    }
    if (isClosed(through)) {
      return Verdict.refused("PERIOD_CLOSED", through);
    }
    closedThrough = through;
    openFrom = null;
    return books.record(PERIOD, Map.of("closed_through", through + ""));
  }

  Verdict reopen(LocalDate from, ModelLedger books) {
    if (!isClosed(from)) {
      return from.equals(openFrom)
          ? Verdict.replayed(books.facts().numberOf(PERIOD))
          : Verdict.refused("PERIOD_OPEN", from);
    }
    closedThrough = from.minusDays(1);
    openFrom = from;
    return books.record(
        PERIOD, Map.of("closed_through", closedThrough + "", "open_from", from + ""));
  }
}
