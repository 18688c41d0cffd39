package org.ledgercore.reconciliation.claims;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.ledgercore.reconciliation.matching.Rule;

/**
 * A match as it is stored. Immutable.
 *
 * @param id its name
 * @param account what was reconciled
 * @param rule by which rule
 * @param version the version of the rules
 * @param outside ids of its lines
 * @param inside ids of its movements of the ledger
 * @param sums what both sides sum to
 * @param detail the score, the cause of a difference, or the certificate of a sum; may be empty
 * @param made by whom, when and why
 * @param undone the act that undid it, empty while it lives
 */
public record StoredMatch(
    MatchId id,
    String account,
    Rule rule,
    String version,
    List<String> outside,
    List<String> inside,
    Sums sums,
    String detail,
    Made made,
    OptionalLong undone) {

  public StoredMatch {
    outside = List.copyOf(outside);
    inside = List.copyOf(inside);
  }

  /**
   * What both sides sum to, in minor units.
   *
   * @param unit the unit's code
   * @param outside the lines
   * @param inside the movements of the ledger
   */
  public record Sums(String unit, long outside, long inside) {}

  /**
   * How it came about.
   *
   * @param author by whom
   * @param reason why; empty when a run made it
   * @param recordedAt when it was stored
   */
  public record Made(String author, String reason, Instant recordedAt) {}

  /** Whether its items are taken by it. */
  public boolean isLive() {
    return undone.isEmpty();
  }
}
