package org.ledgercore.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * pg_dump and pg_restore as they are installed, for the test server. They dump servers up to their
 * own version only: Debian 12 has them for 15, so against an embedded 18 there is nothing to run.
 */
public final class PgDump {

  private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final int MINUTES = 5;

  private PgDump() {}

  /** Whether they can dump the test server; said loudly when they cannot. */
  public static boolean isThere() throws IOException, InterruptedException, SQLException {
    int server = serverMajor();
    int client = clientMajor();
    if (client >= server) {
      return true;
    }
    System.out.println(
        "*** NOT DUMPED WITH PG_DUMP *** the server is PostgreSQL "
            + server
            + ", pg_dump "
            + (client == 0 ? "is not installed" : "is of " + client)
            + ": name an older server with -D"
            + TestServer.SWITCH);
    return false;
  }

  /** Dumps a schema into a file that {@link #restore} reads. */
  public static void dump(String schema, Path file) throws IOException, InterruptedException {
    run(List.of("pg_dump", "-Fc", "-n", schema, "-f", file.toString(), uri("")));
  }

  /** A schema as SQL. */
  public static String sql(String schema) throws IOException, InterruptedException {
    return run(List.of("pg_dump", "-n", schema, uri("")));
  }

  /** Restores a dump into another database of the server. */
  public static void restore(Path file, String database) throws IOException, InterruptedException {
    run(List.of("pg_restore", "--exit-on-error", "-d", uri(database), file.toString()));
  }

  /** The test server's JDBC URL for another of its databases. */
  public static String jdbcUrl(String database) {
    String url = TestServer.shared().url();
    return url.replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1" + database);
  }

  private static String uri(String database) {
    String url = database.isEmpty() ? TestServer.shared().url() : jdbcUrl(database);
    URI parts = URI.create(url.substring("jdbc:".length()));
    String query = parts.getRawQuery() == null ? "" : parts.getRawQuery();
    String kept =
        Arrays.stream(query.split("&", -1))
            .filter(each -> each.startsWith("user=") || each.startsWith("password="))
            .collect(Collectors.joining("&"));
    return "postgresql://" + parts.getRawAuthority() + parts.getRawPath() + "?" + kept;
  }

  private static int serverMajor() throws SQLException {
    try (Connection connection = TestServer.shared().pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version_num")) {
      row.next();
      return row.getInt(1) / 10_000;
    }
  }

  private static int clientMajor() throws InterruptedException {
    try {
      Matcher found = MAJOR.matcher(run(List.of("pg_dump", "--version")));
      return found.find() ? Integer.parseInt(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("dump", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(command.getFirst() + " failed: " + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
