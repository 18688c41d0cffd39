package org.ledgercore.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.sql.DataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL server per JVM, chosen by the system property {@code ledger.test.pg}. Safe for
 * many threads.
 *
 * @param kind what was chosen, for the report
 * @param url a JDBC URL with user and password
 */
public record TestServer(String kind, String url) {

  /** The switch's name. */
  public static final String SWITCH = "ledger.test.pg";

  private static final String IMAGE = "postgres:18";

  private static final class Shared {
    static final TestServer INSTANCE = announced(start(System.getProperty(SWITCH, "auto")));
  }

  /** The server of this JVM; started on first use, ended with the JVM. */
  public static TestServer shared() {
    return Shared.INSTANCE;
  }

  /** Connections to it that all ledgers of the kit share; open as long as the JVM runs. */
  public DataSource pool() {
    return TestPool.shared();
  }

  /** A schema of a name of its own, migrated, with an empty ledger. */
  public String createSchema() {
    return FreshSchema.create(pool());
  }

  /** The same, with a clock of its own that starts at an instant; see {@link #poolOfClocks}. */
  public String createSchema(Instant start) {
    return FreshSchema.create(poolOfClocks(), start);
  }

  /** Connections that ledgers with clocks of their own share. */
  public DataSource poolOfClocks() {
    return TestPool.ofClocks();
  }

  /** Drops such a schema. */
  public void dropSchema(String name) {
    FreshSchema.drop(pool(), name);
  }

  /** Starts or finds a server as {@code mode} says, or fails with a sentence. */
  static TestServer start(String mode) {
    if (mode.startsWith("jdbc:")) {
      return new TestServer("external", mode);
    }
    return switch (mode) {
      case "embedded" -> embedded();
      case "docker" -> {
        if (!dockerAnswers()) {
          throw new IllegalStateException(SWITCH + "=docker, but no Docker daemon answers");
        }
        yield docker();
      }
      case "auto" -> dockerAnswers() ? docker() : embedded();
      default ->
          throw new IllegalArgumentException(
              SWITCH + ": must be auto, embedded, docker or a jdbc: URL: " + mode);
    };
  }

  private static TestServer embedded() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .start();
      return new TestServer("embedded", server.getJdbcUrl("postgres", "postgres"));
    } catch (IOException | IllegalStateException e) {
      String wayOut =
          "the embedded PostgreSQL did not start; run as an ordinary user, or name a server with -D"
              + SWITCH
              + "=jdbc:postgresql://host/db?user=…&password=…";
      throw new UncheckedIOException(wayOut, new IOException(e));
    }
  }

  private static TestServer docker() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return new TestServer(
        "docker",
        container.getJdbcUrl()
            + (container.getJdbcUrl().contains("?") ? "&" : "?")
            + "user="
            + container.getUsername()
            + "&password="
            + container.getPassword());
  }

  /** A host that has no Testcontainers on its class path has no Docker to offer. */
  private static boolean dockerAnswers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  private static TestServer announced(TestServer server) {
    System.out.println("Tests run on PostgreSQL: " + server.kind());
    return server;
  }
}
