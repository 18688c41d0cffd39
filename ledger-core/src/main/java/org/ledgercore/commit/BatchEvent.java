package org.ledgercore.commit;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A flight-recorder event per batch written. */
@Name("org.ledgercore.Batch")
@Label("Ledger batch")
@Category("Ledger")
@StackTrace(false)
final class BatchEvent extends Event {

  @Label("Entries")
  int entries;

  @Label("Postings")
  int postings;

  @Label("Copied, not one statement")
  boolean copied;

  @Label("Write nanoseconds")
  long writeNanos;

  @Label("Wait for the batch before, nanoseconds")
  long waitNanos;

  @Label("Commit nanoseconds")
  long commitNanos;

  @Label("Committed")
  boolean committed;
}
