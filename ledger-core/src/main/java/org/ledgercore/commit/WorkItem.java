package org.ledgercore.commit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;

/** Commands of one call, which are decided in one batch, and the answer their caller waits for. */
final class WorkItem {

  private enum Stage {
    QUEUED,
    TAKEN,
    GIVEN_UP
  }

  private final List<Command> commands;
  private final int entries;
  private final int legs;
  private final boolean followsAnother;
  private final CompletableFuture<List<List<Outcome>>> answer = new CompletableFuture<>();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private boolean alone;
  private int putBacks;
  private long giveUpAt = Long.MAX_VALUE;

  WorkItem(List<Command> commands) {
    this.commands = commands;
    int countedEntries = 0;
    int countedLegs = 0;
    for (Command command : commands) {
      List<JournalEntry> known = command.entries();
      for (JournalEntry entry : known) {
        entry.digest();
        entry.keyHash();
        countedLegs += entry.postings().size();
      }
      // The entry of a reversal or a settlement is known only when it is decided.
      countedEntries += Math.max(1, known.size());
    }
    this.entries = countedEntries;
    this.legs = countedLegs;
    this.followsAnother =
        commands.stream().anyMatch(command -> command.follows() != 0 || command.looksAtCase());
  }

  List<Command> commands() {
    return commands;
  }

  /** Whether a command of it follows an earlier entry, and needs to see it stored. */
  boolean followsAnother() {
    return followsAnother;
  }

  int entries() {
    return entries;
  }

  int legs() {
    return legs;
  }

  CompletableFuture<List<List<Outcome>>> answer() {
    return answer;
  }

  /** Claims the item for a batch; false when it was given up while it waited. */
  boolean take() {
    stage.compareAndSet(Stage.QUEUED, Stage.TAKEN);
    return stage.get() == Stage.TAKEN;
  }

  /** Gives the item up while it still waits; from then on nothing of it is posted. */
  boolean giveUp() {
    return stage.compareAndSet(Stage.QUEUED, Stage.GIVEN_UP);
  }

  /** Whether it must have a batch of its own, because it may be what made one fail. */
  boolean isAlone() {
    return alone;
  }

  void beAlone() {
    alone = true;
  }

  /** Notes that it goes back to the queue to be decided again. */
  void putBack() {
    putBacks++;
  }

  /** How often it was put back since this was last asked. */
  int takePutBacks() {
    int counted = putBacks;
    putBacks = 0;
    return counted;
  }

  /** Notes a fault; false when its time for trying again is over. */
  boolean mayTryAgain(Duration patience, long now) {
    if (giveUpAt == Long.MAX_VALUE) {
      giveUpAt = now + patience.toNanos();
    }
    return now < giveUpAt;
  }
}
