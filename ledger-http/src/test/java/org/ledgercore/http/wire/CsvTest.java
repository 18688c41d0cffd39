package org.ledgercore.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.Amount;

/** Tables by RFC 4180, and no formula in them. */
class CsvTest {

  record Row(String name, @Nullable Amount amount, long number) {}

  @Test
  void table_hasAHeadingAndTwoColumnsForAnAmount() {
    List<Row> rows = List.of(new Row("a", new Amount("-1.50", "EUR"), 1), new Row("b", null, -2));

    assertThat(Csv.table(Row.class, rows))
        .isEqualTo("name,amount,amount_currency,number\r\na,-1.50,EUR,1\r\nb,,,-2\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`a,b`, `\"a,b\"`",
        "`say \"x\"`, `\"say \"\"x\"\"\"`",
        "=1+1, '=1+1",
        "+1, '+1",
        "@cmd, '@cmd",
        "-x, '-x",
        "-12.5, -12.5"
      })
  void table_quotesAndNeutralises(String text, String cell) {
    assertThat(Csv.table(Row.class, List.of(new Row(text, null, 0))))
        .isEqualTo("name,amount,amount_currency,number\r\n" + cell + ",,,0\r\n");
  }
}
