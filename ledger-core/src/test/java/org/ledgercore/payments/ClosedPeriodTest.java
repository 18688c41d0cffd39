package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;

/** What happened on a day that is closed by now is recorded all the same; a command is refused. */
class ClosedPeriodTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final LocalDate FIRST_OPEN = LocalDate.of(2026, 7, 1);

  private static School school;

  @BeforeAll
  static void closeTheDay() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
    school = new School("closed", School.IQD);
    school.open(DB.ledger());
    DB.ledger().periods().close(FIRST_OPEN.minusDays(1), "ann", "June is done").orThrow();
  }

  private static Outcome post(PaymentCommand command) {
    return Payments.on(DB.ledger()).post(command);
  }

  @Test
  void facts_areRecordedOnTheFirstOpenDay_andKeepTheirOwn() {
    List<Function<School, PaymentCommand>> facts =
        List.of(
            School::capture,
            it -> new ProviderCost(it.provider, "cost", it.iqd(1_500), it.when),
            it -> new RefundStep.Unheld(it.refund, it.school, it.iqd(5_000), it.when),
            it -> new DisputeStep.Opened(it.dispute, it.iqd(20_000), it.when),
            it -> new DisputeStep.Held(it.dispute, it.school, it.iqd(20_000), it.when),
            it -> new DisputeStep.Won(it.dispute, it.iqd(20_000), it.when),
            it -> new DisputeStep.HoldReleased(it.dispute, it.when),
            it -> new ProviderStep.UnknownCredit(it.rafidain, "c1", it.iqd(40_000), it.when),
            it -> new ProviderStep.UnknownDebit(it.rafidain, "d1", it.iqd(7_000), it.when));

    for (Function<School, PaymentCommand> fact : facts) {
      PaymentCommand command = fact.apply(school);
      RecordedEntry entry = assertAccepted(post(command));
      assertThat(entry.effectiveDate()).as(command.kind()).isEqualTo(FIRST_OPEN);
      assertThat(entry.entry().effectiveDate()).as(command.kind()).isEqualTo(School.DAY);
      assertThat(post(command)).as(command.kind()).isInstanceOf(Outcome.Replayed.class);
    }
  }

  @Test
  void commands_areRefused() {
    List<PaymentCommand> commands =
        List.of(
            new CashStep.BroughtByOwner("in", school.iqd(5_000), school.when),
            new MerchantStep.Goodwill("g", school.school, school.iqd(3_000), school.when));

    for (PaymentCommand command : commands) {
      Rejection.PeriodClosed refused = assertRejected(post(command), Rejection.PeriodClosed.class);
      assertThat(refused.day()).isEqualTo(School.DAY);
    }
  }
}
