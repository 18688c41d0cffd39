package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit finds bugs: each of these is planted in the core, one at a time, and a short run of days
 * must fail. A kit that lets one through proves nothing about the core.
 */
class PlantedBugsTest {

  /** Day 16 fills an account with turnover; most bugs are found on the first. */
  private static final long FIRST = 1;

  private static final int DAYS = 20;

  @TempDir Path directory;

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  @Test
  void thereAreFifteenAtLeast() {
    assertThat(bugs()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(bugs()).extracting(PlantedBug::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isCaught(PlantedBug bug) throws Exception {
    String found = firstFailure(MutatedCore.with(bug, directory));

    assertThat(found).as("a run of %s days with %s", DAYS, bug).isNotEmpty();
    System.out.println("Planted: " + bug + ". Caught on " + found.lines().findFirst().orElse(""));
  }

  /** The core as it is passes the same days, so that what fails on them is the bug. */
  @Test
  void withoutABug_nothingFails() {
    assertThat(new KitRun().get()).isEmpty();
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
        AssertionError failure = Day.of(seed).failure(new OutcomeCount(), ledger -> {});
        if (failure != null) {
          return "day " + seed + ": " + failure.getMessage();
        }
      }
      return "";
    }
  }
}
