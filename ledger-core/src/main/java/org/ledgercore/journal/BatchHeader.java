package org.ledgercore.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch's chained head is taken over: its place, its range of entries and postings, its
 * time, its Merkle root and the head of the batch before it.
 *
 * @param batchNo 1 upwards, without gaps
 * @param batchId random, so that the writer can tell its own batch from another's
 * @param previousHead the head of the batch before; null for the first one
 * @param firstEntry number of its first entry
 * @param entryCount at least 1
 * @param firstPosting number of its first posting
 * @param postingCount 0 or more
 * @param recordedAtMicros microseconds since 1970-01-01T00:00Z
 * @param rulesVersion version of the rules that decided it
 * @param merkleRoot root over the entry digests
 */
public record BatchHeader(
    long batchNo,
    UUID batchId,
    @Nullable Digest previousHead,
    long firstEntry,
    int entryCount,
    long firstPosting,
    int postingCount,
    long recordedAtMicros,
    int rulesVersion,
    Digest merkleRoot) {

  /** The batch's head in the chain of the ledger with this id. */
  public Digest head(UUID ledger) {
    return CanonicalForm.ofHeader(ledger.toString(), this);
  }
}
