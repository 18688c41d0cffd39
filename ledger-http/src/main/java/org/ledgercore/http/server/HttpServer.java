package org.ledgercore.http.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.ledgercore.http.access.Acts;
import org.ledgercore.http.access.Denials;
import org.ledgercore.http.access.RequestKeys;
import org.ledgercore.http.access.SignIns;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Route;

/**
 * A running server of a list of routes. A call in progress is finished when it is closed. Safe for
 * many threads.
 */
public final class HttpServer implements AutoCloseable {

  private static final int MAX_HEADER = 16_384;
  private static final long GRACE_MILLIS = 30_000;

  /** What the system keeps of an answer that is not read: more would hide who reads too slowly. */
  private static final int SEND_BUFFER = 65_536;

  /** A connection that sends nothing for so long while the server stops is ended. */
  private static final long STOP_IDLE_MILLIS = 1_000;

  /** OWASP ASVS 5 chapter 3.4: what a browser must not do with an answer; encoded once. */
  private static final List<HttpField> HEADERS =
      List.of(
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("X-Frame-Options", "DENY"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new PreEncodedHttpField(
              "Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
          new PreEncodedHttpField("Cache-Control", "no-store"),
          new PreEncodedHttpField(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                  + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));

  /**
   * What the server asks while it works.
   *
   * @param signIns who calls
   * @param denials who was turned away
   * @param keys which requests were answered
   * @param acts what was done
   * @param meters where requests are counted
   * @param telemetry where their spans go
   */
  public record Parts(
      SignIns signIns,
      Denials denials,
      RequestKeys keys,
      Acts acts,
      MeterRegistry meters,
      OpenTelemetry telemetry) {}

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalArgumentException when two routes have one address or one name
   */
  public static HttpServer start(
      List<? extends Route<?>> routes, Parts parts, ServerOptions options) {
    requireDistinct(routes);
    Dispatch dispatch =
        new Dispatch(
            new Entrance(parts.signIns(), parts.denials(), options.rates()),
            new Dispatch.Records(parts.keys(), parts.acts()),
            options,
            new RequestLog(parts.meters(), new Spans(parts.telemetry())));
    Javalin javalin =
        Javalin.create(config -> {
          config.unsafe.internalRouter = new RouteIndex(config.unsafe);
          configure(config, options);
          for (Route<?> route : routes) {
            HandlerType type =
                route.method() == Route.Method.GET ? HandlerType.GET : HandlerType.POST;
            config.routes.addHttpHandler(
                type, route.path(), context -> dispatch.handle(route, context));
          }
        });
    return new HttpServer(javalin.start());
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Takes no further calls, finishes those in progress, and ends. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, ServerOptions options) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.router.caseInsensitiveRoutes = false;
    config.router.ignoreTrailingSlashes = false;
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(GRACE_MILLIS);
      server.setErrorHandler(new BareProblems());
    });
    config.jetty.modifyHttpConfiguration(HttpServer::harden);
    config.jetty.addConnector((server, configuration) -> {
      ServerConnector connector =
          new ServerConnector(server, new HeaderDeadline(configuration, options.times().header()));
      connector.setHost(options.host());
      connector.setPort(options.port());
      connector.setIdleTimeout(options.times().idle().toMillis());
      connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
      connector.setAcceptedSendBufferSize(SEND_BUFFER);
      return connector;
    });
    config.routes.exception(
        HttpResponseException.class,
        (failure, context) ->
            new Exchange(context).problem(Failures.problem(failure, Audience.ANYONE)));
    config.routes.exception(
        Exception.class,
        (failure, context) ->
            new Exchange(context).problem(Failures.problem(failure, Audience.ANYONE)));
  }

  private static void harden(HttpConfiguration configuration) {
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setRequestHeaderSize(MAX_HEADER);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    configuration.addCustomizer(HttpServer::protect);
  }

  private static Request protect(Request request, HttpFields.Mutable answer) {
    HEADERS.forEach(answer::put);
    return request;
  }

  private static void requireDistinct(List<? extends Route<?>> routes) {
    Set<String> seen = new HashSet<>();
    for (Route<?> route : routes) {
      if (!seen.add(route.toString()) || !seen.add(route.operation())) {
        throw new IllegalArgumentException(route + " stands twice in the list of routes");
      }
    }
  }
}
