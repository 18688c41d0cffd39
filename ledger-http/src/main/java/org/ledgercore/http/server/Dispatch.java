package org.ledgercore.http.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.ledgercore.commit.OutcomeUnknownException;
import org.ledgercore.http.access.Acts;
import org.ledgercore.http.access.RequestKeys;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.FileHandler;
import org.ledgercore.http.route.Handler;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Refusals;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.wire.Csv;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Page;
import org.ledgercore.rules.RejectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Every call goes this way: admit the caller, read the request, claim its key, let the route work,
 * settle the key, write the answer, log. Safe for many threads.
 *
 * <p>Cost for the books of a change beside its posting: one small insert and one small update, both
 * without waiting for the disk; a question costs nothing but its own statements.
 */
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final long SOON_SECONDS = 6;
  private static final int KEY_BYTES = 16;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int SERVER_ERROR = 500;

  private final Entrance entrance;
  private final RequestKeys keys;
  private final Acts acts;
  private final ServerOptions options;
  private final RequestLog log;
  private final AnswerDeadline deadline;

  /**
   * Where calls are written down.
   *
   * @param keys which requests were answered
   * @param acts what was done
   */
  record Records(RequestKeys keys, Acts acts) {}

  Dispatch(Entrance entrance, Records records, ServerOptions options, RequestLog log) {
    this.entrance = entrance;
    this.keys = records.keys;
    this.acts = records.acts;
    this.options = options;
    this.log = log;
    this.deadline = new AnswerDeadline(options.times().answer());
  }

  void handle(Route<?> route, Context context) {
    Exchange exchange = new Exchange(context);
    Principal principal = Principal.NOBODY;
    try {
      principal = entrance.admit(route, exchange);
      serve(route, principal, exchange);
      deadline.watch(exchange);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(route, exchange, e);
    } finally {
      if (!exchange.isLate()) {
        log.request(new RequestLog.Line(route, principal, exchange));
      }
    }
  }

  /** Tells a caller who waited too long, while the work goes on. */
  private void late(Asked<?> asked) {
    Exchange exchange = asked.exchange();
    exchange.beLate();
    try {
      fail(
          asked.route(),
          exchange,
          new ProblemException(
              ProblemCode.ANSWER_LATE, "it takes longer than " + options.times().answer()));
      exchange.flush();
    } catch (IOException e) {
      LOG.debug("A caller who waited too long is gone", e);
    } finally {
      log.request(new RequestLog.Line(asked.route(), asked.principal(), exchange));
    }
  }

  private void fail(Route<?> route, Exchange exchange, Throwable failure) {
    Problem problem = Failures.problem(failure, route.audience());
    if (problem.status() >= SERVER_ERROR) {
      LOG.atError()
          .addKeyValue("request", exchange.requestId())
          .setCause(failure)
          .log("{} failed", route.operation());
    }
    if (problem.retryable()) {
      Duration wait =
          failure instanceof ProblemException known
              ? known.retryAfter().orElse(Duration.ZERO)
              : Duration.ZERO;
      exchange.context().header("Retry-After", Long.toString(wait.toSeconds() + 1));
    }
    if (!exchange.context().res().isCommitted()) {
      exchange.problem(problem);
    }
  }

  private <Q extends Record> void serve(Route<Q> route, Principal principal, Exchange exchange)
      throws IOException {
    Map<String, String> texts = exchange.texts(route);
    switch (route.handler()) {
      case Route.Work.Whole<Q>(Handler<Q, ?> handler, boolean takesKey) -> {
        String key = takesKey ? exchange.key() : "";
        Q request = route.read(texts, body(route, exchange));
        if (takesKey) {
          keyed(new Asked<>(route, principal, exchange, request), handler, key);
        } else {
          Asked<Q> asked = new Asked<>(route, principal, exchange, request);
          if (route.method() == Route.Method.POST && principal != Principal.NOBODY) {
            acts.add(asked.act(Json.tree(request)));
          }
          Call call = asked.call(exchange.requestId());
          answer(asked, () -> handler.handle(call, request));
        }
      }
      case Route.Work.Filed<Q>(FileHandler<Q, ?> handler) -> {
        Runnable end = entrance.beginStream(principal);
        Path file = Files.createTempFile("received", "");
        try {
          Q request = route.read(texts, null);
          exchange.file(options.sizes().file(), file);
          Asked<Q> asked = new Asked<>(route, principal, exchange, request);
          acts.add(asked.act(Json.tree(request)));
          Call call = asked.call(exchange.requestId());
          write(route, exchange, handler.handle(call, request, file));
        } finally {
          Files.deleteIfExists(file);
          end.run();
        }
      }
      case Route.Work.Streamed<Q> streamed -> {
        Runnable end = entrance.beginStream(principal);
        try {
          Q request = route.read(texts, null);
          exchange.requireNoEncoding();
          Asked<Q> asked = new Asked<>(route, principal, exchange, request);
          Call call = asked.call(exchange.requestId());
          if (route.method() == Route.Method.POST) {
            acts.add(asked.act(Json.tree(request)));
          }
          StreamedLines lines = new StreamedLines(route, exchange, options.sizes().line());
          streamed.handler().handle(call, request, lines);
          lines.end();
        } finally {
          end.run();
        }
      }
    }
  }

  private JsonNode body(Route<?> route, Exchange exchange) throws IOException {
    if (route.hasBody()) {
      return exchange.json(options.sizes().body(), options.times().body());
    }
    exchange.requireNoBody();
    return Json.tree(Map.of());
  }

  /** A call with the request that was read. */
  private record Asked<Q extends Record>(
      Route<Q> route, Principal principal, Exchange exchange, Q request) {

    Call call(String requestKey) {
      return new Call(
          principal, requestKey, exchange.requestId(), exchange.address(), exchange.session());
    }

    Acts.Act act(JsonNode request) {
      JsonNode reason = request.get("reason");
      return new Acts.Act(
          exchange.requestId(),
          principal.name(),
          principal.organisation(),
          route.operation(),
          exchange.address(),
          reason == null || !reason.isString() ? "" : reason.stringValue(),
          exchange.cause());
    }

    byte[] scope(String key) {
      return Fingerprint.of(
          principal.audience() + "/" + principal.organisation(),
          principal.name(),
          route.operation(),
          key);
    }
  }

  private <Q extends Record> void keyed(Asked<Q> asked, Handler<Q, ?> handler, String key)
      throws IOException {
    Exchange exchange = asked.exchange();
    byte[] scope = asked.scope(key);
    JsonNode request = Json.tree(asked.request());
    byte[] fingerprint = Fingerprint.of(Fingerprint.canonical(request));
    switch (keys.claim(scope, fingerprint, asked.act(request))) {
      case RequestKeys.Claim.Mine any -> {
        String requestKey = "http-" + HexFormat.of().formatHex(Arrays.copyOf(scope, KEY_BYTES));
        Call call = asked.call(requestKey);
        answer(asked, () -> work(asked, handler, call, scope));
      }
      case RequestKeys.Claim.Refused(String answer) -> {
        byte[] problem = answer.getBytes(StandardCharsets.UTF_8);
        exchange.context().header(REPLAYED, "true");
        exchange.send(Json.read(problem).get("status").intValue(), Problem.MEDIA_TYPE, problem);
      }
      case RequestKeys.Claim.OtherRequest any ->
          throw new ProblemException(
              ProblemCode.REQUEST_KEY_REUSED, "the key stands for another request");
      case RequestKeys.Claim.InFlight any ->
          throw new ProblemException(
              ProblemCode.REQUEST_IN_FLIGHT, "the first of the two is still being worked on");
    }
  }

  /** Answers with what the work gives, unless that took too long. */
  private void answer(Asked<?> asked, Supplier<Answer<?>> work) {
    deadline
        .await(work, () -> late(asked))
        .ifPresent(answer -> write(asked.route(), asked.exchange(), answer));
  }

  /** Lets the route work and settles the key, even when nobody waits for the answer any more. */
  private <Q extends Record> Answer<?> work(
      Asked<Q> asked, Handler<Q, ?> handler, Call call, byte[] scope) {
    Answer<?> answer;
    try {
      answer = handler.handle(call, asked.request());
    } catch (RejectedException e) {
      answer = new Answer.Refused<>(e.why());
    } catch (OutcomeUnknownException e) {
      keys.done(scope);
      throw e;
    } catch (RuntimeException | Error e) {
      keys.forget(scope);
      throw e;
    }
    settle(asked, answer, scope);
    return answer;
  }

  private void settle(Asked<?> asked, Answer<?> answer, byte[] scope) {
    switch (answer) {
      case Answer.Refused<?> refused ->
          refused(asked, Refusals.problem(refused.why(), asked.route().audience()), scope);
      case Answer.Declined<?>(Problem problem) -> refused(asked, problem, scope);
      case Answer.Missing<?> any -> keys.forget(scope);
      case Answer.Found<?> any -> keys.done(scope);
      case Answer.WithSession<?> any -> keys.done(scope);
      case Answer.Recorded<?> any -> keys.done(scope);
    }
  }

  private void refused(Asked<?> asked, Problem problem, byte[] scope) {
    keys.refused(scope, Json.text(problem.in(asked.exchange().requestId())));
  }

  private static void write(Route<?> route, Exchange exchange, Answer<?> answer) {
    switch (answer) {
      case Answer.Found<?>(Object body) -> found(route, exchange, body);
      case Answer.Recorded<?>(Object body, boolean isReplay) -> {
        if (isReplay) {
          exchange.context().header(REPLAYED, "true");
        }
        exchange.send(isReplay ? OK : CREATED, JSON, Json.write(body));
      }
      case Answer.Refused<?> refused ->
          exchange.problem(Refusals.problem(refused.why(), route.audience()));
      case Answer.WithSession<?>(Object body, String secret) -> {
        exchange.keepSession(secret);
        exchange.send(OK, JSON, Json.write(body));
      }
      case Answer.Declined<?>(Problem problem) -> {
        if (problem.retryable()) {
          exchange.context().header("Retry-After", Long.toString(SOON_SECONDS));
        }
        exchange.problem(problem);
      }
      case Answer.Missing<?> missing ->
          exchange.problem(Problem.of(missing.code(), missing.code().title()));
    }
  }

  private static void found(Route<?> route, Exchange exchange, Object body) {
    boolean wantsTable = exchange.header("Accept").orElse("").startsWith(CSV);
    if (wantsTable && body instanceof Page<?> page) {
      String next = page.next();
      if (next != null) {
        exchange.context().header("X-Next-After", next);
      }
      exchange
          .context()
          .header("Content-Disposition", "attachment; filename=\"" + route.operation() + ".csv\"");
      byte[] table = Csv.table(route.reply().type(), page.items()).getBytes(StandardCharsets.UTF_8);
      exchange.send(OK, CSV + ";charset=utf-8", table);
    } else {
      exchange.send(OK, JSON, Json.write(body));
    }
  }
}
