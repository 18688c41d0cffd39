package org.ledgercore.commit;

import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.store.HeadScan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the books with account heads after a ledger was opened, so that a busy ledger of many
 * accounts need not ask for each by its name. Reads the newest accounts first, some thousands at a
 * time, on a connection that it gives back each time, until the books are full.
 *
 * <p>What was read is taken over between two decisions, and only if no head was forgotten or
 * outdated since before it was read. An account that is still unknown then was moved by nobody
 * since: our own batches would have made it known, another writer's would have outdated it. One
 * part is on its way at a time.
 */
final class ReadAhead {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
  private static final int AT_ONCE = 8_192;
  private static final int PATIENCE = 64;

  private final Store store;
  private final Inbox inbox;
  private final Config config;
  private final Pace pace;
  private int below = -1;
  private int refused;

  /**
   * How it reads.
   *
   * @param capacity how many heads the books remember
   * @param ring wakes the thread that looks into the inbox
   */
  record Config(int capacity, Runnable ring) {}

  ReadAhead(Store store, Inbox inbox, Config config, Pace pace) {
    this.store = store;
    this.inbox = inbox;
    this.config = config;
    this.pace = pace;
  }

  /** What the books said to what was read. */
  private record Answer(boolean taken, boolean open, long forgettings, int remembered) {}

  private record Part(
      long forgettings, List<AccountHead> heads, CompletableFuture<Answer> answer) {}

  /** Where parts wait to be taken into the books. Safe for many threads. */
  static final class Inbox {

    private static final Answer CLOSED = new Answer(false, false, 0, 0);

    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    boolean isEmpty() {
      return parts.isEmpty();
    }

    /** Takes over what came. By the one who decides, between two decisions. */
    void takeInto(Books books) {
      for (Part part = parts.poll(); part != null; part = parts.poll()) {
        boolean taken = part.forgettings() == books.forgettings();
        if (taken) {
          part.heads().forEach(books::knowAhead);
        }
        part.answer()
            .complete(new Answer(taken, true, books.forgettings(), books.rememberedHeads()));
      }
    }

    private void add(Part part) {
      parts.add(part);
      if (closed) {
        close();
      }
    }

    /** Ends whoever waits for an answer. */
    void close() {
      closed = true;
      for (Part part = parts.poll(); part != null; part = parts.poll()) {
        part.answer().complete(CLOSED);
      }
    }
  }

  /** Begins to read; returns at once. */
  void begin() {
    give(-1, List.of());
  }

  private void give(long forgettings, List<AccountHead> heads) {
    Part part = new Part(forgettings, heads, new CompletableFuture<>());
    part.answer().thenAccept(answer -> pace.aside(() -> next(answer)));
    inbox.add(part);
    config.ring().run();
  }

  /** After some were taken over, or not: reads the next, or the same ones again. */
  private void next(Answer answer) {
    try {
      if (!answer.open() || answer.remembered() >= config.capacity() || refused > PATIENCE) {
        return;
      }
      if (below < 0) {
        below = store.newestAccount() + 1;
      } else if (answer.taken()) {
        below = from();
        refused = 0;
      } else {
        refused++;
      }
      if (below > 1) {
        give(answer.forgettings(), store.heads(new HeadScan.Accounts(from(), below)));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("Accounts are read when they are named, not ahead", e);
    }
  }

  private int from() {
    return Math.max(1, below - AT_ONCE);
  }
}
