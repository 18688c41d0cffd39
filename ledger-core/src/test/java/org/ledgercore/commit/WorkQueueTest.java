package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.rules.Command;
import org.ledgercore.testing.SmallBooks;

/** What a batch takes of the calls that wait, without a database. */
class WorkQueueTest {

  private static final BatchSize SIZE = new BatchSize(100, 1_000, 10);

  private final WorkQueue queue = new WorkQueue(1_000, SIZE);

  private void wait(int calls) {
    for (int i = 0; i < calls; i++) {
      queue.add(new WorkItem(List.of(new Command.OpenUnit(SmallBooks.EUR))));
    }
  }

  @Test
  void drain_takesAllUpToAFullBatch() {
    wait(130);

    assertThat(queue.drain()).hasSize(100);
    assertThat(queue.drain()).hasSize(30);
    assertThat(queue.drain()).isEmpty();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void drainHalf_leavesAsMuchForTheOtherLane() {
    wait(61);

    assertThat(queue.drainHalf()).hasSize(31);
    assertThat(queue.drain()).hasSize(30);
  }

  @Test
  void drainHalf_takesAllThatOneStatementCanTakeTwice() {
    wait(20);

    assertThat(queue.drainHalf()).hasSize(20);
  }

  @Test
  void drainHalf_ofMoreThanTwoBatches_isAFullOne() {
    wait(300);

    assertThat(queue.drainHalf()).hasSize(100);
  }

  @Test
  void drainHalf_takesALargeCallWhole() {
    queue.add(new WorkItem(List.of(open(), open(), open(), open(), open(), open(), open())));
    wait(20);

    assertThat(queue.drainHalf()).hasSize(8);
    assertThat(queue.entries()).isEqualTo(13);
  }

  private static Command open() {
    return new Command.OpenUnit(SmallBooks.EUR);
  }
}
