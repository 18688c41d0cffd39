package org.ledgercore.http.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.PaymentState;
import org.ledgercore.payouts.PaymentView;
import org.ledgercore.payouts.PaymentViews;

/** Tells where cases stand, why, and who has to act. Safe for many threads. */
public final class CaseViews {

  /** Whoever has to act next. */
  public enum Actor {
    NOBODY,
    OPERATOR,
    APPROVER,
    TREASURY,
    PROVIDER,
    BANK
  }

  /**
   * Where a case stands.
   *
   * @param view the payment as the journal tells it
   * @param age how long it has stood in its stage
   * @param reason why it stands there
   * @param next who has to act
   */
  record Standing(PaymentView view, Duration age, String reason, Actor next) {

    Instant since() {
      return view.stages().getLast().at();
    }

    /** Whether it has stood in an open stage for longer than this. */
    boolean isOlderThan(Duration limit) {
      return view.stage() != PaymentView.Stage.COMPLETED
          && view.stage() != PaymentView.Stage.FAILED
          && age.compareTo(limit) > 0;
    }

    /** Whether a person has to look at it: something is open against it, or it is late. */
    boolean needsAttention(Duration limit) {
      PaymentState state = view.state();
      return state.disputed().isPositive() || state.held().isPositive() || isOlderThan(limit);
    }
  }

  private final Desk desk;
  private final InstantSource clock;

  CaseViews(Desk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** Where a case stands; empty when nobody knows it. */
  Optional<Standing> standing(String payment, Unit unit) {
    return PaymentViews.on(desk.ledger()).payment(payment, unit).map(this::standing);
  }

  private Standing standing(PaymentView view) {
    Duration age = Duration.between(view.stages().getLast().at(), clock.instant());
    Duration known = age.isNegative() ? Duration.ZERO : age;
    PaymentState state = view.state();
    if (state.disputed().isPositive()) {
      return new Standing(view, known, "a dispute is open", Actor.OPERATOR);
    }
    if (state.held().isPositive()) {
      return new Standing(view, known, "a refund is held and not decided", Actor.APPROVER);
    }
    return switch (view.stage()) {
      case COMPLETED -> new Standing(view, known, "the merchant has been paid", Actor.NOBODY);
      case FAILED -> new Standing(view, known, "nothing of it stands", Actor.NOBODY);
      case RECEIVED, VALIDATED ->
          new Standing(view, known, "it is heard of and not captured", Actor.PROVIDER);
      case PENDING -> pending(view, known);
    };
  }

  private static Standing pending(PaymentView view, Duration age) {
    @Nullable String waiting = waitingPayout(view.lines());
    return waiting == null
        ? new Standing(view, age, "no payout pays it yet", Actor.TREASURY)
        : new Standing(view, age, "payout " + waiting + " is not confirmed", Actor.BANK);
  }

  private static @Nullable String waitingPayout(List<PaymentView.PaidLine> lines) {
    for (PaymentView.PaidLine line : lines) {
      if (!line.paid() && !line.payout().isEmpty()) {
        return line.payout();
      }
    }
    return null;
  }
}
