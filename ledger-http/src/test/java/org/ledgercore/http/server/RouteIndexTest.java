package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.RunningService;

/** The index finds what trying one route after another finds. */
class RouteIndexTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  /** What may stand for a name in braces: words of other routes among them. */
  private static final List<String> WORDS = List.of("x", "a%2fb", "preview", "entries");

  private static final List<HandlerType> METHODS = List.of(HandlerType.GET, HandlerType.PUT);

  @Test
  void everyRoute_andEveryNearMiss_isFoundAsWithoutTheIndex() {
    List<Route<?>> routes = SERVICE.service().routes();
    RouteIndex index = index(routes.stream().map(Route::path).toList());
    for (Route<?> route : routes) {
      for (String word : WORDS) {
        String path = route.path().replaceAll("\\{[A-Za-z]+}", word.replace("$", "\\$"));
        for (String near : List.of(path, path + "/", path + "/" + word, "/" + word + path)) {
          for (HandlerType method : METHODS) {
            List<ParsedEndpoint> oneAfterAnother = index.findHttpHandlerEntries(method, near);
            assertThat(pathOf(index.findFirstHttpHandlerEntry(method, near)))
                .as(method + " " + near)
                .isEqualTo(pathOf(oneAfterAnother.isEmpty() ? null : oneAfterAnother.getFirst()));
          }
        }
      }
    }
  }

  @Test
  void aPathOfAnyLength_isRefused() {
    assertThatThrownBy(() -> index(List.of("/docs/*"))).hasMessageContaining("/docs/*");
  }

  private static @Nullable String pathOf(@Nullable ParsedEndpoint found) {
    return found == null ? null : found.endpoint.path;
  }

  private static RouteIndex index(List<String> paths) {
    JavalinState state = new JavalinState();
    state.router.ignoreTrailingSlashes = false;
    RouteIndex index = new RouteIndex(state);
    paths.stream()
        .distinct()
        .forEach(path -> {
          index.addHttpEndpoint(new Endpoint(HandlerType.GET, path, context -> {}));
          index.addHttpEndpoint(new Endpoint(HandlerType.POST, path, context -> {}));
        });
    return index;
  }
}
