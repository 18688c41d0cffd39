package org.ledgercore.payments;

import java.time.Instant;
import java.util.Optional;
import org.ledgercore.money.Text;

/**
 * Under which contract something is done, and at which instant: that instant alone picks what was
 * agreed, however late the entry is recorded. Immutable.
 *
 * @param kind the kind of business that the contract is about, such as {@code card}
 * @param at when it happened, by the clock of whoever says so
 * @param customer whose wallet gets the cashback; empty for none
 * @param charge the expected payment that this one pays; empty for none
 */
public record Under(
    String kind, Instant at, Optional<SubjectId> customer, Optional<String> charge) {

  private static final int MAX_CHARGE = 200;

  public Under {
    charge.ifPresent(id -> Text.required("charge", id, MAX_CHARGE));
  }

  /** Under the contract for a kind of business, at an instant. */
  public static Under contract(String kind, Instant at) {
    return new Under(kind, at, Optional.empty(), Optional.empty());
  }

  /** The same, with cashback to a customer's wallet as the contract gives it. */
  public Under withCashbackTo(SubjectId subject) {
    return new Under(kind, at, Optional.of(subject), charge);
  }

  /** The same, paying an expected payment. */
  public Under paying(String chargeId) {
    return new Under(kind, at, customer, Optional.of(chargeId));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(60).append(kind).append(" at ").append(at);
    customer.ifPresent(it -> text.append(", cashback to ").append(it));
    charge.ifPresent(it -> text.append(", pays ").append(it));
    return text.toString();
  }
}
