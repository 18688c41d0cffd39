package org.ledgercore.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * What the offline verifier found in a file.
 *
 * @param ledger the ledger the file says it is of; empty when it says nothing readable
 * @param batches batches whose heads were computed and chained
 * @param entries entries whose content was hashed and found in their batch's tree
 * @param signedUpTo the last entry that a trusted key vouches for, 0 when there is none
 * @param problem the first line that is not as it must be; empty when the file proves all it holds
 */
public record AuditReport(
    Optional<UUID> ledger, long batches, long entries, long signedUpTo, Optional<String> problem) {

  /** Whether everything in the file is proved up to a trusted signature. */
  public boolean isProved() {
    return problem.isEmpty();
  }
}
