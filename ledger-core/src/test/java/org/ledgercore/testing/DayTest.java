package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day comes from its seed, reads as words and as Java, and a failing one says how to repeat it.
 */
class DayTest {

  @TempDir Path directory;

  @Test
  void sameSeed_isTheSameDay() {
    assertThat(Day.of(7)).isEqualTo(Day.of(7));
    assertThat(Day.of(7).toJava()).isEqualTo(Day.of(7).toJava());
    assertThat(Day.of(8)).isNotEqualTo(Day.of(7));
  }

  /** 16 has entries of 10,000 legs; the others every kind of text, number and action. */
  @ParameterizedTest
  @ValueSource(longs = {16, -5, 1, 2, 3, 4, 6})
  void java_compiles_andDoesTheSame(long seed) throws Exception {
    Day day = Day.of(seed);

    Class<?> written = compiled(day.toJava(), JavaSource.className(day));

    List<Action> actions = new ArrayList<>();
    for (int i = 1; i <= day.actions().size(); i++) {
      Method step = written.getDeclaredMethod("step" + i);
      step.setAccessible(true);
      actions.add((Action) step.invoke(null));
    }
    Day read = new Day(seed, actions);
    assertThat(read).isEqualTo(day);
    assertThat(read.toJava()).isEqualTo(day.toJava());
  }

  @Test
  void java_runsAsATest() throws Exception {
    Day day = new Day(9, Day.of(9).actions().subList(0, 12));
    Class<?> written = compiled(day.toJava(), JavaSource.className(day));
    Method test = written.getDeclaredMethod("modelAndLedgerAgree");
    test.setAccessible(true);
    var constructor = written.getDeclaredConstructor();
    constructor.setAccessible(true);

    test.invoke(constructor.newInstance());
  }

  @Test
  void failure_namesSeedAndShortestList_asJavaThatCompiles() {
    Day day = Day.of(11);

    assertThatThrownBy(() -> day.play(ledger -> requireNoAccounts(ledger.newestEntry())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there are entries")
        .hasMessageContaining("./ledger test --properties --tries 1 --seed 11")
        .hasMessageContaining("1 actions of " + day.actions().size())
        .satisfies(failure -> {
          String message = String.valueOf(failure.getMessage());
          String java = message.substring(message.indexOf("import java.time"));
          assertThat(compiled(java, "Seed11Test").getSimpleName()).isEqualTo("Seed11Test");
        });
  }

  private static void requireNoAccounts(long entries) {
    if (entries > 0) {
      throw new AssertionError("there are entries");
    }
  }

  private Class<?> compiled(String java, String name) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".java"), java);
    MutatedCore.compile(file, directory);
    URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    return loader.loadClass(name);
  }
}
