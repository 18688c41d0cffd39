package org.ledgercore.reconciliation.threeway;

import java.util.List;
import java.util.Optional;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.reconciliation.claims.Claim;

/**
 * An entry of a case with the line it rests on.
 *
 * @param entry the entry
 * @param line the id of the line that is its evidence
 * @param claims the live matches in which its postings are
 */
public record Traced(RecordedEntry entry, Optional<String> line, List<Claim> claims) {

  public Traced {
    claims = List.copyOf(claims);
  }
}
