package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** One provider reference is one capture, for ever, whoever sends it and how often. */
@Covers("E4")
class CaptureIdempotencyTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final MerchantId SCHOOL = new MerchantId("school");
  private static final MerchantId CLINIC = new MerchantId("clinic");
  private static final ProviderId SWITCH = new ProviderId("local_card_switch");
  private static final ProviderId OTHER = new ProviderId("other_switch");
  private static final int THREADS = 64;

  /** {@code -Dledger.test.references=10000} sends as many. */
  private static final int REFERENCES = Integer.getInteger("ledger.test.references", 50);

  @BeforeAll
  static void openAccounts() {
    DB.ledger().openUnit(IQD);
    Payments payments = Payments.on(DB.ledger());
    payments.openPlatform(IQD);
    payments.openMerchant(SCHOOL, IQD);
    payments.openMerchant(CLINIC, IQD);
    payments.openProvider(SWITCH, IQD);
    payments.openProvider(OTHER, IQD);
  }

  @Test
  void capture_twice_isOneEntry() {
    Payments payments = Payments.on(DB.ledger());
    Outcome first = payments.capture(capture(SWITCH, "twice", SCHOOL, 125_000));
    long newest = DB.ledger().newestEntry();

    Outcome again = payments.capture(capture(SWITCH, "twice", SCHOOL, 125_000));

    assertThat(first).isInstanceOf(Outcome.Accepted.class);
    assertThat(again).isEqualTo(new Outcome.Replayed(first.orThrow()));
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
    assertThat(DB.ledger().trialBalance().isInBalance()).isTrue();
  }

  @Test
  void capture_otherAmountOrMerchant_namesBothVersions() {
    Payments payments = Payments.on(DB.ledger());
    payments.capture(capture(SWITCH, "conflict", SCHOOL, 125_000)).orThrow();

    assertThat(payments.capture(capture(SWITCH, "conflict", SCHOOL, 125_001)))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isInstanceOf(Rejection.KeyReused.class);
              assertThat(rejected.why().sentence())
                  .contains("125000.000 IQD")
                  .contains("125001.000 IQD");
            });
    assertThat(payments.capture(capture(SWITCH, "conflict", CLINIC, 125_000)))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.why().sentence()).contains("clinic"));
  }

  @Test
  void capture_sameReferenceOfAnotherProvider_isAnotherCapture() {
    Payments payments = Payments.on(DB.ledger());
    assertThat(payments.capture(capture(SWITCH, "shared", SCHOOL, 1)))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(payments.capture(capture(OTHER, "shared", SCHOOL, 1)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void capture_concurrentCopies_giveOneEntryEach() throws Exception {
    Payments payments = Payments.on(DB.ledger());
    long before = DB.ledger().newestEntry();
    Callable<List<Outcome>> sender =
        () -> {
          List<Outcome> outcomes = new ArrayList<>();
          for (int i = 0; i < REFERENCES; i++) {
            outcomes.add(payments.capture(capture(SWITCH, "copy-" + i, SCHOOL, 1_000)));
          }
          return outcomes;
        };
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Outcome>>> sent = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        sent.add(threads.submit(sender));
      }
      for (Future<List<Outcome>> each : sent) {
        outcomes.addAll(each.get());
      }
    }

    assertThat(DB.ledger().newestEntry()).isEqualTo(before + REFERENCES);
    assertThat(outcomes).hasSize(THREADS * REFERENCES);
    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance).count())
        .isEqualTo(REFERENCES);
    assertThat(outcomes).noneMatch(Outcome.Rejected.class::isInstance);
  }

  private static Capture capture(
      ProviderId provider, String reference, MerchantId merchant, long dinars) {
    Occasion occasion = Occasion.on(LocalDate.of(2026, 6, 15), "pay-" + reference);
    return new Capture(
        provider,
        reference,
        merchant,
        Money.ofMajor(dinars, IQD),
        Terms.fee(200).withReserve(1_000, Duration.ofDays(90)),
        occasion);
  }
}
