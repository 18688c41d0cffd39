package org.ledgercore.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
 * @param searchKey a secret of at least 16 bytes by which personal data is found again, such as a
 *     subject by its e-mail address; null for none. It is never stored
 * @param webhooks how entries are delivered to receivers outside; default: to public addresses only
 */
public record ServiceOptions(
    String url,
    String ledgerSchema,
    String serviceSchema,
    ServerOptions server,
    @Nullable String searchKey,
    Courier.Terms webhooks) {

  /** A service on this database with everything else as usual. */
  public static ServiceOptions on(String url) {
    return new ServiceOptions(
        url,
        "ledger",
        "ledger_http",
        ServerOptions.defaults(),
        null,
        new Courier.Terms(false, Duration.ofSeconds(1)));
  }

  public ServiceOptions in(String books, String beside) {
    return new ServiceOptions(url, books, beside, server, searchKey, webhooks);
  }

  public ServiceOptions with(ServerOptions value) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, value, searchKey, webhooks);
  }

  public ServiceOptions with(Courier.Terms value) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, server, searchKey, value);
  }

  /** The same with a key by which personal data is found again. */
  public ServiceOptions searchableWith(String secret) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, server, secret, webhooks);
  }

  /** Tells neither the database's password nor the key. */
  @Override
  public String toString() {
    return "service on " + ledgerSchema + " and " + serviceSchema;
  }
}
