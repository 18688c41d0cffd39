package org.ledgercore.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.route.RouteList;

/** The routes of the service: {@code routes.txt}, held against the operations behind it. */
final class Routes {

  private static final String LIST = "/routes.txt";

  private Routes() {}

  static List<Route<?>> of(Operations operations) {
    try (InputStream in = Routes.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + LIST);
      }
      return RouteList.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), operations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
