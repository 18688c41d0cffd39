package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.PaymentRefusal.RefundAboveCapacity;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/payments.md} shows is code that runs. */
class PaymentsGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final Path HERE =
      ROOT.resolve("ledger-core/src/test/java/org/ledgercore/payments/PaymentsGuideTest.java");

  @Test
  void example_refundsWhatFitsAndRefusesTheRest() throws IOException {
    Ledger ledger = DB.ledger();
    // @start region="payments"
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    MerchantId school = new MerchantId("school");
    ProviderId cards = new ProviderId("cards");
    Payments payments = Payments.on(ledger);
    payments.openPlatform(eur);
    payments.openMerchant(school, eur);
    payments.openProvider(cards, eur);

    Occasion paid = Occasion.on(LocalDate.of(2026, 6, 15), "pay_001");
    Terms terms = Terms.fee(200).withReserve(1_000, Duration.ofDays(90)); // 2 % fee, 10 % kept back
    Money gross = Money.of("125.00", eur);
    payments.capture(new Capture(cards, "ch_1", school, gross, terms, paid)).orThrow();
    // payments.funds(school, eur): 110.00 payable, 12.50 in reserve

    RefundRef refund = new RefundRef(cards, "re_1");
    Occasion approved = paid.approvedBy("request 7", "3f9a").withEvidence("mail 12");
    Money half = Money.of("50.00", eur);
    payments.holdRefund(new RefundHold(refund, school, half, approved)).orThrow();
    payments.confirmRefund(refund, paid).orThrow(); // the provider says that it is done

    RefundRef more = new RefundRef(cards, "re_2");
    Outcome refused = payments.holdRefund(new RefundHold(more, school, gross, approved));
    Money left = payments.payment("pay_001", eur).refundable(); // 75.00
    assertThat(refused)
        .isEqualTo(
            new Rejected(new PaymentRefused(new RefundAboveCapacity("pay_001", left, gross))));
    // @end
    assertThat(left).isEqualTo(Money.of("75.00", eur));
    assertThat(payments.funds(school, eur).payable()).isEqualTo(Money.of("60.00", eur));
    assertThat(payments.funds(school, eur).reserve()).isEqualTo(Money.of("12.50", eur));
    String source = Files.readString(HERE);
    int from = source.indexOf('\n', source.indexOf("// @start region=\"payments\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from));
    String region = source.substring(from, to).stripIndent() + "\n";
    assertThat(Files.readString(ROOT.resolve("docs/payments.md")))
        .contains("```java\n" + region + "```");
  }
}
