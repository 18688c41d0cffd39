package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.50      | 2 | . | '' | 1250",
        "12.50      | 3 | . | '' | 12500",
        "12         | 3 | . | '' | 12000",
        "0.07       | 2 | . | '' | 7",
        ".5         | 1 | . | '' | 5",
        "12,        | 2 | , | '' | 1200",
        "1.234,56   | 2 | , | .  | 123456",
        "1'234.56   | 2 | . | ''''  | 123456",
        "-12.50     | 2 | . | '' | -1250",
        "+12.50     | 2 | . | '' | 1250",
        "12.50-     | 2 | . | '' | -1250",
        "(12.50)    | 2 | . | '' | -1250",
        "' 12.50 '  | 2 | . | '' | 1250",
        "54831533,125 | 3 | , | '' | 54831533125",
        "92233720368547758.07 | 2 | . | '' | 9223372036854775807",
      })
  void numbersAreReadExactly(String text, int exponent, char mark, String grouping, long minor) {
    assertThat(form(mark, grouping).signed(text, Unit.fiat("IQD", exponent))).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.50   | 0 | . | '' | must have at most 0 decimals in IQD",
        "12.00   | 0 | . | '' | must have at most 0 decimals in IQD",
        "12.5001 | 3 | . | '' | must have at most 3 decimals in IQD",
        "1,234.5 | 2 | . | '' | must be a decimal number",
        "1.2.3   | 2 | . | '' | must be a decimal number",
        "1.234,5.6 | 2 | , | . | must be a decimal number",
        ".123    | 2 | , | . | must be a decimal number",
        "1e3     | 2 | . | '' | must be a decimal number",
        "- 5     | 2 | . | '' | must be a decimal number",
        "+5-     | 2 | . | '' | must have one sign",
        "''      | 2 | . | '' | must not be empty",
        "-       | 2 | . | '' | must have one sign",
        ".       | 2 | . | '' | must have digits",
        "92233720368547758.08 | 2 | . | '' | must fit 64 bits of minor units",
        "9223372036854775807  | 2 | . | '' | must fit 64 bits of minor units",
      })
  void whatIsNoAmountIsRefused(String text, int exponent, char mark, String grouping, String rule) {
    assertThatThrownBy(() -> form(mark, grouping).signed(text, Unit.fiat("IQD", exponent)))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private static Decimals form(char mark, String grouping) {
    return new Decimals(mark, grouping.isEmpty() ? '\0' : grouping.charAt(0));
  }
}
