package org.ledgercore.query;

/** A read waited for an entry that did not arrive before its deadline. */
public final class NotYetRecordedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long wanted;
  private final long newest;

  NotYetRecordedException(long wanted, Long newest) {
    super("entry " + wanted + " is not there yet, the newest is " + newest);
    this.wanted = wanted;
    this.newest = newest;
  }

  /** The entry that was waited for. */
  public long wanted() {
    return wanted;
  }

  /** The newest entry at the deadline. */
  public long newest() {
    return newest;
  }
}
