package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units: which codes and figures are units, and that a changed copy changes one figure only. */
class UnitTest {

  private static final Unit IQD = new Unit("IQD", 3, UnitKind.FIAT, 0, 250_000, 1_000);

  @ParameterizedTest
  @ValueSource(strings = {"EU", "EUR", "USDC", "X9", "A23456789012"})
  void code_fits(String code) {
    assertThat(Unit.fiat(code, 2).code()).isEqualTo(code);
    assertThat(Unit.fiat(code, 2)).hasToString(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "E",
        "A234567890123",
        "usd",
        "Usd",
        "USD ",
        " USD",
        "U D",
        "9UR",
        "EU_R",
        "EU-R",
        "U\u0405D",
        "ＵＳＤ",
        "ÉUR",
        "EUR\n",
        "EU\u0000"
      })
  void code_refused(String code) {
    assertThatThrownBy(() -> Unit.fiat(code, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "currency: must be 2 to 12 capital letters and digits, a letter first: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 9, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void exponent_refused(int exponent) {
    assertThatThrownBy(() -> new Unit("EUR", exponent, UnitKind.FIAT, 0, 1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("exponent: must be 0 to 8: " + exponent);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void exponent_atItsLimits(int exponent) {
    assertThat(Unit.fiat("EUR", exponent).displayDecimals()).isEqualTo(exponent);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4})
  void displayDecimals_refused(int decimals) {
    assertThatThrownBy(() -> IQD.displayedWith(decimals))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("displayDecimals: must be 0 to exponent: " + decimals);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void steps_refused(long step) {
    assertThatThrownBy(() -> IQD.withCashStep(step))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("cashStep: must be at least 1: " + step);
    assertThatThrownBy(() -> IQD.withTransferStep(step))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("transferStep: must be at least 1: " + step);
  }

  @Test
  void factories_fillTheRest() {
    assertThat(Unit.fiat("EUR", 2)).isEqualTo(new Unit("EUR", 2, UnitKind.FIAT, 2, 1, 1));
    assertThat(Unit.eMoney("EURE", 2)).isEqualTo(new Unit("EURE", 2, UnitKind.E_MONEY, 2, 1, 1));
    assertThat(Unit.points("MILES")).isEqualTo(new Unit("MILES", 0, UnitKind.POINTS, 0, 1, 1));
  }

  @Test
  void withers_changeOneFigure() {
    assertThat(IQD.displayedWith(3))
        .isEqualTo(new Unit("IQD", 3, UnitKind.FIAT, 3, 250_000, 1_000));
    assertThat(IQD.withCashStep(7)).isEqualTo(new Unit("IQD", 3, UnitKind.FIAT, 0, 7, 1_000));
    assertThat(IQD.withTransferStep(7)).isEqualTo(new Unit("IQD", 3, UnitKind.FIAT, 0, 250_000, 7));
  }
}
