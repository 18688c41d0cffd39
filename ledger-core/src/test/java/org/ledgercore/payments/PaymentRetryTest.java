package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused.Difference;
import org.ledgercore.testing.LedgerExtension;

/** The same command again is a replay; under another approval or evidence it is a conflict. */
class PaymentRetryTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  /** One that needs nothing of the books, one that follows an entry, two told on the books. */
  static Stream<Arguments> commands() {
    return Stream.of(
        command("alone", (it, on) -> new PayoutRequest("po_alone", it.school, it.iqd(1), on)),
        command("following", (it, on) -> new RefundStep.Rejected(it.refund, on)),
        command("books", (it, on) -> new RefundStep.Confirmed(it.refund, on)),
        command(
            "hold", (it, on) -> new DisputeStep.Held(it.dispute, it.school, it.iqd(9_000), on)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void otherFacts_areAConflictThatNamesThem(
      String row, BiFunction<School, Occasion, PaymentCommand> command) {
    School it = open(row);
    Payments payments = Payments.on(DB.ledger());
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.hold(50_000)));
    Occasion approved = it.when.approvedBy("ap_1", "d1").withEvidence("file 7");
    RecordedEntry first = assertAccepted(payments.post(command.apply(it, approved)));
    assertAccepted(payments.post(it.given(77_000)));

    assertThat(assertReplayed(payments.post(command.apply(it, approved)))).isEqualTo(first);
    Rejection.KeyReused other =
        assertRejected(
            payments.post(command.apply(it, it.when.approvedBy("ap_2", "d1").because("late"))),
            Rejection.KeyReused.class);

    assertThat(other.first()).isEqualTo(first);
    assertThat(other.differences())
        .containsExactlyInAnyOrder(
            new Difference("metadata.approval", "ap_1", "ap_2"),
            new Difference("metadata.evidence", "file 7", "absent"),
            new Difference("metadata.reason", "absent", "late"));
  }

  @Test
  void otherAmountAfterACorrection_isAConflict() {
    School it = open("corrected");
    Payments payments = Payments.on(DB.ledger());
    Capture capture = it.capture();
    assertAccepted(payments.post(capture));
    assertAccepted(
        payments.post(new Correction.CaptureReversed(it.provider, capture.reference(), it.when)));
    assertAccepted(payments.post(new Correction.CapturedAgain(it.capture(Terms.fee(180)))));

    assertReplayed(payments.post(new Correction.CapturedAgain(it.capture(Terms.fee(180)))));
    Rejection.KeyReused other =
        assertRejected(
            payments.post(new Correction.CapturedAgain(it.capture(Terms.fee(190)))),
            Rejection.KeyReused.class);

    assertThat(other.differences())
        .extracting(Difference::field)
        .isEqualTo(List.of("postings[1]", "postings[2]", "metadata.terms"));
  }

  private static Arguments command(
      String row, BiFunction<School, Occasion, PaymentCommand> command) {
    return Arguments.of(row, command);
  }

  private static School open(String row) {
    School school = new School(row, School.IQD);
    school.open(DB.ledger());
    return school;
  }
}
