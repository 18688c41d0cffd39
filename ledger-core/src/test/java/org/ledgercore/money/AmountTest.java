package org.ledgercore.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An amount as somebody wrote it: a plain decimal and nothing else. */
class AmountTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit KWD = Unit.fiat("KWD", 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "9",
        "-1",
        "12.5",
        "0.00000001",
        "1234567890123456789",
        "-1234567890123456789.12345678"
      })
  void aPlainDecimal_isTaken(String text) {
    assertThat(text).matches(Amount.PATTERN);
    assertThat(new Amount(text, "EUR").value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        ".5",
        "-.5",
        "5.",
        "+5",
        "5-",
        "--5",
        "1,5",
        "1.2.3",
        "1e3",
        " 1",
        "1 ",
        "/1",
        "1:",
        "1./",
        "1.:",
        "１",
        "12345678901234567890",
        "-12345678901234567890",
        "1.123456789"
      })
  void anythingElse_isRefused(String text) {
    assertThat(text).doesNotMatch(Amount.PATTERN);
    assertThatThrownBy(() -> new Amount(text, "EUR"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("value: must be a plain decimal such as 12.50: " + text);
  }

  @Test
  void moneyTellsAllItsDecimals_andIsItselfAgain() {
    Money money = Money.ofMinor(-125_000, KWD);

    assertThat(Amount.of(money)).isEqualTo(new Amount("-125.000", "KWD"));
    assertThat(Amount.of(money).in(KWD)).isEqualTo(money);
    assertThat(new Amount("12.5", "EUR").in(EUR)).isEqualTo(Money.ofMinor(1_250, EUR));
  }

  @Test
  void anotherUnit_orMoreDecimalsThanItHas_isRefused() {
    assertThatThrownBy(() -> new Amount("1", "EUR").in(KWD))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("currency: must be KWD: EUR");
    assertThatThrownBy(() -> new Amount("1.001", "EUR").in(EUR))
        .isInstanceOf(InvalidInputException.class);
  }
}
