package org.ledgercore.query;

import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;

/**
 * A point of the chain: the head after the batch that ends with an entry. Whoever keeps one outside
 * the database can later tell whether the journal still has that history.
 *
 * @param entry number of the last entry of the batch, at least 1
 * @param head the batch's head
 */
public record ChainHead(long entry, Digest head) {

  public ChainHead {
    if (entry < 1) {
      throw new InvalidInputException("entry", "must be at least 1", entry);
    }
  }
}
