package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.euro;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.journal.EntryKey;

/** What each refusal that no decision on small books gives says of its facts. */
class RefusalSentencesTest {

  private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final UUID SUBJECT = new UUID(0, 7);

  /** A refusal, its code and its sentence. */
  record Row(Rejection why, String code, String sentence) {
    @Override
    public String toString() {
      return code + " " + sentence;
    }
  }

  private static Row row(PaymentRefusal why, String code, String sentence) {
    return new Row(new Rejection.PaymentRefused(why), code, sentence);
  }

  static final List<Row> PAYMENTS =
      List.of(
          row(
              new PaymentRefusal.RefundAboveCapacity("p1", euro("5.00"), euro("6.00")),
              "REFUND_ABOVE_CAPACITY",
              "refund of p1: must be at most 5.00 EUR: 6.00 EUR"),
          row(
              new PaymentRefusal.NothingToMove("sweep"),
              "NOTHING_TO_MOVE",
              "sweep: there is nothing to move"),
          row(
              new PaymentRefusal.ReversalAboveCapacity("p1", euro("5.00"), euro("6.00")),
              "REVERSAL_ABOVE_CAPACITY",
              "reversal of p1: must be at most 5.00 EUR: 6.00 EUR"),
          row(
              new PaymentRefusal.AlreadySettled("refund r1", "refund.confirmed", 9),
              "ALREADY_SETTLED",
              "refund r1: must still be open: entry 9 is refund.confirmed"),
          row(
              new PaymentRefusal.NoContract("school", "card", NOON),
              "NO_CONTRACT",
              "contract of school for card: must hold at 2026-03-31T12:00:00Z"),
          row(
              new PaymentRefusal.CaptureNotAllowed("p1"),
              "CAPTURE_NOT_ALLOWED",
              "capture of p1: must be allowed by a risk decision"),
          row(
              new PaymentRefusal.ApprovalMissing("goodwill"),
              "APPROVAL_MISSING",
              "goodwill: must name its approval and the approved digest"),
          row(
              new PaymentRefusal.NoRate("USD/IQD", NOON),
              "NO_RATE",
              "rate USD/IQD: must hold at 2026-03-31T12:00:00Z"),
          row(
              new PaymentRefusal.AboveLimit("day", euro("9.00"), euro("5.00"), euro("6.00")),
              "ABOVE_LIMIT",
              "day: must be at most 9.00 EUR: 6.00 EUR on top of 5.00 EUR"),
          row(
              new PaymentRefusal.LotNotDue(7, DAY.plusDays(1), DAY),
              "LOT_NOT_DUE",
              "reserve lot 7: must be due, on 2026-04-01: 2026-03-31"),
          row(
              new PaymentRefusal.NoBeneficiary("school"),
              "NO_BENEFICIARY",
              "beneficiary of school: must be named"),
          row(
              new PaymentRefusal.BeneficiaryBlocked("school", 2, "P-1"),
              "BENEFICIARY_BLOCKED",
              "beneficiary of school: must change after payout P-1 came back: version 2"),
          row(
              new PaymentRefusal.BeneficiaryChanged("P-1", 2, 3),
              "BENEFICIARY_CHANGED",
              "payout P-1: must be asked for to version 3 of the beneficiary: 2"),
          row(
              new PaymentRefusal.PayoutAboveLines("P-1", euro("5.00"), euro("6.00")),
              "PAYOUT_ABOVE_LINES",
              "payout P-1: must be at most 5.00 EUR: 6.00 EUR"),
          row(
              new PaymentRefusal.DeskClosed("D1", DAY),
              "DESK_CLOSED",
              "desk D1: must be open: 2026-03-31"),
          row(
              new PaymentRefusal.DeskDayRuns("D1", DAY, DAY.plusDays(1)),
              "DESK_DAY_RUNS",
              "desk D1: must have closed 2026-03-31 before it opens 2026-04-01"));

  static final List<Row> OTHERS =
      List.of(
          new Row(
              new Rejection.EntryNotFound(EntryKey.of("k")),
              "ENTRY_NOT_FOUND",
              "key: must name an entry of this ledger: entry/k"),
          new Row(
              new Rejection.PeriodOpen(DAY),
              "PERIOD_OPEN",
              "day: must lie in a closed period: 2026-03-31"),
          new Row(
              new Rejection.SubjectNotFound(SUBJECT),
              "SUBJECT_NOT_FOUND",
              "subject: must be known and not erased: " + SUBJECT),
          new Row(
              new Rejection.SubjectRetained(SUBJECT, DAY, true),
              "SUBJECT_RETAINED",
              "subject " + SUBJECT + " is kept until 2026-03-31, on legal hold"),
          new Row(
              new Rejection.SubjectRetained(SUBJECT, null, false),
              "SUBJECT_RETAINED",
              "subject " + SUBJECT + " is kept"),
          new Row(
              new Rejection.MetadataRefused("payer", false),
              "METADATA_REFUSED",
              "metadata payer: must be declared"),
          new Row(
              new PartRejection.NoSuchEntry(7),
              "NO_SUCH_ENTRY",
              "entry: must be one of this journal: 7"),
          new Row(
              new PartRejection.NotReversible(7, "a hold"),
              "NOT_REVERSIBLE",
              "entry: must not be a hold to be reversed: 7"),
          new Row(new PartRejection.NotAHold(7), "NOT_A_HOLD", "entry: must be a hold: 7"),
          new Row(
              new PartRejection.HoldClosed(7, Remainder.State.VOIDED, 9),
              "HOLD_CLOSED",
              "hold: must be open, but was VOIDED by entry 9: 7"),
          new Row(
              new PartRejection.NothingLeft(7),
              "NOTHING_LEFT",
              "entry: must have something left: 7"),
          new Row(
              new PartRejection.PartDoesNotFit(7, "not all be zero"),
              "PART_DOES_NOT_FIT",
              "amounts: must not all be zero: part of entry 7"),
          new Row(
              new PartRejection.MoreThanIsLeft(7, 1, euro("1.00"), euro("2.00")),
              "MORE_THAN_IS_LEFT",
              "amounts[1]: must be at most 1.00 EUR, which is left of entry 7: 2.00 EUR"),
          new Row(
              new PartRejection.ExpiryPassed(NOON, NOON.plusSeconds(1)),
              "EXPIRY_PASSED",
              "expiresAt: must be after 2026-03-31T12:00:01Z: 2026-03-31T12:00:00Z"),
          new Row(
              new PartRejection.HoldsOpen(SmallBooks.ref("bank", "EUR")),
              "HOLDS_OPEN",
              "account: must have no open holds to be closed: bank in EUR"));

  static Stream<Row> rows() {
    return Stream.concat(PAYMENTS.stream(), OTHERS.stream());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRefusal_saysItsCodeAndItsFacts(Row row) {
    assertThat(row.why().code()).isEqualTo(row.code());
    assertThat(row.why().sentence()).isEqualTo(row.sentence());
  }

  @Test
  void noRefusalOfPaymentsOrPartsIsLeftOut() {
    Set<Class<?>> told = new HashSet<>();
    rows()
        .forEach(row -> {
          told.add(row.why().getClass());
          if (row.why() instanceof Rejection.PaymentRefused(PaymentRefusal reason)) {
            told.add(reason.getClass());
          }
        });
    Set<Class<?>> all =
        Stream.of(PaymentRefusal.class, PartRejection.class)
            .flatMap(each -> Arrays.stream(each.getPermittedSubclasses()))
            .collect(Collectors.toSet());
    assertThat(told).containsAll(all);
  }
}
