package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.RunningService;

/** A request is one span, named after its operation, with no more in it than in the log. */
class SpansTest {

  /** What was called of OpenTelemetry: the method and its arguments. */
  private static final List<String> CALLS = new CopyOnWriteArrayList<>();

  static {
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(recording(OpenTelemetry.class));
  }

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  @AfterAll
  static void forget() {
    GlobalOpenTelemetry.resetForTest();
  }

  /** Something that writes down what is called of it, and gives more of its kind. */
  private static <T> T recording(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getReturnType() == ContextPropagators.class) {
                return ContextPropagators.noop();
              }
              CALLS.add(method.getName() + (arguments == null ? "" : Arrays.toString(arguments)));
              if (method.getReturnType().isInterface()) {
                return recording(method.getReturnType());
              }
              return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == arguments[0];
                case "isRecording", "isEnabled" -> true;
                case "toString" -> type.getSimpleName();
                default -> null;
              };
            }));
  }

  @Test
  void aRequest_isOneSpan_withOperationRouteAndStatus() {
    CALLS.clear();
    SERVICE
        .as(Role.AUDITOR)
        .get("/ops/accounts/EUR/secret-path?asOfEntry=1", "X-Request-Id", "span-1");

    assertThat(CALLS).contains("spanBuilder[getAccount]", "setSpanKind[SERVER]", "startSpan");
    assertThat(CALLS)
        .contains(
            "setAttribute[http.route, /ops/accounts/{currency}/{path}]",
            "setAttribute[http.response.status_code, 400]",
            "setAttribute[ledger.request, span-1]");
    assertThat(CALLS.stream().filter(call -> call.startsWith("end["))).hasSize(1);
    assertThat(CALLS).noneMatch(call -> call.contains("secret-path"));
  }
}
