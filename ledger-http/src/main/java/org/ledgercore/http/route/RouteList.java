package org.ledgercore.http.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of routes: a line for each, in columns between bars. A line that says less than
 * all of it, or anything else than the code behind it, stops the service from starting. Stateless.
 */
public final class RouteList {

  private static final int FIVE = 5;
  private static final String ASK = "ASK";

  private RouteList() {}

  /**
   * The routes of a list.
   *
   * @throws IllegalArgumentException naming the line that is not whole or not true
   */
  public static List<Route<?>> read(String text, Operations operations) {
    List<Route<?>> routes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Route<?> route = route(line, operations);
        if (!seen.add(route.operation()) || !seen.add(route.toString())) {
          throw broken(line, "stands twice in the list");
        }
        routes.add(route);
      }
    }
    for (String operation : operations.names()) {
      if (!seen.contains(operation)) {
        throw new IllegalArgumentException("operation " + operation + " has no route");
      }
    }
    return routes;
  }

  private static Route<?> route(String line, Operations operations) {
    List<String> columns = new ArrayList<>();
    for (String column : line.split("\\|", -1)) {
      columns.add(column.strip());
    }
    if (columns.size() < FIVE || columns.size() > FIVE + 1) {
      throw broken(line, "must have five columns, or six with problems");
    }
    Operations.Offer<?> offer = operations.offer(columns.get(2));
    if (offer == null) {
      throw broken(line, "nobody offers " + columns.get(2));
    }
    String said = offer.request().getSimpleName() + " -> " + shown(offer.reply());
    if (!columns.get(4).equals(said)) {
      throw broken(line, "must say " + said);
    }
    try {
      return route(columns, offer);
    } catch (IllegalArgumentException e) {
      throw broken(line, String.valueOf(e.getMessage()));
    }
  }

  private static <Q extends Record> Route<Q> route(
      List<String> columns, Operations.Offer<Q> offer) {
    String method = columns.getFirst();
    boolean isAsk = method.equals(ASK);
    return new Route<>(
        isAsk ? Route.Method.POST : Route.Method.valueOf(method),
        columns.get(1),
        columns.get(2),
        Permission.valueOf(columns.get(3)),
        offer.request(),
        offer.reply(),
        problems(columns.size() > FIVE ? columns.getLast() : ""),
        work(offer, method.equals("POST")));
  }

  private static <Q extends Record> Route.Work<Q> work(
      Operations.Offer<Q> offer, boolean takesKey) {
    Handler<Q, ?> whole = offer.whole();
    @Nullable StreamHandler<Q> streamed = offer.streamed();
    if (whole != null) {
      return new Route.Work.Whole<>(whole, takesKey);
    }
    FileHandler<Q, ?> filed = offer.filed();
    if (filed != null && !takesKey) {
      return new Route.Work.Filed<>(filed);
    }
    if (streamed == null || takesKey) {
      throw new IllegalArgumentException("a stream or file takes no key");
    }
    return new Route.Work.Streamed<>(streamed);
  }

  private static Set<ProblemCode> problems(String names) {
    Set<ProblemCode> codes = new HashSet<>();
    for (String name : names.split(" ", -1)) {
      if (!name.isEmpty()) {
        codes.add(ProblemCode.valueOf(name));
      }
    }
    return codes;
  }

  private static String shown(Route.Reply reply) {
    String name = reply.type().getSimpleName();
    return switch (reply.kind()) {
      case ONE -> name;
      case PAGE -> "[" + name + "]";
      case STREAM -> "~" + name;
    };
  }

  private static IllegalArgumentException broken(String line, String why) {
    return new IllegalArgumentException("route \"" + line.strip() + "\": " + why);
  }
}
