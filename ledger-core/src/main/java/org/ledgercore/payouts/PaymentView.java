package org.ledgercore.payouts;

import java.time.Instant;
import java.util.List;
import org.ledgercore.payments.PaymentState;
import org.ledgercore.payments.ReserveLot;

/**
 * What has become of one payment, from its first entry to its payout, told from the journal.
 *
 * @param state captured, refunded, held, disputed and what can still be refunded
 * @param lots its reserve lots that still hold something, each with the day it is due
 * @param lines its postings on the merchant's payable account, and which payout pays each
 * @param stages the stages it went through, in order; the last one is where it stands
 */
public record PaymentView(
    PaymentState state, List<ReserveLot> lots, List<PaidLine> lines, List<Reached> stages) {

  /** Where a payment stands. */
  public enum Stage {
    /** Heard of. */
    RECEIVED,
    /** Captured: it passed every rule. */
    VALIDATED,
    /**
     * Something is open: a refund or a dispute, or a line that no bank has confirmed as paid out.
     */
    PENDING,
    /** Nothing of it stands: its captures are reversed, or lost in disputes. */
    FAILED,
    /** Nothing is open: the merchant has been paid what is theirs. */
    COMPLETED
  }

  /**
   * A stage and when it was reached.
   *
   * @param stage which stage
   * @param entry the entry that led to it
   * @param at when that was recorded
   */
  public record Reached(Stage stage, long entry, Instant at) {}

  /**
   * A line of a payment.
   *
   * @param line the line
   * @param payout the payout that pays it; empty while none does
   * @param paid whether a bank has confirmed that payout
   */
  public record PaidLine(PayoutLine line, String payout, boolean paid) {}

  public PaymentView {
    lots = List.copyOf(lots);
    lines = List.copyOf(lines);
    stages = List.copyOf(stages);
  }

  /** Where it stands. */
  public Stage stage() {
    return stages.getLast().stage();
  }
}
