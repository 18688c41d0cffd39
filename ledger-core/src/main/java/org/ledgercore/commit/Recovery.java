package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.InFlight.Fate;
import org.ledgercore.store.SealedBatch;

/**
 * What happens after a batch failed. The lanes are empty by then; the failed batch and all behind
 * it were rolled back. Their items go back to the front of the queue in their order and are decided
 * anew, unless it is proved that the batch is stored, or that trying again is pointless. Used under
 * the pipeline's lock.
 */
final class Recovery {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Store store;
  private final History history;
  private final UnknownCommit unknown;
  private final Duration patience;
  private final Pace pace;

  Recovery(Store store, Duration answerDeadline, History history, Pace pace) {
    this.store = store;
    this.history = history;
    this.unknown = new UnknownCommit(store, answerDeadline, pace);
    this.patience = answerDeadline;
    this.pace = pace;
  }

  /** Settles the fate of everything on the lanes and empties them. */
  void recover(@Nullable InFlight[] lanes, WorkQueue queue, Decisions decisions) {
    List<InFlight> batches =
        new ArrayList<>(Arrays.stream(lanes).filter(Objects::nonNull).toList());
    batches.sort(Comparator.comparingLong(batch -> batch.basis().sequence()));
    Arrays.fill(lanes, null);
    decisions.takeBack(batches);
    List<WorkItem> again = new ArrayList<>();
    for (InFlight batch : batches) {
      again.addAll(itemsToRedo(batch, decisions));
    }
    queue.putBack(again);
  }

  private List<WorkItem> itemsToRedo(InFlight batch, Decisions decisions) {
    return switch (batch.fate().join()) {
      case Fate.Committed committed -> {
        saw(batch);
        yield List.of();
      }
      case Fate.Abandoned abandoned -> batch.items();
      case Fate.Unknown(UnknownCommit.OldBackend backend, SQLException cause) ->
          resolved(batch, backend, cause);
      case Fate.Failed(Exception cause) -> failed(batch, cause, decisions);
    };
  }

  private List<WorkItem> resolved(
      InFlight batch, UnknownCommit.OldBackend backend, SQLException cause) {
    SealedBatch sealed = Objects.requireNonNull(batch.batch());
    try {
      if (unknown.resolve(sealed, backend, cause) == UnknownCommit.Fate.NOT_STORED) {
        return batch.items();
      }
      saw(batch);
      pace.aside(batch::answer);
    } catch (OutcomeUnknownException e) {
      batch.items().forEach(item -> item.answer().completeExceptionally(e));
    }
    return List.of();
  }

  private void saw(InFlight batch) {
    SealedBatch sealed = batch.batch();
    if (sealed != null) {
      history.saw(sealed.header().batchNo(), sealed.head());
    }
  }

  private List<WorkItem> failed(InFlight batch, Exception cause, Decisions decisions) {
    if (cause instanceof SQLException e) {
      if (SqlStates.isChainBroken(e)) {
        history.isGone("batch " + batch.basis().batchNo());
        batch.items().forEach(item -> item.answer().completeExceptionally(history.gone()));
        return List.of();
      }
      if (SqlStates.is(e, SqlStates.UNIQUE_VIOLATION)) {
        decisions.collided();
        return worthAnotherTry(batch.items(), e);
      }
      if (SqlStates.isPassing(e)) {
        Frozen.end(store, e);
        pace.pause(PAUSE);
        return worthAnotherTry(batch.items(), e);
      }
    }
    if (batch.items().size() > 1) {
      batch.items().forEach(WorkItem::beAlone);
      return batch.items();
    }
    refuse(batch.items(), cause);
    return List.of();
  }

  /** Puts items back after the turn or the books could not be read. */
  void retry(List<WorkItem> items, SQLException cause, WorkQueue queue) {
    if (SqlStates.isPassing(cause)) {
      pace.pause(PAUSE);
      queue.putBack(worthAnotherTry(items, cause));
    } else {
      refuse(items, cause);
    }
  }

  private List<WorkItem> worthAnotherTry(List<WorkItem> items, Exception cause) {
    List<WorkItem> again = new ArrayList<>();
    for (WorkItem item : items) {
      if (item.mayTryAgain(patience, pace.nanoTime())) {
        again.add(item);
      } else {
        refuse(List.of(item), cause);
      }
    }
    return again;
  }

  private static void refuse(List<WorkItem> items, Exception cause) {
    LedgerUnavailableException why =
        new LedgerUnavailableException(
            "the database refused or did not answer, and nothing was posted: " + cause.getMessage(),
            cause);
    items.forEach(item -> item.answer().completeExceptionally(why));
  }
}
