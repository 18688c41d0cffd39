package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every amount of every unit, against exact arithmetic beyond 64 bits. */
class MoneyProperties {

  @Property
  void toDecimal_readsBackAsTheSame(@ForAll long minor, @ForAll("units") Unit unit) {
    Money money = Money.ofMinor(minor, unit);

    assertThat(Money.of(money.toDecimal(), unit)).isEqualTo(money);
    assertThat(new BigDecimal(money.toDecimal()).movePointRight(unit.exponent()))
        .isEqualByComparingTo(BigDecimal.valueOf(minor));
    assertThat(money.toDecimal()).matches("-?\\d+" + decimals(unit));
  }

  @Property
  void of_decimalsLeftOff_areZeros(@ForAll int major, @ForAll("units") Unit unit) {
    assertThat(Money.of(Integer.toString(major), unit)).isEqualTo(Money.ofMajor(major, unit));
  }

  @Property
  void plusAndMinus_areExactOrThrow(
      @ForAll Long first, @ForAll Long second, @ForAll("units") Unit unit) {
    Money a = Money.ofMinor(first, unit);
    Money b = Money.ofMinor(second, unit);
    BigInteger sum = BigInteger.valueOf(first).add(BigInteger.valueOf(second));

    if (sum.bitLength() < Long.SIZE) {
      assertThat(a.plus(b).minor()).isEqualTo(sum.longValueExact());
      assertThat(a.plus(b).minus(b)).isEqualTo(a);
    } else {
      assertThatThrownBy(() -> a.plus(b)).isInstanceOf(ArithmeticException.class);
    }
  }

  @Property
  void share_andWhatIsLeft_makeTheWhole(
      @ForAll long minor,
      @ForAll @IntRange(max = 10_000) int basisPoints,
      @ForAll("rounding") RoundingMode rounding) {
    Money whole = Money.ofMinor(minor, Unit.fiat("EUR", 2));
    Money share = whole.share(basisPoints, rounding);
    BigInteger exact = BigInteger.valueOf(minor).multiply(BigInteger.valueOf(basisPoints));
    BigInteger given = BigInteger.valueOf(share.minor()).multiply(BigInteger.valueOf(10_000));

    assertThat(share.plus(whole.minus(share))).isEqualTo(whole);
    assertThat(given.subtract(exact).abs()).isLessThan(BigInteger.valueOf(10_000));
  }

  @Provide
  Arbitrary<Unit> units() {
    return Arbitraries.integers().between(0, 8).map(exponent -> Unit.fiat("XTS", exponent));
  }

  @Provide
  Arbitrary<RoundingMode> rounding() {
    return Arbitraries.of(RoundingMode.class).filter(mode -> mode != RoundingMode.UNNECESSARY);
  }

  private static String decimals(Unit unit) {
    return unit.exponent() == 0 ? "" : "\\.\\d{" + unit.exponent() + "}";
  }
}
