package org.ledgercore.payouts;

import java.util.List;
import org.ledgercore.money.Money;
import org.ledgercore.payouts.PaymentView.Reached;
import org.ledgercore.payouts.PaymentView.Stage;

/**
 * What has become of money that is sent to somebody else, told from the journal.
 *
 * @param transfer the transfer's id
 * @param keptBack what is held for it, one amount a currency; nothing once it is completed or
 *     failed
 * @param stages the stages it went through, in order; the last one is where it stands. {@code
 *     VALIDATED} is reached with {@code RECEIVED}: what the rules refuse is never received
 */
public record Remittance(String transfer, List<Money> keptBack, List<Reached> stages) {

  public Remittance {
    keptBack = List.copyOf(keptBack);
    stages = List.copyOf(stages);
  }

  /** Where it stands. */
  public Stage stage() {
    return stages.getLast().stage();
  }
}
