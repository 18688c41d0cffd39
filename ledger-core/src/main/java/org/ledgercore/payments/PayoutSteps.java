package org.ledgercore.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;

/** The entries of a payout's steps, found by their keys. Stateless. */
final class PayoutSteps {

  private PayoutSteps() {}

  static List<RecordedEntry> of(Ledger ledger, String payout) {
    List<RecordedEntry> steps = new ArrayList<>();
    Optional<RecordedEntry> waiting = ledger.entry(PaymentKeys.payoutRequest(payout));
    for (int attempt = 1; waiting.isPresent(); attempt++) {
      steps.add(waiting.get());
      Optional<RecordedEntry> decision = ledger.entry(PaymentKeys.payoutDecision(payout, attempt));
      decision.ifPresent(steps::add);
      Optional<RecordedEntry> result = ledger.entry(PaymentKeys.payoutResult(payout, attempt));
      boolean retried =
          result.filter(it -> it.entry().kind().equals(PayoutStep.RETRIED)).isPresent();
      if (!retried) {
        result.ifPresent(steps::add);
      }
      waiting = retried ? result : Optional.empty();
    }
    ledger.entry(new EntryKey("payout_return", payout)).ifPresent(steps::add);
    return steps;
  }
}
