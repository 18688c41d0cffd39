package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.payouts.PaymentView.Reached;
import org.ledgercore.payouts.PaymentView.Stage;

/** Tells remittances from the journal: a few index probes each. Safe for many threads. */
public final class Remittances {

  private final Ledger ledger;
  private final Payments payments;

  private Remittances(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  public static Remittances on(Ledger ledger) {
    return new Remittances(ledger);
  }

  /** A remittance as of now; empty when it was never received. */
  public Optional<Remittance> remittance(String transfer) {
    List<RecordedEntry> steps = payments.remittanceSteps(transfer);
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new Remittance(transfer, keptBack(transfer), stages(steps)));
  }

  private List<Money> keptBack(String transfer) {
    return ledger
        .queries()
        .balancesBelow(AccountClass.REMITTANCE_PAYABLE.path(transfer), AsOf.now())
        .stream()
        .map(Balance::posted)
        .filter(Money::isPositive)
        .toList();
  }

  private static List<Reached> stages(List<RecordedEntry> steps) {
    List<Reached> stages = new ArrayList<>();
    for (RecordedEntry step : steps) {
      switch (step.entry().kind()) {
        case RemittanceStep.RECEIVED -> {
          stages.add(reached(Stage.RECEIVED, step));
          stages.add(reached(Stage.VALIDATED, step));
          stages.add(reached(Stage.PENDING, step));
        }
        case RemittanceStep.COMPLETED -> stages.add(reached(Stage.COMPLETED, step));
        case RemittanceStep.FAILED -> stages.add(reached(Stage.FAILED, step));
        default -> {}
      }
    }
    return stages;
  }

  private static Reached reached(Stage stage, RecordedEntry step) {
    return new Reached(stage, step.number(), step.recordedAt());
  }
}
