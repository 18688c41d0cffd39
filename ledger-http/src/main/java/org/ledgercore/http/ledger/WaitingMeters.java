package org.ledgercore.http.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.query.Health;

/**
 * How long the oldest of what waits has been waiting, 0 when nothing does: gauges {@code
 * ledger.hold.oldest} and {@code ledger.request.oldest} in seconds, {@code ledger.break.oldest} in
 * days. Each is read from the database when the meter is read; not a number while that does not
 * answer. Safe for many threads.
 */
public final class WaitingMeters implements MeterBinder {

  private static final int MILLI_DECIMALS = 3;

  private final Ledger ledger;
  private final Supplier<Optional<Instant>> oldestRequest;
  private final Supplier<Optional<LocalDate>> oldestBreak;

  /**
   * The meters of a ledger.
   *
   * @param ledger whose holds are looked at
   * @param oldestRequest when the oldest open request was made
   * @param oldestBreak the day of the oldest open break
   */
  public WaitingMeters(
      Ledger ledger,
      Supplier<Optional<Instant>> oldestRequest,
      Supplier<Optional<LocalDate>> oldestBreak) {
    this.ledger = ledger;
    this.oldestRequest = oldestRequest;
    this.oldestBreak = oldestBreak;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "hold", "seconds", () -> seconds(ledger.health().sinceOldestHold()));
    gauge(registry, "request", "seconds", this::requestSeconds);
    gauge(registry, "break", "days", this::breakDays);
  }

  private static void gauge(
      MeterRegistry registry, String what, String unit, Supplier<Number> age) {
    Gauge.builder("ledger." + what + ".oldest", age)
        .description("Age of the oldest open " + what)
        .baseUnit(unit)
        .register(registry);
  }

  private Number requestSeconds() {
    return oldestRequest
        .get()
        .map(asked -> seconds(Duration.between(asked, now())))
        .orElse(BigDecimal.ZERO);
  }

  private Number breakDays() {
    return oldestBreak.get().map(day -> ChronoUnit.DAYS.between(day, today())).orElse(0L);
  }

  private LocalDate today() {
    return ledger.calendar().current().dayOf(now());
  }

  /** By the server's clock. */
  private Instant now() {
    Health health = ledger.health();
    return health.recordedAt().plus(health.sinceNewest());
  }

  private static BigDecimal seconds(Duration age) {
    return BigDecimal.valueOf(age.toMillis(), MILLI_DECIMALS);
  }
}
