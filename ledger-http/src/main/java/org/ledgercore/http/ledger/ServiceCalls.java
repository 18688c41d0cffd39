package org.ledgercore.http.ledger;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Streaming;

/** The service itself: whether it is well, its meters, what its problems mean. */
public final class ServiceCalls {

  private final Desk desk;
  private final BooleanSupplier isStopping;
  private final PrometheusMeterRegistry meters;

  public ServiceCalls(Desk desk, BooleanSupplier isStopping, PrometheusMeterRegistry meters) {
    this.desk = desk;
    this.isStopping = isStopping;
    this.meters = meters;
  }

  /**
   * Whether the service is well; nothing else, because everybody may ask.
   *
   * @param status {@code up}
   */
  public record Well(String status) {}

  /**
   * Names a problem.
   *
   * @param problem the last part of its type
   */
  public record WhichProblem(String problem) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("health", ChartCalls.Nothing.class, Well.class, this::health);
    to.one("ready", ChartCalls.Nothing.class, Well.class, this::ready);
    to.one("describeProblem", WhichProblem.class, Problem.class, this::problem);
    to.stream(
        "metrics",
        ChartCalls.Nothing.class,
        new Streaming<>("text/plain; version=0.0.4", ChartCalls.Nothing.class, this::metrics));
  }

  /** Whether the process answers and reaches its database; 503 otherwise. */
  public Answer<Well> health(Call call, ChartCalls.Nothing nothing) {
    desk.ledger().health();
    return Answer.found(new Well("up"));
  }

  /** Whether it takes further calls: not any more once it is stopping. */
  public Answer<Well> ready(Call call, ChartCalls.Nothing nothing) {
    if (isStopping.getAsBoolean()) {
      return new Answer.Missing<>(ProblemCode.UNAVAILABLE);
    }
    return health(call, nothing);
  }

  /** What a problem means and who can do what next. */
  public Answer<Problem> problem(Call call, WhichProblem which) {
    return Answer.found(
        ProblemCode.ofSlug(which.problem()).map(code -> Problem.of(code, code.title())));
  }

  /** The meters, as Prometheus collects them. */
  public void metrics(Call call, ChartCalls.Nothing nothing, Lines lines) throws IOException {
    lines.write(meters.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
