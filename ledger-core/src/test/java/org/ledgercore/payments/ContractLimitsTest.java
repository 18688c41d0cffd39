package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Limits;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.PaymentRefusal.AboveLimit;
import org.ledgercore.rules.PaymentRefusal.NoContract;
import org.ledgercore.rules.PaymentRefusal.NothingToMove;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** A contract limits what may be asked for, and prices what is paid out. */
@Covers("S13")
class ContractLimitsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final Under NOW = Under.contract("card", NOON);
  private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
  private static final Signed ANN = new Signed("ann", "signed");
  private static final int THREADS = 64;

  private final Payments payments = Payments.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  @Test
  void limits_ofEntryDayAndMonth_areJudgedInTheirOrder() {
    School it = open("spans", limits(100L, 150L, 200L));
    assertThat(refusal(it, "p1", 101, LAST))
        .isEqualTo(limit(it, "payout limit per entry", 100, 0, 101));
    assertAccepted(payout(it, "p1", 100, LAST));
    assertThat(refusal(it, "p2", 51, LAST))
        .isEqualTo(limit(it, "payout limit per day", 150, 100, 51));
    assertAccepted(payout(it, "p2", 50, LAST));
    assertThat(refusal(it, "p3", 60, LAST.minusDays(1)))
        .isEqualTo(limit(it, "payout limit per month", 200, 150, 60));
    assertAccepted(payout(it, "p3", 50, LAST.minusDays(1)));
    assertAccepted(payout(it, "p4", 100, LAST.plusDays(1)));

    assertThat(refusal(it, "p5", 1, LAST).sentence())
        .isEqualTo(
            "payout limit per day of school.spans/card/IQD: must be at most 150.000 IQD:"
                + " 1.000 IQD on top of 150.000 IQD");
  }

  @Test
  void refundsAndPayouts_countApart_andARefusalCountsNothing() {
    School it = open("apart", limits(null, 500L, null));
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payout(it, "p1", 400, LAST));
    RefundHold tooMuch = hold(it, "r1", 200_000);
    assertThat(reason(payments.post(tooMuch, NOW)))
        .isInstanceOf(PaymentRefusal.RefundAboveCapacity.class);
    assertAccepted(payments.post(hold(it, "r1", 500), NOW));
    assertThat(reason(payments.post(hold(it, "r2", 1), NOW)))
        .isEqualTo(limit(it, "refund limit per day", 500, 500, 1));
    assertAccepted(
        payments.post(new RefundStep.Unheld(refund(it, "r3"), it.school, it.iqd(600), it.when)));
  }

  @Test
  void retry_isAReplay_andCountsOnce_whateverTheContractSaysByThen() {
    School it = open("retry", limits(null, 100L, null));
    assertAccepted(payments.post(it.capture()));
    RecordedEntry payout = assertAccepted(payout(it, "p", 100, LAST));
    RecordedEntry refund = assertAccepted(payments.post(hold(it, "r", 100), NOW));
    assertThat(payout.entry().metadata()).containsEntry("contract", "school.retry/card/IQD@1");
    assertThat(refund.entry().metadata()).containsEntry("contract", "school.retry/card/IQD@1");

    agree(it, limits(null, 1L, null), 1);

    assertThat(assertReplayed(payout(it, "p", 100, LAST))).isEqualTo(payout);
    assertThat(assertReplayed(payments.post(hold(it, "r", 100), NOW))).isEqualTo(refund);
    assertRejected(payout(it, "p", 99, LAST), Rejection.KeyReused.class);
    assertRejected(payments.post(hold(it, "r", 99), NOW), Rejection.KeyReused.class);
    Under none = Under.contract("card", NOON.minusSeconds(1));
    assertThat(reason(payments.post(request(it, "p9", 1, LAST), none)))
        .isEqualTo(new NoContract("school.retry", "card", none.at()));
  }

  @Test
  void manyAtOnce_exactlyWhatTheLimitsAllowSucceeds() throws Exception {
    School it = open("threads", limits(100L, 1_000L, 1_500L));
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> sent = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        LocalDate day = LAST.minusDays(i % 2);
        PayoutRequest request = request(it, "t" + i, 100, day);
        sent.add(threads.submit(() -> Payments.on(DB.ledger()).post(request, NOW)));
      }
      for (Future<Outcome> each : sent) {
        outcomes.add(each.get());
      }
    }

    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance)).hasSize(15);
    for (int day = 0; day < 2; day++) {
      int parity = day;
      long onDay =
          IntStream.range(0, THREADS)
              .filter(i -> i % 2 == parity)
              .filter(i -> outcomes.get(i) instanceof Outcome.Accepted)
              .count();
      assertThat(onDay).isLessThanOrEqualTo(10);
    }
    for (Outcome outcome : outcomes) {
      if (!(outcome instanceof Outcome.Accepted)) {
        assertThat(reason(outcome)).isInstanceOf(AboveLimit.class);
      }
    }
  }

  @Test
  void payout_isPricedByTheVersionOfItsRequest_onceTheBankConfirmed() {
    School it =
        open(
            "commission",
            Contract.of(ref("commission"), Terms.fee(200))
                .withPayoutCommission(Fee.share(100).atLeast(2_000)));
    assertAccepted(payout(it, "po", 1_000, LAST));
    agree(
        it,
        Contract.of(ref("commission"), Terms.fee(200)).withPayoutCommission(Fee.share(9_000)),
        1);
    PayoutCommission commission = new PayoutCommission("po", 1, it.when);
    assertRejected(payments.post(commission), Rejection.EntryNotFound.class);
    assertAccepted(payments.releasePayout("po", it.rafidain, it.when));
    assertAccepted(payments.confirmPayout("po", it.when));

    RecordedEntry entry = assertAccepted(payments.post(commission));

    assertThat(Legs.of(entry.entry(), AccountClass.COMMISSION)).isEqualTo(10_000);
    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_PAYABLE)).isEqualTo(10_000);
    assertThat(entry.entry().metadata()).containsEntry("contract", "school.commission/card/IQD@1");
    assertThat(assertReplayed(payments.post(commission))).isEqualTo(entry);
  }

  @Test
  void commission_beyondWhatIsAvailable_isOwed_andNothingIsNoEntry() {
    School it =
        open(
            "owed",
            Contract.of(ref("owed"), Terms.fee(200))
                .withPayoutCommission(Fee.none().atLeast(3_000)));
    assertAccepted(payout(it, "po_owed", 1_000_000, LAST));
    assertAccepted(payments.releasePayout("po_owed", it.rafidain, it.when));
    assertAccepted(payments.confirmPayout("po_owed", it.when));

    RecordedEntry entry =
        assertAccepted(payments.post(new PayoutCommission("po_owed", 1, it.when)));

    assertThat(Legs.of(entry.entry(), AccountClass.MERCHANT_RECEIVABLE)).isEqualTo(3_000);
    School free = open("free", limits(null, null, null));
    assertAccepted(payout(free, "po_free", 1_000, LAST));
    assertAccepted(payments.releasePayout("po_free", free.rafidain, free.when));
    assertAccepted(payments.confirmPayout("po_free", free.when));
    assertThat(reason(payments.post(new PayoutCommission("po_free", 1, free.when))))
        .isEqualTo(new NothingToMove("commission of payout po_free"));
  }

  private Outcome payout(School it, String id, long dinars, LocalDate day) {
    return payments.post(request(it, id, dinars, day), NOW);
  }

  private static PayoutRequest request(School it, String id, long dinars, LocalDate day) {
    String payout = id + "_" + it.row;
    String name = id.startsWith("po") ? id : payout;
    return new PayoutRequest(name, it.school, it.iqd(dinars), Occasion.on(day, it.when.caseId()));
  }

  private PaymentRefusal refusal(School it, String id, long dinars, LocalDate day) {
    return reason(payout(it, id, dinars, day));
  }

  private static PaymentRefusal reason(Outcome outcome) {
    return assertRejected(outcome, PaymentRefused.class).reason();
  }

  private static AboveLimit limit(School it, String what, long most, int used, long asked) {
    String name = what + " of school." + it.row + "/card/IQD";
    return new AboveLimit(name, it.iqd(most), it.iqd(used), it.iqd(asked));
  }

  private static RefundHold hold(School it, String name, long dinars) {
    return new RefundHold(refund(it, name), it.school, it.iqd(dinars), it.when);
  }

  private static RefundRef refund(School it, String name) {
    return new RefundRef(it.provider, name + "_" + it.row);
  }

  /** The same limits for refunds and payouts, in whole dinars. */
  private static Limits limits(
      @Nullable Long perEntry, @Nullable Long perDay, @Nullable Long perMonth) {
    return new Limits(minor(perEntry), minor(perDay), minor(perMonth));
  }

  private static @Nullable Long minor(@Nullable Long dinars) {
    return dinars == null ? null : dinars * 1_000;
  }

  private School open(String row, Limits limits) {
    return open(row, limited(row, limits));
  }

  private School open(String row, Contract contract) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    assertAccepted(payments.post(school.given(1_000_000)));
    agree(school, contract, 0);
    return school;
  }

  private void agree(School it, Limits limits, int after) {
    agree(it, limited(it.row, limits), after);
  }

  private void agree(School it, Contract contract, int after) {
    assertThat(contract.ref().merchant()).isEqualTo(it.school.value());
    assertAccepted(payments.contracts().agree(contract, Validity.from(NOON), after, ANN));
  }

  private static Contract limited(String row, Limits limits) {
    return Contract.of(ref(row), Terms.fee(200)).limitingPayouts(limits).limitingRefunds(limits);
  }

  private static ContractRef ref(String row) {
    return new ContractRef("school." + row, "card", "IQD");
  }
}
