package org.ledgercore.http.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An embedded PostgreSQL that keeps its promises: {@code fsync} and {@code synchronous_commit} are
 * on, which the library behind it turns off by default. Used by one thread.
 */
public final class EmbeddedServer implements AutoCloseable {

  /**
   * What benchmarks/README.md explains, in sizes for one's own machine: rare checkpoints, their
   * page images compressed, rows frozen in small portions.
   */
  private static final Map<String, String> TUNED =
      Map.of(
          "shared_buffers", "512MB",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "15min",
          "wal_compression", "on",
          "autovacuum_vacuum_insert_scale_factor", "0.05");

  /** In the sizes for a server that does nothing else, which benchmarks/README.md recommends. */
  private static final Map<String, String> LARGE =
      Map.of(
          "shared_buffers", "2GB",
          "max_wal_size", "16GB",
          "min_wal_size", "4GB",
          "checkpoint_timeout", "30min");

  /** Log files of 16 MB that a server has at hand once it has been running. */
  private static final int LOG_FILES = 130;

  private final EmbeddedPostgres server;

  private EmbeddedServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server; its data stays in the directory when one is given, else it goes with it. A
   * server that an earlier process left running on that directory is stopped first.
   */
  public static EmbeddedServer start(Optional<Path> keep) throws IOException {
    EmbeddedPostgres.Builder builder = builder(Map.of());
    if (keep.isPresent()) {
      LeftoverServer.stop(keep.get());
      builder.setDataDirectory(keep.get()).setCleanDataDirectory(false);
    }
    return new EmbeddedServer(builder.start());
  }

  /**
   * Starts a server as one that has been running for a while: a fresh one makes each file of its
   * log while somebody waits for it, some 10 ms, where another takes an old one.
   */
  public static EmbeddedServer seasoned() throws IOException, SQLException {
    EmbeddedServer server = new EmbeddedServer(builder(LARGE).start());
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < LOG_FILES; i++) {
        statement.execute("select pg_logical_emit_message(false, 'season', 'a record')");
        statement.execute("select pg_switch_wal()");
      }
      statement.execute("checkpoint");
    }
    return server;
  }

  private static EmbeddedPostgres.Builder builder(Map<String, String> sizes) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    Map<String, String> settings = new TreeMap<>(TUNED);
    settings.putAll(sizes);
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  /** A JDBC URL with its user. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
