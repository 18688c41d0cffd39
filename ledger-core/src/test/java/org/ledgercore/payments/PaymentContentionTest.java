package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.commit.Writers;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.DisputeStep.DisputeRef;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/**
 * Many threads refund and dispute one payment at once, through two writers: read in the order of
 * the log, each entry was allowed by what stood before it.
 */
class PaymentContentionTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final int THREADS = 64;

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void holdsFactsAndDisputes_ofOnePayment_doNotOverlookOneAnother() throws Exception {
    School it = new School("contended", School.IQD);
    it.open(DB.ledger());
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.given(30_000)));
    LedgerOptions apart =
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT);
    List<Outcome> outcomes = new ArrayList<>();
    try (Ledger other = Ledger.open(DB.dataSource(), apart);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> sent = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Payments through = i % 5 == 0 ? Payments.on(other) : payments;
        PaymentCommand command = command(it, i);
        sent.add(threads.submit(() -> through.post(command)));
      }
      for (Future<Outcome> each : sent) {
        outcomes.add(each.get());
      }
    }

    assertThat(outcomes).allMatch(PaymentContentionTest::isAllowed);
    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance))
        .hasSizeGreaterThan(THREADS / 4);
    requireCapacityInOrder(it);
    MerchantFunds funds = payments.funds(it.school, it.iqd);
    assertThat(funds.lots()).noneMatch(lot -> lot.left().isNegative());
    assertThat(DB.ledger().trialBalance().isInBalance()).isTrue();
  }

  /** Two holds to each fact that nothing can refuse. */
  private static PaymentCommand command(School it, int i) {
    RefundRef refund = new RefundRef(it.provider, "r" + i + "_" + it.row);
    DisputeRef dispute = new DisputeRef(it.provider, "d" + i + "_" + it.row);
    return switch (i % 4) {
      case 0 -> new RefundStep.Unheld(refund, it.school, it.iqd(1_000 + i), it.when);
      case 1 -> new DisputeStep.Opened(dispute, it.iqd(2_000 + i), it.when);
      default -> new RefundHold(refund, it.school, it.iqd(4_000 + i), it.when);
    };
  }

  /** Facts are accepted; a hold may find too little left of the payment, or of the merchant. */
  private static boolean isAllowed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> true;
      case Outcome.Rejected(Rejection.PaymentRefused refused) ->
          refused.reason() instanceof PaymentRefusal.RefundAboveCapacity
              || refused.reason() instanceof PaymentRefusal.NothingToMove;
      default -> false;
    };
  }

  private static void requireCapacityInOrder(School it) {
    String payment = it.when.caseId();
    List<RecordedEntry> entries = DB.ledger().entriesOf(payment);
    for (int i = 0; i < entries.size(); i++) {
      RecordedEntry entry = entries.get(i);
      if (entry.entry().kind().equals(RefundHold.KIND)) {
        Money before = PaymentState.of(payment, it.iqd, entries.subList(0, i)).refundable();
        Money asked = RefundHold.asked(entry.entry(), it.iqd);
        assertThat(before.minus(asked).isNegative()).as(entry.toString()).isFalse();
      }
    }
  }
}
