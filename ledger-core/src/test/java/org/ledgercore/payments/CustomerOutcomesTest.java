package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.payments.PaymentCommand.CustomerOutcome;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Each outcome a customer can meet has exactly its postings, and none has them twice. */
@Covers("E13")
class CustomerOutcomesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Payments payments = Payments.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    School.openHouse(DB.ledger(), School.USD);
    DB.ledger().openUnit(School.PTS);
  }

  /** An outcome that moves money, and the legs of its entry. */
  private record Rule(String name, List<String> legs) {
    CustomerOutcome of(School it) {
      return switch (name) {
        case "receipt" -> new CustomerOutcome.Receipt(it.capture());
        case "refund receipt" -> new CustomerOutcome.RefundReceipt(it.refund, it.when);
        default -> new CustomerOutcome.WalletClaim(it.refund, it.u1, it.when);
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Rule> rules() {
    return Stream.of(
        new Rule(
            "receipt",
            List.of(
                "DEBIT provider_receivable:local_card_switch 125000.000 IQD",
                "CREDIT merchant_payable:school 110000.000 IQD",
                "CREDIT merchant_reserve:school 12500.000 IQD",
                "CREDIT platform_fee 2500.000 IQD")),
        new Rule(
            "refund receipt",
            List.of(
                "DEBIT refund_pending:school 50000.000 IQD",
                "CREDIT provider_receivable:local_card_switch 50000.000 IQD")),
        new Rule(
            "wallet claim",
            List.of(
                "DEBIT refund_pending:school 50000.000 IQD",
                "CREDIT customer_wallet:u1 50000.000 IQD")));
  }

  @ParameterizedTest
  @EnumSource(CustomerOutcome.Moneyless.class)
  void cardOtpRetryExpiredCancelled_moveNothing(CustomerOutcome.Moneyless met) {
    School it = paid("moneyless_" + met);
    long newest = DB.ledger().newestEntry();

    assertThat(payments.post(met)).isEmpty();
    assertThat(payments.post(met)).isEmpty();

    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
    assertThat(DB.ledger().entriesOf(it.when.caseId())).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void outcome_hasExactlyItsPostings_once(Rule rule) {
    boolean isFirst = rule.name().equals("receipt");
    String row = rule.name().replace(' ', '_');
    School it = isFirst ? school(row) : paid(row);
    int before = DB.ledger().entriesOf(it.when.caseId()).size();

    RecordedEntry entry = assertAccepted(payments.post(rule.of(it)).orElseThrow());
    Optional<Outcome> again = payments.post(rule.of(it));

    assertThat(again).contains(new Outcome.Replayed(entry));
    assertThat(legs(it, entry)).containsExactlyElementsOf(rule.legs());
    assertThat(DB.ledger().entriesOf(it.when.caseId())).hasSize(before + 1);
  }

  @Test
  void refundReceipt_andWalletClaim_doNotBothMoveTheRefund() {
    School it = paid("both");
    assertAccepted(
        payments.post(new CustomerOutcome.RefundReceipt(it.refund, it.when)).orElseThrow());

    Outcome second =
        payments.post(new CustomerOutcome.WalletClaim(it.refund, it.u1, it.when)).orElseThrow();

    assertRejected(second, Rejection.KeyReused.class);
    assertThat(payments.payment(it.when.caseId(), it.iqd).refunded()).isEqualTo(it.iqd(50_000));
  }

  /** Captured, and a refund of 50,000 asked for. */
  private School paid(String row) {
    School it = school(row);
    assertAccepted(payments.post(it.capture()));
    assertAccepted(payments.post(it.hold(50_000)));
    return it;
  }

  private static School school(String row) {
    School it = new School(row, School.IQD);
    it.open(DB.ledger());
    return it;
  }

  private static List<String> legs(School it, RecordedEntry entry) {
    return entry.entry().postings().stream()
        .map((Posting leg) ->
            leg.side() + " " + it.plain(leg.account().value()) + " " + leg.amount())
        .toList();
  }
}
