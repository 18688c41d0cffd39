package org.ledgercore.http;

import org.ledgercore.http.server.ServerOptions;

/**
 * How the service runs. Immutable.
 *
 * @param url the JDBC address of the database, with user and password
 * @param ledgerSchema the schema of the books; default {@code ledger}
 * @param serviceSchema the schema of what the service keeps beside them; default {@code
 *     ledger_http}
 * @param server what the server allows
 */
public record ServiceOptions(
    String url, String ledgerSchema, String serviceSchema, ServerOptions server) {

  /** A service on this database with everything else as usual. */
  public static ServiceOptions on(String url) {
    return new ServiceOptions(url, "ledger", "ledger_http", ServerOptions.defaults());
  }

  public ServiceOptions in(String books, String beside) {
    return new ServiceOptions(url, books, beside, server);
  }

  public ServiceOptions with(ServerOptions value) {
    return new ServiceOptions(url, ledgerSchema, serviceSchema, value);
  }
}
