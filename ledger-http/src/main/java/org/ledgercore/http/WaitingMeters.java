package org.ledgercore.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.query.Health;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Break;

/**
 * How long the oldest of what waits has been waiting, 0 when nothing does: gauges {@code
 * ledger.hold.oldest} and {@code ledger.request.oldest} in seconds, {@code ledger.break.oldest} in
 * days. Each is read from the database when the meter is read; not a number while that does not
 * answer. Safe for many threads.
 */
final class WaitingMeters implements MeterBinder {

  private static final double MILLIS = 1e3;

  private final Ledger ledger;
  private final Approvals approvals;
  private final Reconciliation reconciliation;

  WaitingMeters(Ledger ledger, Approvals approvals, Reconciliation reconciliation) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.reconciliation = reconciliation;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "hold", "seconds", this::oldestHold);
    gauge(registry, "request", "seconds", this::oldestRequest);
    gauge(registry, "break", "days", this::oldestBreak);
  }

  private static void gauge(
      MeterRegistry registry, String what, String unit, Supplier<Number> age) {
    Gauge.builder("ledger." + what + ".oldest", age)
        .description("Age of the oldest open " + what)
        .baseUnit(unit)
        .register(registry);
  }

  private double oldestHold() {
    return ledger.health().sinceOldestHold().toMillis() / MILLIS;
  }

  /** Requests are numbered in the order in which they were made. */
  private double oldestRequest() {
    return approvals.requests().open(0, 1).stream()
        .map(request -> Duration.between(request.times().asked(), now()))
        .mapToDouble(age -> age.toMillis() / MILLIS)
        .findFirst()
        .orElse(0);
  }

  private double oldestBreak() {
    LocalDate today = ledger.calendar().current().dayOf(now());
    return reconciliation.breaks().open().stream()
        .map(Break::valued)
        .mapToLong(day -> ChronoUnit.DAYS.between(day, today))
        .max()
        .orElse(0);
  }

  /** By the server's clock. */
  private Instant now() {
    Health health = ledger.health();
    return health.recordedAt().plus(health.sinceNewest());
  }
}
