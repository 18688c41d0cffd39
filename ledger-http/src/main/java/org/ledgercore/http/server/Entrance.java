package org.ledgercore.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ledgercore.http.access.Denials;
import org.ledgercore.http.access.RateLimit;
import org.ledgercore.http.access.SignIns;
import org.ledgercore.http.route.Permission;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Route;

/**
 * Decides who comes in: a valid token or session, of the route's audience, with the route's
 * permission, and not too often. What a session changes needs a header that no other site can make
 * a browser send. Who is turned away is written down. Safe for many threads.
 */
final class Entrance {

  private static final String BEARER = "Bearer ";

  private final SignIns signIns;
  private final Denials denials;
  private final RateLimit writes;
  private final RateLimit reads;
  private final int maxStreams;
  private final Map<String, AtomicInteger> streams = new ConcurrentHashMap<>();

  Entrance(SignIns signIns, Denials denials, ServerOptions.Rates rates) {
    this.signIns = signIns;
    this.denials = denials;
    this.writes = new RateLimit(rates.writes(), Duration.ofSeconds(1));
    this.reads = new RateLimit(rates.reads(), Duration.ofSeconds(1));
    this.maxStreams = rates.streams();
  }

  /** The caller of a route, or a problem. */
  Principal admit(Route<?> route, Exchange exchange) {
    if (route.permission() == Permission.ANYONE) {
      if (route.method() != Route.Method.GET
          && exchange.session().isPresent()
          && !exchange.isOfOurPage()) {
        throw denied(route, exchange, Principal.NOBODY, ProblemCode.CROSS_SITE);
      }
      return Principal.NOBODY;
    }
    Principal principal = signIn(route, exchange);
    if (principal.audience() != route.audience()) {
      throw denied(route, exchange, principal, ProblemCode.WRONG_AUDIENCE);
    }
    if (!principal.may(route.permission())) {
      throw denied(route, exchange, principal, ProblemCode.NOT_PERMITTED);
    }
    RateLimit limit = route.method() == Route.Method.GET ? reads : writes;
    limit
        .take(nameOf(principal))
        .ifPresent(wait -> {
          throw new ProblemException(
              ProblemCode.TOO_MANY_REQUESTS, "the rate for each caller is limited", wait);
        });
    return principal;
  }

  /** Counts a stream of somebody; what it gives is run when the stream ends. */
  Runnable beginStream(Principal principal) {
    if (principal.equals(Principal.NOBODY)) {
      return () -> {};
    }
    AtomicInteger open = streams.computeIfAbsent(nameOf(principal), any -> new AtomicInteger());
    if (open.incrementAndGet() > maxStreams) {
      open.decrementAndGet();
      throw new ProblemException(
          ProblemCode.TOO_MANY_REQUESTS, "too many streams are open", Duration.ofSeconds(1));
    }
    return open::decrementAndGet;
  }

  private Principal signIn(Route<?> route, Exchange exchange) {
    Optional<String> header = exchange.header("Authorization");
    Optional<Principal> found =
        header.isPresent()
            ? header
                .filter(given -> given.startsWith(BEARER))
                .flatMap(given -> signIns.byToken(given.substring(BEARER.length())))
            : exchange.session().flatMap(signIns::bySession);
    if (found.isPresent()) {
      if (header.isEmpty() && route.method() != Route.Method.GET && !exchange.isOfOurPage()) {
        throw denied(route, exchange, found.get(), ProblemCode.CROSS_SITE);
      }
      return found.get();
    }
    signIns
        .failed(exchange.address())
        .ifPresent(wait -> {
          throw new ProblemException(
              ProblemCode.TOO_MANY_SIGN_INS, "too many sign-ins failed from this address", wait);
        });
    exchange.context().header("WWW-Authenticate", "Bearer");
    throw denied(route, exchange, Principal.NOBODY, ProblemCode.NOT_SIGNED_IN);
  }

  private ProblemException denied(
      Route<?> route, Exchange exchange, Principal principal, ProblemCode code) {
    denials.add(
        new Denials.Denial(
            exchange.requestId(), principal.name(), route.operation(), code, exchange.address()));
    return new ProblemException(code, code.title());
  }

  private static String nameOf(Principal principal) {
    return principal.audience() + " " + principal.organisation() + " " + principal.name();
  }
}
