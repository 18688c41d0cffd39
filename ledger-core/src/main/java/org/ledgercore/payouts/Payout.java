package org.ledgercore.payouts;

import java.time.Instant;
import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.payments.MerchantId;

/**
 * A payout as the journal tells it: its request, the lines it pays, and what became of it.
 *
 * @param id its id
 * @param merchant who is paid
 * @param amount what is paid; the lines add up to it
 * @param cutOff the last entry whose postings it pays
 * @param beneficiaryVersion to which version of the beneficiary; 0 when the request named none
 * @param lines what it pays, in the order of their postings, a carried line last
 * @param steps what became of it, in order; the last one is its state
 */
public record Payout(
    String id,
    MerchantId merchant,
    Money amount,
    long cutOff,
    int beneficiaryVersion,
    List<PayoutLine> lines,
    List<Step> steps) {

  /** Where a payout stands. */
  public enum State {
    /** Waits for its release. */
    REQUESTED,
    /** On its way to the bank. */
    RELEASED,
    /** Failed, and waits to be released again. */
    RETRIED,
    /** Confirmed by the bank. */
    CONFIRMED,
    /** Refused or recalled before its release. */
    REJECTED,
    /** Failed before it left. */
    FAILED,
    /** Came back after it was confirmed. */
    RETURNED;

    /** Whether its lines are its own, and no other payout's. */
    public boolean isLive() {
      return switch (this) {
        case REQUESTED, RELEASED, RETRIED, CONFIRMED -> true;
        case REJECTED, FAILED, RETURNED -> false;
      };
    }
  }

  /**
   * A step it took.
   *
   * @param state where it stood then
   * @param entry the number of the step's entry
   * @param at when that was recorded
   */
  public record Step(State state, long entry, Instant at) {}

  public Payout {
    lines = List.copyOf(lines);
    steps = List.copyOf(steps);
  }

  /** Where it stands. */
  public State state() {
    return steps.getLast().state();
  }
}
