package org.ledgercore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/** The first and last characters that a class may have, their neighbours, and both parts of it. */
class NameEdgesTest {

  private static final NewAccount BANK = NewAccount.asset("bank", Unit.fiat("EUR", 2));

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "az", "za", "m09", "m_", "a0z9_:x"})
  void path_atTheEdgeOfItsLetters_fits(String text) {
    assertThat(AccountPath.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"`", "{", "m`", "m{", "m/", "m;", "mA", "mZ", "0", "_"})
  void path_oneCharacterBeyond_isRefused(String text) {
    assertThatThrownBy(() -> AccountPath.of(text)).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @CsvSource({"bank,bank,''", "bank:main,bank,main", "a:b:c,a,b:c"})
  void path_hasTwoParts(String text, String accountClass, String dimension) {
    assertThat(AccountPath.of(text).accountClass()).isEqualTo(accountClass);
    assertThat(AccountPath.of(text).dimension()).isEqualTo(dimension);
  }

  @Test
  void number_isZeroToFourNines() {
    assertThat(BANK.numbered(9_999).numbered(0).number()).isZero();
    assertThat(BANK.numbered(9_999).number()).isEqualTo(9_999);
    assertThatThrownBy(() -> BANK.numbered(10_000)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BANK.numbered(-1)).isInstanceOf(InvalidInputException.class);
  }
}
