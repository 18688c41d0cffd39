package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  /** Day 8 fills an account with turnover; most bugs are found on the first. */
  private static final long FIRST = 1;

  private static final int DAYS = 150;
  private static final int COMMANDS = 60;
  private static final int THREADS = 3;

  private final Map<PlantedBug, Future<String>> runs = new LinkedHashMap<>();
  private @Nullable Future<String> withoutABug;

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  @BeforeAll
  void plantAll(@TempDir Path directory) {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    withoutABug = threads.submit(() -> new KitRun().get());
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
    String found = Objects.requireNonNull(runs.get(bug)).get();

    assertThat(found).as("a run of %s days with %s", DAYS, bug).isNotEmpty();
    System.out.println("Planted: " + bug + ". Caught on " + found.lines().findFirst().orElse(""));
  }

  /** The core as it is passes the same days, so that what fails on them is the bug. */
  @Test
  void withoutABug_nothingFails() throws Exception {
    assertThat(Objects.requireNonNull(withoutABug).get()).isEmpty();
  }

  private static String firstFailure(ClassLoader core) throws ReflectiveOperationException {
    Object run = core.loadClass(KitRun.class.getName()).getDeclaredConstructor().newInstance();
    return (String) ((Supplier<?>) run).get();
  }

  /** Plays the days until one fails; what failed, or nothing. */
  public static final class KitRun implements Supplier<String> {

    public KitRun() {}

    @Override
    public String get() {
      for (long seed = FIRST; seed < FIRST + DAYS; seed++) {
        Day day = DaySource.day(seed, COMMANDS);
        AssertionError failure = day.failure(new OutcomeCount(), ledger -> {});
        if (failure != null) {
          return "day " + seed + ": " + failure.getMessage();
        }
      }
      return "";
    }
  }
}
