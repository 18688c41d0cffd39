package org.ledgercore.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** A price turns amounts of one currency into another's, rounded half to even. */
class PriceTest {

  private static final Unit USD = Unit.fiat("USD", 2);
  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Price DOLLARS =
      Price.of(Money.of("1.00", USD), Money.of("1300.000", IQD), Money.of("1310.000", IQD));

  @Test
  void amounts_areTurnedAtThePrice_andAtTheMiddle() {
    Money thousand = Money.of("1000.00", USD);
    assertThat(DOLLARS.gotFor(thousand, IQD)).isEqualTo(Money.of("1300000.000", IQD));
    assertThat(DOLLARS.atMiddleFor(thousand, IQD)).isEqualTo(Money.of("1310000.000", IQD));
    assertThat(DOLLARS.backAtMiddle(Money.of("1310000.000", IQD), USD)).isEqualTo(thousand);
    assertThat(DOLLARS.gotFor(thousand.negated(), IQD)).isEqualTo(Money.of("-1300000.000", IQD));
  }

  @Test
  void halves_goToTheEvenUnit_andAmountsRoundAsDecimalsDo() {
    Price half = Price.middle(Money.ofMinor(2, IQD), Money.ofMinor(1, USD));
    long[] rounded = new long[6];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = half.gotFor(Money.ofMinor(i, IQD), USD).minor();
    }
    assertThat(rounded).containsExactly(0, 0, 1, 2, 2, 2);

    Random random = new Random(4711);
    for (int i = 0; i < 2_000; i++) {
      long given = 1 + random.nextInt(1_000_000);
      long got = 1 + random.nextInt(1_000_000);
      long amount = random.nextLong() >>> 24;
      Price price = Price.middle(Money.ofMinor(given, USD), Money.ofMinor(got, IQD));
      BigDecimal exact = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(got));
      assertThat(price.gotFor(Money.ofMinor(amount, USD), IQD).minor())
          .isEqualTo(
              exact.divide(BigDecimal.valueOf(given), 0, RoundingMode.HALF_EVEN).longValueExact());
    }
  }

  @Test
  void nonsense_isRefused() {
    Money dollar = Money.of("1.00", USD);
    assertThatThrownBy(() -> Price.middle(dollar, dollar))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Price.middle(dollar, Money.zero(IQD)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Price.of(dollar, Money.ofMinor(1, IQD), Money.ofMinor(1, EUR)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> DOLLARS.gotFor(Money.of("1.00", EUR), IQD))
        .hasMessageContaining("must be USD with exponent 2");
    assertThatThrownBy(() -> DOLLARS.gotFor(dollar, Unit.fiat("IQD", 0)))
        .hasMessageContaining("must be IQD with exponent 3");
    assertThatThrownBy(() -> new RateRef(RateKind.REPORTING, "USD", "USD"))
        .isInstanceOf(InvalidInputException.class);
  }
}
