package org.ledgercore.http.server;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One OpenTelemetry span for each request, made when its answer is, with the times it began and
 * ended; a {@code traceparent} that came along is its parent. Nothing is carried through the work
 * itself, and without an SDK in the process nothing is done at all. A span holds no more than the
 * log does. Safe for many threads.
 */
final class Spans {

  private static final int SERVER_ERROR = 500;
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("ledger.request");

  private static final TextMapGetter<Exchange> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Exchange exchange) {
          return exchange.context().headerMap().keySet();
        }

        @Override
        public @Nullable String get(@Nullable Exchange exchange, String name) {
          return exchange == null ? null : exchange.header(name).orElse(null);
        }
      };

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final boolean isOff;
  private final InstantSource clock = InstantSource.system();

  Spans(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("org.ledgercore.http");
    this.isOff = telemetry == OpenTelemetry.noop();
  }

  void request(RequestLog.Line line) {
    if (isOff) {
      return;
    }
    Instant end = clock.instant();
    Context parent =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), line.exchange(), HEADERS);
    Span span =
        tracer
            .spanBuilder(line.route().operation())
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(end.minusNanos(line.nanos()))
            .setAttribute(METHOD, line.route().method().name())
            .setAttribute(ROUTE, line.route().path())
            .setAttribute(STATUS, (long) line.exchange().status())
            .setAttribute(REQUEST, line.exchange().requestId())
            .startSpan();
    if (line.exchange().status() >= SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano(), TimeUnit.NANOSECONDS);
  }
}
