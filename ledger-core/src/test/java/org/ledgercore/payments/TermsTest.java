package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** What terms make of a gross, at their edges. */
class TermsTest {

  private static final Unit IQD = Unit.fiat("IQD", 3);

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "200,   125, 2", // 2.5 goes to the even neighbour
    "200,   175, 4", // 3.5 too
    "200,     1, 0",
    "10000, 125, 125"
  })
  void fee_isRoundedHalfToEven(int basisPoints, String amount, String fee) {
    assertThat(Fee.share(basisPoints).of(minor(number(amount)))).isEqualTo(minor(number(fee)));
  }

  @ParameterizedTest(name = "{0} costs {1}")
  @CsvSource({"1_000, 150", "10_000, 300", "100_000, 2_100", "1_000_000, 5_000"})
  void fee_isLiftedToItsMinimumAndCutToItsMaximum(String amount, String fee) {
    Fee tariff = Fee.share(200).plusFixed(100).atLeast(150).atMost(5_000);
    assertThat(tariff.of(minor(number(amount)))).isEqualTo(minor(number(fee)));
  }

  @Test
  void parts_areCutInTheirOrder_whenTheFixedPartIsAboveTheGross() {
    Terms terms =
        Terms.charging(Fee.share(200).plusFixed(900))
            .withTax(1_500)
            .withReserve(1_000, Duration.ofDays(90));

    assertThat(terms.partsOf(minor(1_000)))
        .isEqualTo(new Terms.Parts(minor(920), minor(80), minor(0), minor(0)));
    assertThat(terms.partsOf(minor(500)))
        .isEqualTo(new Terms.Parts(minor(500), minor(0), minor(0), minor(0)));
  }

  @Test
  void shares_aboveTheGross_areNoTerms() {
    assertThatThrownBy(() -> Terms.fee(6_000).withReserve(6_000, Duration.ofDays(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("terms: fee, tax and reserve must not exceed the gross");
    assertThatThrownBy(() -> Terms.fee(9_000).withTax(1_500))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Fee.share(1).atLeast(10).atMost(9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("feeMax");
  }

  @Test
  void text_saysOnlyWhatIsNotUsual() {
    assertThat(Terms.fee(200).text()).isEqualTo("fee=200bp tax=0bp reserve=0bp days=0");
    assertThat(
            Terms.charging(Fee.share(0).plusFixed(5))
                .onRefund(Terms.FeeOnRefund.RETURNED)
                .takingFrom(Terms.Shortfall.RECEIVABLE)
                .text())
        .isEqualTo(
            "fee=0bp tax=0bp reserve=0bp days=0 fixed=5 refund=returned shortfall=receivable");
  }

  private static Money minor(long amount) {
    return Money.ofMinor(amount, IQD);
  }

  private static long number(String text) {
    return Long.parseLong(text.replace("_", ""));
  }
}
