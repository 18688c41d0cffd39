package org.ledgercore.query;

import java.util.Optional;
import org.ledgercore.journal.Digest;

/**
 * What {@code verify} found after reading the whole journal once.
 *
 * @param batches batches proved
 * @param entries entries proved
 * @param postings postings proved
 * @param head the chain's head after the last proved batch; empty for an empty journal
 * @param problem the first row that is not as it must be; empty when everything is
 */
public record Verification(
    long batches, long entries, long postings, Optional<Digest> head, Optional<Problem> problem) {

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
}
