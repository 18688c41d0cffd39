package org.ledgercore.http;

import java.time.Duration;
import org.ledgercore.http.server.ServerOptions;
import org.ledgercore.http.webhooks.Courier;

/**
 * How the service runs. Immutable.
 *
 * @param url the JDBC address of the database, with user and password
 * @param ledgerSchema the schema of the books; default {@code ledger}
 * @param serviceSchema the schema of what the service keeps beside them; default {@code
 *     ledger_http}
 * @param server what the server allows
 * @param webhooks how entries are delivered to receivers outside; default: to public addresses only
 */
public record ServiceOptions(
    String url,
    String ledgerSchema,
    String serviceSchema,
    ServerOptions server,
    Courier.Terms webhooks) {

  /** A service on this database with everything else as usual. */
  public static ServiceOptions on(String url) {
    return new ServiceOptions(
        url,
        "ledger",
        "ledger_http",
        ServerOptions.defaults(),
        new Courier.Terms(false, Duration.ofSeconds(1)));
  }

  public ServiceOptions in(String books, String beside) {
    return new ServiceOptions(url, books, beside, server, webhooks);
  }

  public ServiceOptions with(ServerOptions value) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, value, webhooks);
  }

  public ServiceOptions with(Courier.Terms value) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, server, value);
  }
}
