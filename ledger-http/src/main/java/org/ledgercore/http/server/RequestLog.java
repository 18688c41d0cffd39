package org.ledgercore.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One structured line, timing and span for each request. None holds anything of a header, of a
 * query or of a body, so no secret can get there. Safe for many threads.
 */
final class RequestLog {

  /** The logger's name, to be switched on or off by itself. */
  static final String NAME = "org.ledgercore.http.requests";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);
  private static final int NANOS_PER_MICRO = 1_000;

  private final MeterRegistry meters;
  private final Spans spans;

  /** A registry finds a timer by building its name and tags anew each time. */
  private final Map<Timed, Timer> timers = new ConcurrentHashMap<>();

  RequestLog(MeterRegistry meters, Spans spans) {
    this.meters = meters;
    this.spans = spans;
  }

  /** A request that was answered. */
  record Line(Route<?> route, Principal principal, Exchange exchange, long nanos) {

    /** That is being answered now. */
    Line(Route<?> route, Principal principal, Exchange exchange) {
      this(route, principal, exchange, System.nanoTime() - exchange.cameAt());
    }
  }

  /** What is timed by itself. */
  private record Timed(String operation, String status) {}

  void request(Line line) {
    String operation = line.route().operation();
    String status = Integer.toString(line.exchange().status());
    timers
        .computeIfAbsent(new Timed(operation, status), this::timer)
        .record(line.nanos(), TimeUnit.NANOSECONDS);
    LOG.atInfo()
        .addKeyValue("request", line.exchange().requestId())
        .addKeyValue("operation", operation)
        .addKeyValue("status", status)
        .addKeyValue("micros", line.nanos() / NANOS_PER_MICRO)
        .addKeyValue("principal", line.principal().name())
        .addKeyValue("organisation", line.principal().organisation())
        .addKeyValue("address", line.exchange().address())
        .log("answered");
    spans.request(line);
  }

  private Timer timer(Timed timed) {
    return Timer.builder("ledger.http.requests")
        .description("Requests by operation and status")
        .tag("operation", timed.operation)
        .tag("status", timed.status)
        .register(meters);
  }
}
