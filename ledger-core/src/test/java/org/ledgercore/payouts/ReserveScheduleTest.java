package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.DisputeStep;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payouts.ReserveSchedule.DueLot;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.TestLedger;

/** Which lots are due, and that each is released once. */
class ReserveScheduleTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final ProviderId CARDS = new ProviderId("cards");
  private static final MerchantId SCHOOL = new MerchantId("school");
  private static final MerchantId CLINIC = new MerchantId("clinic");
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  private TestLedger books;
  private Payments payments;
  private ReserveSchedule schedule;

  @BeforeEach
  void open() {
    books = TestLedger.fresh();
    payments = Payments.on(books.ledger());
    schedule = ReserveSchedule.on(books.ledger());
    books.ledger().openUnit(EUR);
    payments.openPlatform(EUR);
    payments.openProvider(CARDS, EUR);
    payments.openMerchant(SCHOOL, EUR);
    payments.openMerchant(CLINIC, EUR);
  }

  @AfterEach
  void close() {
    books.checkInvariants();
    books.close();
  }

  @Test
  void due_areLotsWhoseDayHasCome_oldestFirst() {
    long late = capture(SCHOOL, "p1", DAY, 90);
    long early = capture(CLINIC, "p2", DAY, 30);
    capture(SCHOOL, "p3", DAY.plusDays(1), 90);

    assertThat(schedule.due(DAY.plusDays(29))).isEmpty();
    assertThat(lots(schedule.due(DAY.plusDays(30)))).containsExactly(early);
    assertThat(lots(schedule.due(DAY.plusDays(90)))).containsExactly(early, late);
  }

  @Test
  void releaseDue_releasesWhatIsLeft_once() {
    capture(SCHOOL, "p1", DAY, 30);
    RefundRef refund = new RefundRef(CARDS, "r1");
    assertAccepted(
        payments.holdRefund(new RefundHold(refund, SCHOOL, eur("95.00"), Occasion.on(DAY, "p1"))));
    LocalDate due = DAY.plusDays(30);

    List<ReserveSchedule.Release> releases = schedule.releaseDue(due);

    assertThat(releases).hasSize(1);
    assertAccepted(releases.getFirst().outcome());
    assertThat(payments.funds(SCHOOL, EUR).reserve().isZero()).isTrue();
    assertThat(payments.funds(SCHOOL, EUR).payable()).isEqualTo(eur("5.00"));
    assertThat(schedule.due(due)).isEmpty();
    assertThat(schedule.releaseDue(due)).isEmpty();
    assertThat(schedule.releaseDue(due.plusDays(1))).isEmpty();
  }

  @Test
  void releaseDue_byMany_releasesEachLotOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      capture(SCHOOL, "p" + i, DAY, 30);
    }
    Callable<List<ReserveSchedule.Release>> release = () -> schedule.releaseDue(DAY.plusDays(30));
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(List.of(release, release, release))) {
        accepted +=
            (int)
                each.get().stream().filter(it -> it.outcome() instanceof Outcome.Accepted).count();
      }
    }

    assertThat(accepted).isEqualTo(5);
    assertThat(payments.funds(SCHOOL, EUR).reserve().isZero()).isTrue();
    assertThat(payments.funds(SCHOOL, EUR).payable()).isEqualTo(eur("500.00"));
  }

  @Test
  void disputedLot_isDue_butLeftToAPerson() {
    capture(SCHOOL, "p1", DAY, 30);
    DisputeStep.DisputeRef dispute = new DisputeStep.DisputeRef(CARDS, "d1");
    assertAccepted(
        payments.post(new DisputeStep.Opened(dispute, eur("100.00"), Occasion.on(DAY, "p1"))));

    assertThat(schedule.due(DAY.plusDays(30))).allMatch(DueLot::disputed).hasSize(1);
    assertThat(schedule.releaseDue(DAY.plusDays(30))).isEmpty();
    assertThat(payments.funds(SCHOOL, EUR).reserve()).isEqualTo(eur("10.00"));
  }

  private long capture(MerchantId merchant, String payment, LocalDate day, int days) {
    Terms terms = Terms.fee(0).withReserve(1_000, Duration.ofDays(days));
    return payments
        .capture(
            new Capture(CARDS, payment, merchant, eur("100.00"), terms, Occasion.on(day, payment)))
        .orThrow()
        .number();
  }

  private static List<Long> lots(List<DueLot> due) {
    return due.stream().map(it -> it.lot().lot()).toList();
  }

  private static Money eur(String decimal) {
    return Money.of(decimal, EUR);
  }
}
