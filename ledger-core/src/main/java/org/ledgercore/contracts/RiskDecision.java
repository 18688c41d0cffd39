package org.ledgercore.contracts;

import java.util.Optional;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;

/**
 * What the risk desk says of one payment that is to be captured. Moves no money. Immutable.
 *
 * @param payment the payment's case, 1 to 190 code points
 * @param version 1 upwards, in the order of the log
 * @param isAllowed whether it may be captured
 * @param reserve the share of the gross that is kept back, 0 to 10,000 basis points; empty for what
 *     the contract says
 */
public record RiskDecision(
    String payment, int version, boolean isAllowed, Optional<Integer> reserve) {

  /** The name under which a capture keeps the decision it was made on. */
  public static final String KEPT_AS = "risk_decision";

  static final String KIND = "risk_decision";
  static final String ALLOWED = "allowed";
  static final String RESERVE = "reserve_bp";
  private static final int ALL = 10_000;

  public RiskDecision {
    reserve
        .filter(share -> share < 0 || share > ALL)
        .ifPresent(share -> {
          throw new InvalidInputException("reserve", "must be 0 to " + ALL + " bp", share);
        });
  }

  /** What captures keep of it: {@code pay_001@2}. */
  public String id() {
    return payment + "@" + version;
  }

  /** Holds as long as no further version is recorded. */
  public Condition unchanged() {
    return new Condition.FactAt(ref(payment), version);
  }

  static FactRef ref(String payment) {
    return FactRef.of(KIND, payment);
  }

  static RiskDecision of(Fact fact) {
    return new RiskDecision(
        fact.ref().id(),
        fact.version(),
        "yes".equals(fact.values().get(ALLOWED)),
        Optional.ofNullable(fact.values().get(RESERVE)).map(Integer::valueOf));
  }
}
