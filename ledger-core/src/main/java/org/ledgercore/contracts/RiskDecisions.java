package org.ledgercore.contracts;

import java.util.Optional;
import org.ledgercore.facts.Facts;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;

/**
 * What the risk desk says of payments, as facts of the log: with author and reason, in versions, in
 * the payment's case. A capture under a contract that asks for it ({@link Contract#onDecision}) is
 * decided on the newest version. Safe for many threads.
 */
public final class RiskDecisions {

  private final Facts facts;

  /** The decisions that are kept as these facts. */
  public RiskDecisions(Facts facts) {
    this.facts = facts;
  }

  /**
   * Records the next version of what is said of a payment.
   *
   * @param after the number of the version before; 0 for the first. When another version came in
   *     between, the answer is {@code FACT_CHANGED}
   * @param reserve the share that is kept back, 0 to 10,000 basis points; empty for the contract's
   * @param signed who says so, and on what evidence
   */
  public Outcome allow(String payment, int after, Optional<Integer> reserve, Signed signed) {
    RiskDecision decision = new RiskDecision(payment, after + 1, true, reserve);
    return facts.record(next(decision, signed));
  }

  /** Records as the next version that a payment may not be captured. */
  public Outcome forbid(String payment, int after, Signed signed) {
    RiskDecision decision = new RiskDecision(payment, after + 1, false, Optional.empty());
    return facts.record(next(decision, signed));
  }

  /** What is said of a payment now; empty when nothing is. */
  public Optional<RiskDecision> of(String payment) {
    return facts.newest(RiskDecision.ref(payment)).map(RiskDecision::of);
  }

  private static FactBuilder next(RiskDecision decision, Signed signed) {
    FactBuilder fact =
        JournalEntry.fact(RiskDecision.ref(decision.payment()))
            .from(decision.version() - 1)
            .by(signed.actor(), signed.reason())
            .correlatedWith(decision.payment())
            .with(RiskDecision.ALLOWED, decision.isAllowed() ? "yes" : "no");
    decision.reserve().ifPresent(share -> fact.with(RiskDecision.RESERVE, Integer.toString(share)));
    return fact;
  }
}
