package org.ledgercore.query;

import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;

/**
 * A batch as it is stored.
 *
 * @param header what its head is taken over
 * @param head the head that is stored with it
 */
public record StoredBatch(BatchHeader header, Digest head) {

  /** Number of its last entry. */
  public long lastEntry() {
    return header.firstEntry() + header.entryCount() - 1;
  }

  /** The point of the chain that it reaches. */
  public ChainHead reached() {
    return new ChainHead(lastEntry(), head);
  }
}
