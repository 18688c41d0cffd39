package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit finds bugs: each of these is planted in the core, one at a time, and a short run of days
 * must fail. A kit that lets one through proves nothing about the core. Several runs go on at once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedBugsTest {

  /**
   * Days that found a bug: played first, so that rare ones need not play all days before theirs.
   */
  private static final List<Long> FINDERS =
      List.of(1L, 2L, 3L, 6L, 7L, 8L, 5L, 9L, 10L, 11L, 14L, 22L, 26L, 29L, 33L, 55L);

  private static final int DAYS = 150;
  private static final int COMMANDS = 60;
  private static final int THREADS = 3;
  private static final int SHORT = 200;

  private final Map<PlantedBug, Future<Map<Long, String>>> runs = new LinkedHashMap<>();

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  @BeforeAll
  void plantAll(@TempDir Path directory) {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    for (PlantedBug bug : bugs()) {
      Path own = directory.resolve("bug" + runs.size());
      runs.put(bug, threads.submit(() -> firstFailure(MutatedCore.with(bug, own))));
    }
    threads.shutdown();
  }

  @Test
  void thereAreFifteenAtLeast() {
    assertThat(bugs()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(bugs()).extracting(PlantedBug::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isCaught(PlantedBug bug) throws Exception {
    Map<Long, String> found = run(bug);

    assertThat(found).as("a run of %s days with %s", DAYS, bug).isNotEmpty();
    System.out.println("Planted: " + bug + ". Caught on day " + shortly(found));
  }

  /** The core as it is passes the days on which they were caught: what failed there is the bug. */
  @Test
  void withoutABug_nothingFails() throws Exception {
    Set<Long> days = new TreeSet<>();
    for (PlantedBug bug : bugs()) {
      days.addAll(run(bug).keySet());
    }
    assertThat(days).isNotEmpty();
    assertThat(new KitRun().apply(days)).isEmpty();
  }

  private Map<Long, String> run(PlantedBug bug) throws Exception {
    return Objects.requireNonNull(runs.get(bug)).get();
  }

  private static String shortly(Map<Long, String> found) {
    String line = found.toString().lines().findFirst().orElse("");
    return line.length() > SHORT ? line.substring(0, SHORT) + " …" : line;
  }

  /** The days that found something, then all others. */
  private static Collection<Long> days() {
    Set<Long> days = new LinkedHashSet<>(FINDERS);
    LongStream.rangeClosed(1, DAYS).forEach(days::add);
    return days;
  }

  @SuppressWarnings("unchecked")
  private static Map<Long, String> firstFailure(ClassLoader core)
      throws ReflectiveOperationException {
    Object run = core.loadClass(KitRun.class.getName()).getDeclaredConstructor().newInstance();
    return ((Function<Collection<Long>, Map<Long, String>>) run).apply(days());
  }

  /** Plays days until one fails: its seed and what failed, or nothing. */
  public static final class KitRun implements Function<Collection<Long>, Map<Long, String>> {

    public KitRun() {}

    @Override
    public Map<Long, String> apply(Collection<Long> days) {
      for (long seed : days) {
        Day day = DaySource.day(seed, COMMANDS);
        AssertionError failure = day.failure(new OutcomeCount(), ledger -> {});
        if (failure != null) {
          return Map.of(seed, failure.toString());
        }
      }
      return Map.of();
    }
  }
}
