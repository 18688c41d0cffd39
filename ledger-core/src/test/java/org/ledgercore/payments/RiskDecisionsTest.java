package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Where the contract asks for it, the risk desk allows a payment and fixes its reserve. */
@Covers("E3")
class RiskDecisionsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final Signed DESK = new Signed("risk analyst", "risk_decision_scenario_001");
  private static final int THREADS = 16;

  private final Payments payments = Payments.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void capture_waitsForADecision_andKeepsIt() {
    School it = school("waits");
    long newest = DB.ledger().newestEntry();
    assertThat(refusal(payments.capture(capture(it, "c"))))
        .isEqualTo(new PaymentRefusal.CaptureNotAllowed("pay_waits"));
    assertThat(refusal(payments.captureAll(List.of(capture(it, "c"))).getFirst()))
        .isEqualTo(new PaymentRefusal.CaptureNotAllowed("pay_waits"));
    assertThat(payments.told(capture(it, "c"))).isEmpty();
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);

    assertAccepted(payments.decisions().allow("pay_waits", 0, Optional.empty(), DESK));
    RecordedEntry entry = assertAccepted(payments.capture(capture(it, "c")));

    assertThat(entry.entry().metadata())
        .containsEntry("risk_decision", "pay_waits@1")
        .containsEntry("contract", "school.waits/card/IQD@1");
    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_RESERVE))
        .isEqualTo(it.iqd(12_500).minor());
    assertThat(DB.ledger().entriesOf("pay_waits")).hasSize(2);
  }

  @Test
  void reserveLeg_isTheRateOfTheDecision() {
    School it = school("rate");
    payments.decisions().allow("pay_rate", 0, Optional.of(2_500), DESK).orThrow();

    RecordedEntry entry = assertAccepted(payments.capture(capture(it, "c")));

    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_RESERVE))
        .isEqualTo(it.iqd(31_250).minor());
    assertThat(Legs.of(entry.entry(), AccountClass.PLATFORM_FEE)).isEqualTo(it.iqd(2_500).minor());
    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_PAYABLE))
        .isEqualTo(it.iqd(91_250).minor());
    assertThat(Capture.termsOf(entry.entry()).reserveBasisPoints()).isEqualTo(2_500);
  }

  @Test
  void reserve_isCutToWhatFeeAndTaxLeave() {
    School it = school("all");
    payments.decisions().allow("pay_all", 0, Optional.of(10_000), DESK).orThrow();

    RecordedEntry entry = assertAccepted(payments.capture(capture(it, "c")));

    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_RESERVE))
        .isEqualTo(it.iqd(122_500).minor());
    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_PAYABLE)).isZero();
  }

  @Test
  void forbidden_isRefused_untilItIsAllowed_andAReplayStaysAReplay() {
    School it = school("no");
    assertAccepted(payments.decisions().forbid("pay_no", 0, DESK));
    assertThat(refusal(payments.capture(capture(it, "c"))))
        .isInstanceOf(PaymentRefusal.CaptureNotAllowed.class);
    assertRejected(
        payments.decisions().allow("pay_no", 0, Optional.empty(), DESK),
        Rejection.FactChanged.class);
    payments.decisions().allow("pay_no", 1, Optional.of(0), DESK).orThrow();
    RecordedEntry entry = assertAccepted(payments.capture(capture(it, "c")));

    payments.decisions().forbid("pay_no", 2, DESK).orThrow();

    assertThat(assertReplayed(payments.capture(capture(it, "c")))).isEqualTo(entry);
    assertThat(refusal(payments.capture(capture(it, "c2"))))
        .isInstanceOf(PaymentRefusal.CaptureNotAllowed.class);
  }

  @Test
  void otherContracts_askForNothing() {
    School it = new School("free", School.IQD);
    it.open(DB.ledger());
    agree(it, Contract.of(ref(it), it.terms));
    RecordedEntry entry = assertAccepted(payments.capture(capture(it, "c")));
    assertThat(entry.entry().metadata()).doesNotContainKey("risk_decision");
  }

  @Test
  void decisionAndCapturesAtOnce_eachStandsOnTheNewestDecisionBeforeIt() throws Exception {
    School it = school("race");
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String reference = "c" + i;
      calls.add(() -> payments.capture(capture(it, reference)));
    }
    calls.add(4, () -> payments.decisions().allow("pay_race", 0, Optional.of(500), DESK));
    calls.add(12, () -> payments.decisions().forbid("pay_race", 1, DESK));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> each : threads.invokeAll(calls)) {
        assertThat(each.get()).isNotNull();
      }
    }
    boolean isAllowed = false;
    for (RecordedEntry each : DB.ledger().entriesOf("pay_race")) {
      if (each.entry().postings().isEmpty()) {
        isAllowed = "yes".equals(each.entry().metadata().get("allowed"));
      } else {
        assertThat(isAllowed).as(each.toString()).isTrue();
        assertThat(each.entry().metadata()).containsEntry("risk_decision", "pay_race@1");
      }
    }
  }

  private static School school(String row) {
    School it = new School(row, School.IQD);
    it.open(DB.ledger());
    agree(it, Contract.of(ref(it), it.terms).onDecision());
    return it;
  }

  private static void agree(School it, Contract contract) {
    Payments.on(DB.ledger())
        .contracts()
        .agree(contract, Validity.from(NOON), 0, new Signed("ann", "signed"))
        .orThrow();
  }

  private static ContractRef ref(School it) {
    return new ContractRef(it.school.value(), "card", "IQD");
  }

  private static ContractCapture capture(School it, String reference) {
    return new ContractCapture(
        it.provider, reference, it.school, it.iqd(125_000), Under.contract("card", NOON), it.when);
  }

  private static PaymentRefusal refusal(Outcome outcome) {
    return assertRejected(outcome, Rejection.PaymentRefused.class).reason();
  }
}
