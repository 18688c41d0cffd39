package org.ledgercore.http.server;

import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The router, with an index of its routes by method and number of parts: it asks only those whose
 * fixed parts are those of the path. Without it each call tries the patterns of all routes before
 * its own, more than a hundred. Paths are taken exactly: with case, and with slashes at the end.
 * Routes are added by one thread; safe for many threads after that.
 */
final class RouteIndex extends InternalRouter {

  private final JavalinState state;
  private final Map<HandlerType, Map<Integer, List<Indexed>>> routes = new HashMap<>();

  RouteIndex(JavalinState state) {
    super(state.wsRouter, state.eventManager, state.router, state.jetty);
    this.state = state;
  }

  private record Indexed(List<String> parts, ParsedEndpoint route) {

    boolean mayMatch(List<String> path) {
      for (int i = 0; i < parts.size(); i++) {
        String part = parts.get(i);
        if (part.indexOf('{') < 0 && !part.equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public InternalRouter addHttpEndpoint(Endpoint endpoint) {
    if (endpoint.method.isHttpMethod()) {
      if (endpoint.path.contains("*") || endpoint.path.contains("<")) {
        throw new IllegalArgumentException(endpoint.path + " has no fixed number of parts");
      }
      List<String> parts = parts(endpoint.path);
      routes
          .computeIfAbsent(endpoint.method, any -> new HashMap<>())
          .computeIfAbsent(parts.size(), any -> new ArrayList<>())
          .add(new Indexed(parts, new ParsedEndpoint(endpoint, state.router)));
    }
    return super.addHttpEndpoint(endpoint);
  }

  @Override
  public @Nullable ParsedEndpoint findFirstHttpHandlerEntry(HandlerType method, String path) {
    List<String> parts = parts(path);
    Map<Integer, List<Indexed>> ofMethod = routes.getOrDefault(method, Map.of());
    for (Indexed each : ofMethod.getOrDefault(parts.size(), List.of())) {
      if (each.mayMatch(parts) && each.route.matches(path)) {
        return each.route;
      }
    }
    return null;
  }

  /** What stands between the slashes; a slash at the end leaves an empty part, which counts. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      parts.add(path.substring(from, slash));
      from = slash + 1;
    }
    parts.add(path.substring(from));
    return parts;
  }
}
