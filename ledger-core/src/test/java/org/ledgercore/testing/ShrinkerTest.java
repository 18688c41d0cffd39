package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ledgercore.journal.JournalEntry;

/** What is left of a failing day is what makes it fail. */
class ShrinkerTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void twoActionsFarApart_areAllThatIsLeft() {
    Day day = Day.of(1);
    Action first = day.actions().getFirst();
    Action last = day.actions().getLast();

    Day shortest = shortest(day, it -> it.actions().containsAll(List.of(first, last)));

    assertThat(shortest.actions()).containsExactly(first, last);
    assertThat(shortest.seed()).isEqualTo(1);
  }

  @Test
  void oneEntryOfABatch_becomesAPost() {
    Day day = Day.of(2);
    JournalEntry wanted =
        day.actions().stream()
            .filter(Action.PostAll.class::isInstance)
            .map(it -> ((Action.PostAll) it).entries().getLast())
            .findFirst()
            .orElseThrow();

    Day shortest = shortest(day, it -> it.toJava().contains(keyOf(wanted)));

    assertThat(shortest.actions()).singleElement().isInstanceOf(Action.Post.class);
  }

  @Test
  void outOfTime_givesTheDayAsItIs() {
    Day day = Day.of(3);
    AtomicInteger plays = new AtomicInteger();

    Shrinker shrinker = new Shrinker(it -> plays.incrementAndGet() > 0, Duration.ZERO);

    assertThat(shrinker.shortest(day)).isEqualTo(day);
    assertThat(plays).hasValue(0);
  }

  private static String keyOf(JournalEntry entry) {
    Day one = new Day(0, List.of(new Action.Post(entry)));
    return one.toJava().lines().filter(it -> it.contains(".key(")).findFirst().orElseThrow();
  }

  private static Day shortest(Day day, Predicate<Day> fails) {
    return new Shrinker(fails, LONG).shortest(day);
  }
}
