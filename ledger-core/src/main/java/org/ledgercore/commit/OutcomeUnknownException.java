package org.ledgercore.commit;

import java.util.List;
import org.ledgercore.journal.EntryKey;

/**
 * The connection was lost while the database was committing, and within the deadline nobody could
 * be reached who knows whether the entries are stored. Sending the <b>same</b> keys again is safe
 * and is the way to find out.
 */
public final class OutcomeUnknownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<EntryKey> keys;

  public OutcomeUnknownException(List<EntryKey> keys, Throwable cause) {
    super("it is unknown whether the entries with these keys are stored: " + keys, cause);
    this.keys = List.copyOf(keys);
  }

  /** The keys to send again. */
  public List<EntryKey> keys() {
    return keys;
  }
}
