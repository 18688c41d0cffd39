package org.ledgercore.store;

import java.util.UUID;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.MerkleTree;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Draft;

/**
 * A decided batch with its place in the chain: everything that will be stored, byte for byte, so
 * that it can be run again when a commit's outcome is unknown. Immutable.
 *
 * @param header what the head is taken over
 * @param head the batch's head
 * @param draft entries, postings and what the records open
 */
public record SealedBatch(BatchHeader header, Digest head, Draft draft) {

  /** Seals a draft behind the tip it was decided on. */
  public static SealedBatch after(Tip tip, Draft draft, LedgerSchema schema, UUID batchId) {
    MerkleTree tree = new MerkleTree();
    draft.entries().forEach(recorded -> tree.add(recorded.entry().digest()));
    RecordedEntry first = draft.entries().getFirst();
    BatchHeader header =
        new BatchHeader(
            tip.batchNo() + 1,
            batchId,
            tip.head(),
            first.number(),
            draft.entries().size(),
            first.firstPosting(),
            draft.legs().size(),
            Micros.of(first.recordedAt()),
            Decider.RULES_VERSION,
            tree.root());
    return new SealedBatch(header, header.head(schema.ledger()), draft);
  }
}
