package org.ledgercore.query;

import java.util.Optional;
import org.ledgercore.journal.Digest;

/**
 * What {@code verify} found. A pass that went on from an earlier one counts what that one proved.
 *
 * @param batches batches proved
 * @param entries entries proved; the first wrong row bears on the entry after them
 * @param postings postings proved
 * @param reached the end of the last proved batch, from where a later pass can go on; empty for an
 *     empty journal
 * @param problem the first row that is not as it must be; empty when everything is
 */
public record Verification(
    long batches,
    long entries,
    long postings,
    Optional<ChainHead> reached,
    Optional<Problem> problem) {

  /**
   * Something that is not as it must be.
   *
   * @param where the row, such as {@code entry 17}
   * @param what the rule it breaks
   */
  public record Problem(String where, String what) {
    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  /** Whether everything was proved. */
  public boolean isProved() {
    return problem.isEmpty();
  }

  /** The chain's head after the last proved batch; empty for an empty journal. */
  public Optional<Digest> head() {
    return reached.map(ChainHead::head);
  }
}
