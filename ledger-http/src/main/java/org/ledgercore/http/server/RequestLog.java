package org.ledgercore.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

  RequestLog(MeterRegistry meters, Spans spans) {
    this.meters = meters;
    this.spans = spans;
  }

  /** A request that was answered. */
  record Line(Route<?> route, Principal principal, Exchange exchange, long nanos) {}

  void request(Line line) {
    String operation = line.route().operation();
    String status = Integer.toString(line.exchange().status());
    Timer.builder("ledger.http.requests")
        .description("Requests by operation and status")
        .tag("operation", operation)
        .tag("status", status)
        .register(meters)
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
}
