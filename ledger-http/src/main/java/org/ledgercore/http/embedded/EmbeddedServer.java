package org.ledgercore.http.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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

  private final EmbeddedPostgres server;

  private EmbeddedServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server; its data stays in the directory when one is given, else it goes with it. A
   * server that an earlier process left running on that directory is stopped first.
   */
  public static EmbeddedServer start(Optional<Path> keep) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    TUNED.forEach(builder::setServerConfig);
    if (keep.isPresent()) {
      LeftoverServer.stop(keep.get());
      builder.setDataDirectory(keep.get()).setCleanDataDirectory(false);
    }
    return new EmbeddedServer(builder.start());
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
