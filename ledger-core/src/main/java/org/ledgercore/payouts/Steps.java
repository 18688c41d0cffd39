package org.ledgercore.payouts;

import java.util.List;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.payments.MerchantId;

/** What the entries of a payout's steps say; the first is its request. */
final class Steps {

  private Steps() {}

  static List<Payout.Step> of(List<RecordedEntry> steps) {
    return steps.stream()
        .map(it -> new Payout.Step(state(it), it.number(), it.recordedAt()))
        .toList();
  }

  /** The attempt that the next release would be, or that the last one was. */
  static int attempt(List<RecordedEntry> steps) {
    long releases = steps.stream().filter(it -> is(it, "payout_released")).count();
    return Math.toIntExact(isWaiting(steps) ? releases + 1 : Math.max(releases, 1));
  }

  static boolean isWaiting(List<RecordedEntry> steps) {
    return steps.isEmpty()
        || is(steps.getLast(), "payout_requested")
        || is(steps.getLast(), "payout_retried");
  }

  static MerchantId merchant(List<RecordedEntry> steps) {
    return new MerchantId(steps.getFirst().entry().postings().getFirst().account().dimension());
  }

  /** The version of the beneficiary that the request names; 0 for none. */
  static int beneficiary(List<RecordedEntry> steps) {
    return Integer.parseInt(
        steps.getFirst().entry().metadata().getOrDefault(Payouts.BENEFICIARY, "0"));
  }

  /** Whether an entry is a step by which a payout's state changes. */
  static boolean isStep(String kind) {
    return switch (kind) {
      case "payout_requested",
          "payout_released",
          "payout_retried",
          "payout_confirmed",
          "payout_rejected",
          "payout_failed",
          "payout_returned" ->
          true;
      default -> false;
    };
  }

  private static boolean is(RecordedEntry step, String kind) {
    return step.entry().kind().equals(kind);
  }

  static Payout.State state(RecordedEntry step) {
    return switch (step.entry().kind()) {
      case "payout_requested" -> Payout.State.REQUESTED;
      case "payout_released" -> Payout.State.RELEASED;
      case "payout_retried" -> Payout.State.RETRIED;
      case "payout_confirmed" -> Payout.State.CONFIRMED;
      case "payout_rejected" -> Payout.State.REJECTED;
      case "payout_failed" -> Payout.State.FAILED;
      case "payout_returned" -> Payout.State.RETURNED;
      default -> throw new IllegalStateException("entry " + step.number() + " is no payout step");
    };
  }
}
