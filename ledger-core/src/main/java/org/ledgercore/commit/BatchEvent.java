package org.ledgercore.commit;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * A flight-recorder event per batch decided, from the beginning of its decision to its commit. A
 * batch of refusals and replays has no entries. Filled by the thread that decides, then by the one
 * that writes.
 */
@Name("org.ledgercore.Batch")
@Label("Ledger batch")
@Category("Ledger")
@StackTrace(false)
final class BatchEvent extends Event {

  @Label("Schema")
  @Nullable String schema;

  @Label("Entries")
  int entries;

  @Label("Postings")
  int postings;

  @Label("Copied, not inserted")
  boolean copied;

  @Label("Calls decided again")
  int retries;

  @Label("Decide nanoseconds")
  long decideNanos;

  @Label("Write nanoseconds")
  long writeNanos;

  @Label("Wait for the batch before, nanoseconds")
  long waitNanos;

  @Label("Commit nanoseconds")
  long commitNanos;

  @Label("Committed")
  boolean committed;

  /** The figures as they stand. */
  BatchFigures figures() {
    return new BatchFigures(
        entries,
        postings,
        copied,
        committed,
        retries,
        decideNanos,
        writeNanos,
        waitNanos,
        commitNanos);
  }
}
