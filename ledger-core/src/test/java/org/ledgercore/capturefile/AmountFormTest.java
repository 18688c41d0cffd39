package org.ledgercore.capturefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/** An amount is read in the form declared, or refused; nothing is scaled by guess. */
class AmountFormTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final Unit IQD = Unit.fiat("IQD", 3);

  @ParameterizedTest
  @CsvSource({
    "2, 125.00, 12500",
    "2, 0.01, 1",
    "2, 007.10, 710",
    "1, 125.5, 12550",
    "3, 125.500, 12550",
    "2, 10000000000000.00, 1000000000000000",
  })
  void major_isReadWithItsDecimals(int decimals, String text, long minor) {
    assertThat(AmountForm.major(decimals, '.').read(text, EUR).minor()).isEqualTo(minor);
    String comma = text.replace('.', ',');
    assertThat(AmountForm.major(decimals, ',').read(comma, EUR).minor()).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({"0, 125, 125000", "2, 12500, 125000", "3, 125000, 125000", "4, 1250000, 125000"})
  void integers_standForTheirExponent(int exponent, String text, long minor) {
    assertThat(AmountForm.integers(exponent).read(text, IQD).minor()).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({
    "125", "125.0", "125.000", "12500", "125,00", "1,125.00", "1 125.00", "-125.00", "+125.00",
    ".00", "125.", "1.2500", "1e2.00", "١٢٥.00", "125.0０", "12.5.00", "'125.00 '", "''",
    "99999999999999999999.00",
  })
  void anotherForm_isRefused(String text) {
    assertThatThrownBy(() -> AmountForm.major(2, '.').read(text, EUR))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("amount: must be digits with 2 decimals after '.'");
  }

  @ParameterizedTest
  @CsvSource({"125.00", "-1", "+1", "1e3", "'1,000'", "' 1'", "''", "0x1F"})
  void noInteger_isRefused(String text) {
    assertThatThrownBy(() -> AmountForm.integers(2).read(text, EUR))
        .hasMessageStartingWith("amount: must be an integer");
  }

  @Test
  void whatTheUnitCannotHold_isRefused() {
    assertThatThrownBy(() -> AmountForm.major(3, '.').read("125.001", EUR))
        .hasMessage("amount: must be whole minor units of EUR: 125.001");
    assertThatThrownBy(() -> AmountForm.major(2, '.').read("0.00", EUR))
        .hasMessage("amount: must be positive: 0.00");
    assertThatThrownBy(() -> AmountForm.major(2, '.').read("10000000000000.01", EUR))
        .hasMessageStartingWith("amount: must be at most 1000000000000000 minor units");
    assertThatThrownBy(() -> AmountForm.integers(0).read("999999999999999999", IQD))
        .hasMessageStartingWith("amount: must be at most 1000000000000000 minor units");
    assertThatThrownBy(() -> AmountForm.integers(3).read("999999999999999990", EUR))
        .hasMessageStartingWith("amount: must be at most 1000000000000000 minor units");
  }

  @Test
  void forms_areCheckedToo() {
    assertThatThrownBy(() -> AmountForm.major(0, '.')).hasMessageStartingWith("decimals: ");
    assertThatThrownBy(() -> AmountForm.major(9, '.')).hasMessageStartingWith("exponent: ");
    assertThatThrownBy(() -> AmountForm.major(2, '\'')).hasMessageStartingWith("decimal mark: ");
  }
}
