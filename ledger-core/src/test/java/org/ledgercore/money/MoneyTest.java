package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts: what reads, what is refused and with which words, and that nothing wraps. */
class MoneyTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit USD = Unit.fiat("USD", 2);
  private static final Unit JPY = Unit.fiat("JPY", 0);

  @ParameterizedTest
  @CsvSource({
    "125, 2, 12500",
    "125.00, 2, 12500",
    "125.5, 2, 12550",
    "-0.25, 2, -25",
    "0, 2, 0",
    "-0, 2, 0",
    "-0.00, 2, 0",
    "007, 2, 700",
    "1500, 0, 1500",
    "1.234, 3, 1234",
    "0.0001, 4, 1",
    "0.00000001, 8, 1",
    "92233720368547758.07, 2, 9223372036854775807",
    "-92233720368547758.08, 2, -9223372036854775808",
    "9223372036854775807, 0, 9223372036854775807",
    "92233720368.54775807, 8, 9223372036854775807"
  })
  void of_plainDecimal(String decimal, int exponent, long minor) {
    assertThat(Money.of(decimal, Unit.fiat("XTS", exponent)).minor()).isEqualTo(minor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        ".5",
        "5.",
        "-.5",
        "+5",
        "1.2.3",
        "1e2",
        "1E2",
        "0x10",
        "1,000",
        " 1",
        "1 ",
        "1\n",
        "--1",
        "1-",
        "NaN",
        "Infinity",
        "١",
        "１",
        "1_000",
        "1.5f",
        "1\u0000"
      })
  void of_anythingElse_refused(String text) {
    assertThatThrownBy(() -> Money.of(text, EUR))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("amount: must be a plain decimal number: ");
  }

  @Test
  void of_64Characters_isTheLongest() {
    assertThat(Money.of("0".repeat(62) + "42", JPY).minor()).isEqualTo(42);
    assertThatThrownBy(() -> Money.of("0".repeat(63) + "42", JPY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("amount: must be a plain decimal number: 000");
  }

  @ParameterizedTest
  @CsvSource({"0.001, 2", "1.000, 2", "1.5, 0", "1.0, 0", "0.0001, 3", "0.000000001, 8"})
  void of_moreDecimalsThanTheUnit_refused(String decimal, int exponent) {
    assertThatThrownBy(() -> Money.of(decimal, Unit.fiat("XTS", exponent)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("amount: must have at most " + exponent + " decimals in XTS: " + decimal);
  }

  @ParameterizedTest
  @CsvSource({
    "92233720368547758.08, 2",
    "-92233720368547758.09, 2",
    "9223372036854775808, 0",
    "184467440737095516.16, 2",
    "92233720368.54775808, 8"
  })
  void of_beyond64Bits_refused(String decimal, int exponent) {
    assertThatThrownBy(() -> Money.of(decimal, Unit.fiat("XTS", exponent)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("amount: must fit 64 bits of minor units: " + decimal);
  }

  @Test
  void ofMajor_countsWholeUnits() {
    assertThat(Money.ofMajor(125, EUR)).isEqualTo(Money.ofMinor(12_500, EUR));
    assertThat(Money.ofMajor(-3, JPY)).isEqualTo(Money.ofMinor(-3, JPY));
    assertThat(Money.ofMajor(7, Unit.fiat("BTC", 8)).minor()).isEqualTo(700_000_000);
  }

  @Test
  void ofMajor_overflow_throws() {
    assertThat(Money.ofMajor(Long.MAX_VALUE, JPY).minor()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Money.ofMajor(Long.MAX_VALUE, EUR))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.ofMajor(Long.MIN_VALUE, EUR))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void plusMinusNegated_areExact() {
    Money five = Money.ofMinor(5, EUR);
    Money seven = Money.ofMinor(7, EUR);
    assertThat(five.plus(seven)).isEqualTo(Money.ofMinor(12, EUR));
    assertThat(five.minus(seven)).isEqualTo(Money.ofMinor(-2, EUR));
    assertThat(five.negated()).isEqualTo(Money.ofMinor(-5, EUR));
  }

  @Test
  void plusMinusNegated_overflow_throws() {
    Money most = Money.ofMinor(Long.MAX_VALUE, EUR);
    Money least = Money.ofMinor(Long.MIN_VALUE, EUR);
    Money one = Money.ofMinor(1, EUR);
    assertThatThrownBy(() -> most.plus(one)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(one)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
    assertThat(most.negated().minor()).isEqualTo(-Long.MAX_VALUE);
  }

  @Test
  void twoUnits_refused() {
    Money euro = Money.ofMinor(1, EUR);
    Money dollar = Money.ofMinor(1, USD);
    for (Runnable mix :
        List.<Runnable>of(
            () -> euro.plus(dollar), () -> euro.minus(dollar), () -> euro.min(dollar))) {
      assertThatThrownBy(mix::run)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("currency: must be EUR: USD");
    }
  }

  @Test
  void twoExponentsOfOneCode_refused() {
    assertThatThrownBy(() -> Money.ofMinor(1, EUR).plus(Money.ofMinor(1, Unit.fiat("EUR", 3))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void min_takesTheSmaller() {
    Money one = Money.ofMinor(1, EUR);
    Money minusTwo = Money.ofMinor(-2, EUR);
    assertThat(one.min(minusTwo)).isEqualTo(minusTwo);
    assertThat(minusTwo.min(one)).isEqualTo(minusTwo);
    assertThat(one.min(one)).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 200, HALF_UP, 200",
    "125, 200, HALF_UP, 3",
    "125, 200, HALF_EVEN, 2",
    "125, 200, DOWN, 2",
    "-125, 200, HALF_UP, -3",
    "-125, 200, FLOOR, -3",
    "-125, 200, CEILING, -2",
    "7, 0, HALF_UP, 0",
    "7, 10000, UNNECESSARY, 7",
    "7, 15000, UP, 11",
    "9223372036854775807, 10000, DOWN, 9223372036854775807"
  })
  void share_roundsAsTold(long minor, int basisPoints, RoundingMode rounding, long share) {
    assertThat(Money.ofMinor(minor, EUR).share(basisPoints, rounding))
        .isEqualTo(Money.ofMinor(share, EUR));
  }

  @Test
  void share_thatCannotBeGiven_throws() {
    assertThatThrownBy(() -> Money.ofMinor(125, EUR).share(200, RoundingMode.UNNECESSARY))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.ofMinor(Long.MAX_VALUE, EUR).share(10_001, RoundingMode.DOWN))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void share_negativeBasisPoints_refused() {
    assertThatThrownBy(() -> Money.ofMinor(-100, EUR).share(-200, RoundingMode.DOWN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("basisPoints: must not be negative: -200");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
  void sign_isOneOfThree(long minor) {
    Money money = Money.ofMinor(minor, EUR);
    assertThat(money.isZero()).isEqualTo(minor == 0);
    assertThat(money.isPositive()).isEqualTo(minor > 0);
    assertThat(money.isNegative()).isEqualTo(minor < 0);
  }

  @ParameterizedTest
  @CsvSource({
    "12500, 2, 125.00 XTS",
    "-25, 2, -0.25 XTS",
    "0, 3, 0.000 XTS",
    "1500, 0, 1500 XTS",
    "1, 8, 0.00000001 XTS",
    "-9223372036854775808, 2, -92233720368547758.08 XTS"
  })
  void toString_hasAllStoredDecimals(long minor, int exponent, String shown) {
    Money money = Money.ofMinor(minor, Unit.fiat("XTS", exponent));
    assertThat(money).hasToString(shown);
    assertThat(money.toDecimal() + " XTS").isEqualTo(shown);
  }

  @Test
  void toDecimal_ignoresTheDisplayedDecimals() {
    assertThat(Money.ofMinor(12_345, Unit.fiat("IQD", 3).displayedWith(0)).toDecimal())
        .isEqualTo("12.345");
  }
}
