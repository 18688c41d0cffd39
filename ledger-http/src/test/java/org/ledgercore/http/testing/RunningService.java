package org.ledgercore.http.testing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ledgercore.http.Service;
import org.ledgercore.http.ServiceOptions;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.server.ServerOptions;
import org.ledgercore.http.webhooks.Courier;
import org.ledgercore.testing.TestServer;

/**
 * Gives a test class a service on schemas of its own, and proves its journal at the end. Register
 * it as a static field.
 */
public final class RunningService implements BeforeAllCallback, AfterAllCallback {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final ServerOptions.Rates PLENTY =
      new ServerOptions.Rates(100_000, 100_000, 100_000, 100);

  private final UnaryOperator<ServerOptions> change;
  private final AtomicInteger principals = new AtomicInteger();
  private final Map<String, String> logins = new ConcurrentHashMap<>();
  private @Nullable Service service;
  private @Nullable ServiceOptions options;

  /** A service with the usual limits, but for rates that no test reaches. */
  public RunningService() {
    this(usual -> usual.withRates(PLENTY));
  }

  /** A service with other options. */
  public RunningService(UnaryOperator<ServerOptions> change) {
    this.change = change;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    String name = "h" + NAMES.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
    ServerOptions server = change.apply(ServerOptions.defaults().on("127.0.0.1", 0));
    options =
        ServiceOptions.on(TestServer.shared().url())
            .in(name, name + "_http")
            .with(server)
            .searchableWith("a key that only tests have")
            .with(new Courier.Terms(true, Duration.ofMillis(20)));
    service = Service.start(options);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    try {
      if (!service().ledger().verify().isProved()) {
        throw new AssertionError("the journal is not proved: " + service().ledger().verify());
      }
    } finally {
      service().close();
    }
  }

  /** The service. */
  public Service service() {
    return Objects.requireNonNull(service, "register the extension as a static field");
  }

  /** How it was started. */
  public ServiceOptions options() {
    return Objects.requireNonNull(options, "register the extension as a static field");
  }

  /** A client without a token. */
  public Client anyone() {
    return new Client(service().port(), "");
  }

  /** A client of the platform with this role and a name of its own. */
  public Client as(Role role) {
    return as(role, "platform");
  }

  /** A client of an organisation with this role and a name of its own. */
  public Client as(Role role, String organisation) {
    return as(role, organisation, role + "-" + principals.incrementAndGet());
  }

  /** A client of an organisation with this role and this name. */
  public Client as(Role role, String organisation, String principal) {
    Token.Wanted wanted =
        new Token.Wanted(principal, role.audience(), organisation, EnumSet.of(role), 1);
    Token.Issued issued = service().tokens().issue(wanted, "test");
    logins.put(issued.secret(), principal + "#" + issued.token().id());
    return new Client(service().port(), issued.secret());
  }

  /** The login in approvals that a client's token is. */
  public String loginOf(Client client) {
    return Objects.requireNonNull(logins.get(client.token()), "made by this service");
  }
}
