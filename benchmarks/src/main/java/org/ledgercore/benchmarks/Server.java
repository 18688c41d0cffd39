package org.ledgercore.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;

/**
 * The server a benchmark runs on: an embedded PostgreSQL with the settings that {@code
 * benchmarks/README.md} explains, or one that is named. Hands out fresh databases, each a copy of a
 * template whose ledger has the traffic's accounts and no entries. Used by one thread.
 */
public final class Server implements AutoCloseable {

  /** The system property that names a server by its JDBC URL, for the JVMs that JMH forks. */
  public static final String PROPERTY = "ledger.bench.db";

  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on");

  /** What {@code benchmarks/README.md} recommends. */
  private static final Map<String, String> TUNED =
      Map.of(
          "shared_buffers", "2GB",
          "max_wal_size", "16GB",
          "wal_compression", "on",
          "checkpoint_timeout", "30min",
          "autovacuum_vacuum_insert_scale_factor", "0.05");

  private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]+/)?)([^?]*)(.*)");
  private static final String TEMPLATE = "create database %s template template0";
  private static final String COPY = "create database %s template %s strategy file_copy";
  private static final String DROP = "drop database if exists %s with (force)";

  private final @Nullable EmbeddedPostgres embedded;
  private final String url;
  private final String prefix = "ledger_bench_" + ProcessHandle.current().pid() + "_";
  private final Map<String, String> templates = new HashMap<>();
  private final AtomicInteger copies = new AtomicInteger();

  private Server(@Nullable EmbeddedPostgres embedded, String url) {
    this.embedded = embedded;
    this.url = url;
  }

  /** The named server, or else an embedded one with the recommended settings. */
  public static Server at(Optional<String> url) {
    return url.map(named -> new Server(null, named)).orElseGet(() -> embedded(Map.of()));
  }

  /** An embedded server with the recommended settings and some others in their place. */
  static Server embedded(Map<String, String> others) {
    Map<String, String> settings = new TreeMap<>(TUNED);
    settings.putAll(others);
    return started(settings);
  }

  /** An embedded server with PostgreSQL's own defaults. */
  static Server untuned() {
    return started(Map.of());
  }

  private static Server started(Map<String, String> settings) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    DURABLE.forEach(builder::setServerConfig);
    settings.forEach(builder::setServerConfig);
    try {
      EmbeddedPostgres started = builder.start();
      return new Server(started, started.getJdbcUrl("postgres", "postgres"));
    } catch (IOException | IllegalStateException e) {
      throw new UncheckedIOException(
          "the embedded PostgreSQL did not start; name a server with --db jdbc:postgresql://…",
          new IOException(e));
    }
  }

  /** Whether it was started here, so that others like it can be. */
  boolean isEmbedded() {
    return embedded != null;
  }

  /** What it runs on. */
  public Settings settings() throws SQLException {
    try (Connection connection = connect()) {
      return Settings.read(connection);
    }
  }

  /** A new database whose ledger has the traffic's accounts open and nothing posted. */
  public Database fresh(Traffic traffic) throws SQLException {
    String template = templates.get(traffic.name());
    if (template == null) {
      template = prefix + traffic.name();
      execute(TEMPLATE.formatted(template));
      templates.put(traffic.name(), template);
      Database seeded = new Database(this, template);
      Ledger.migrate(seeded.dataSource(), Database.SCHEMA);
      Seed.into(seeded, traffic);
    }
    return copyOf(template);
  }

  /** A new database with nothing in it. */
  Database empty() throws SQLException {
    String name = prefix + copies.incrementAndGet();
    execute(TEMPLATE.formatted(name));
    return new Database(this, name);
  }

  private Database copyOf(String template) throws SQLException {
    String name = prefix + copies.incrementAndGet();
    execute(COPY.formatted(name, template));
    return new Database(this, name);
  }

  /** The JDBC URL of one of its databases. */
  String urlOf(String database) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("db: must be jdbc:postgresql://host/database: " + url);
    }
    return parts.group(1) + database + parts.group(3);
  }

  void drop(String database) throws SQLException {
    execute(DROP.formatted(database));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Drops what it created, and ends the server when it was started here. */
  @Override
  public void close() throws SQLException {
    if (embedded == null) {
      for (String template : templates.values()) {
        drop(template);
      }
      return;
    }
    try {
      embedded.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
