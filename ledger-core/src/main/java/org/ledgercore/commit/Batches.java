package org.ledgercore.commit;

import java.util.function.Consumer;

/**
 * The batches of a ledger's writer in this process. Ledgers opened the same way share one writer,
 * and so its batches. Entries posted in a host's transaction, and a writer behind a
 * transaction-mode pooler, make no batches to listen to. Safe for many threads.
 */
public final class Batches {

  private final String schema;
  private final Writer writer;
  private final BatchListeners listeners;

  Batches(String schema, Writer writer, BatchListeners listeners) {
    this.schema = schema;
    this.writer = writer;
    this.listeners = listeners;
  }

  /** The schema the batches go to. */
  public String schema() {
    return schema;
  }

  /** How many entries wait to be decided. Asks no database. */
  public int waiting() {
    return writer.waiting();
  }

  /**
   * Tells the listener of every batch once its fate is known, before its callers are answered. It
   * runs on the thread that answers, so it must return at once, and must not post. What it throws
   * is logged.
   *
   * @return run it to stop listening
   */
  public Runnable listen(Consumer<BatchFigures> listener) {
    return listeners.add(listener);
  }
}
