package org.ledgercore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.claims.Claiming;
import org.ledgercore.reconciliation.claims.Claims;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Matcher;
import org.ledgercore.reconciliation.matching.Matching;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.postgresql.ds.PGSimpleDataSource;

/** Another JVM, with a heap of 1 GB, that reads lines and movements, matches and stores. */
final class ReconcileProcess {

  /** The word on the command line by which the other JVM knows itself. */
  static final String WORD = "reconcile-for-parent";

  /** The schema that the matches are written to. */
  static final String SCHEMA = "reconciliation";

  private static final String HEAP = "-Xmx1g";
  private static final int FETCH = 10_000;
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 100;
  private static final Map<String, Unit> UNITS =
      Map.of("EUR", Unit.fiat("EUR", 2), "USD", Unit.fiat("USD", 2));

  /**
   * What came of it.
   *
   * @param readNanos reading both tables
   * @param matchNanos matching
   * @param writeNanos writing matches and claims
   * @param matches how many
   * @param asPlanted whether all that was planted was found with its type, and nothing else
   */
  record Result(long readNanos, long matchNanos, long writeNanos, long matches, boolean asPlanted) {

    long nanos() {
      return readNanos + matchNanos + writeNanos;
    }
  }

  private ReconcileProcess() {}

  /** Starts the JVM with this one's class path and waits for it. */
  static Result run(String url) throws IOException, InterruptedException {
    Process process = OtherJvm.start(List.of(HEAP, "-XX:+UseParallelGC"), List.of(WORD, url));
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IOException("the other JVM failed, perhaps for want of memory: " + line);
      }
      long[] figures = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      return new Result(figures[0], figures[1], figures[2], figures[3], figures[4] == 1);
    }
  }

  /** What the other JVM runs. */
  static void obey(String url) throws SQLException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    long start = System.nanoTime();
    List<Item> items = new ArrayList<>();
    long rows = read(database, "line", Origin.OUTSIDE, items);
    read(database, "movement", Origin.INSIDE, items);
    long read = System.nanoTime();
    Matching matching = Matcher.match(items, Rules.forBank("bench-1", 3));
    long matched = System.nanoTime();
    Claims claims = new Claims(ReconciliationStore.in(database, SCHEMA));
    if (!(claims.take(matching.matches(), "bench", "bench") instanceof Claiming.Taken)) {
      throw new IllegalStateException("somebody else took an item");
    }
    long written = System.nanoTime();
    System.out.println(
        String.join(
            " ",
            Long.toString(read - start),
            Long.toString(matched - read),
            Long.toString(written - matched),
            Long.toString(matching.matches().size()),
            isAsPlanted(matching, rows) ? "1" : "0"));
  }

  private static long read(DataSource database, String table, Origin origin, List<Item> items)
      throws SQLException {
    long before = items.size();
    LocalDate[] days = new LocalDate[DAYS];
    Arrays.setAll(days, FIRST::plusDays);
    String sql =
        table.equals("line")
            ? "select id, key, unit, minor, day, nature from line"
            : "select id, key, unit, minor, day, nature from movement";
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(FETCH);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            items.add(item(row, origin, days[row.getInt(5)]));
          }
        }
      }
      connection.rollback();
    }
    return items.size() - before;
  }

  private static Item item(ResultSet row, Origin origin, LocalDate day) throws SQLException {
    String key = row.getString(2);
    return new Item(
        origin,
        row.getString(1),
        "provider_receivable:switch",
        Objects.requireNonNull(UNITS.get(row.getString(3))),
        row.getLong(4),
        day,
        day,
        key.isEmpty() ? List.of() : List.of(key),
        "",
        "",
        "",
        switch (row.getInt(6)) {
          case 1 -> Nature.FEE;
          case 2 -> Nature.RETURN;
          default -> Nature.PLAIN;
        });
  }

  /** The number of rows tells how much was planted: each type once in so many. */
  private static boolean isAsPlanted(Matching matching, long lines) {
    Map<Finding.Type, Long> found = new TreeMap<>();
    boolean named = true;
    for (Finding finding : matching.findings()) {
      found.merge(finding.type(), 1L, Long::sum);
      named &= finding.first().id().startsWith(finding.type().name() + "-");
    }
    // Every group of 500 has 501 lines: one type has none, two have one more.
    long each = lines / (PlantedLines.EVERY + 1);
    long clean = (PlantedLines.EVERY - PlantedLines.TYPES.size()) * each;
    boolean matched = matching.matches().size() == clean + PlantedLines.MATCHED_TYPES * each;
    boolean counted =
        PlantedLines.TYPES.stream().allMatch(type -> found.getOrDefault(type, 0L) == each)
            && found.size() == PlantedLines.TYPES.size();
    if (!(named && matched && counted)) {
      System.err.println(matching.matches().size() + " matches, " + found);
    }
    return named && matched && counted;
  }
}
