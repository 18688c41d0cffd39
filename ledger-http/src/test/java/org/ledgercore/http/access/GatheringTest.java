package org.ledgercore.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many who ask at once are worked on together, and each gets the own answer. */
class GatheringTest {

  @Test
  void manyAtOnce_getTheirOwnAnswers_fromFewerWorks() throws Exception {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger atWork = new AtomicInteger();
    Gathering<Integer, Integer> doubling =
        new Gathering<>(
            part -> {
              assertThat(atWork.incrementAndGet()).isLessThanOrEqualTo(2);
              sizes.add(part.size());
              pause();
              atWork.decrementAndGet();
              return part.stream().map(each -> 2 * each).toList();
            },
            50,
            2);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        int question = i;
        asked.add(callers.submit(() -> doubling.ask(question)));
      }
      for (int i = 0; i < 1_000; i++) {
        assertThat(asked.get(i).get()).isEqualTo(2 * i);
      }
    }

    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
    assertThat(sizes).hasSizeLessThan(1_000).allMatch(size -> size <= 50);
  }

  @Test
  void whatTheWorkThrows_isThrownToEachOfThatPart_andTheNextGoesOn() {
    Gathering<Integer, Integer> half =
        new Gathering<>(
            part -> {
              if (part.contains(1)) {
                throw new IllegalArgumentException("odd");
              }
              return part;
            },
            10,
            1);

    assertThatThrownBy(() -> half.ask(1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(half.ask(2)).isEqualTo(2);
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
