package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;
import org.ledgercore.reconciliation.testing.Told;

/** What the readers' tests share: a declared account, and how a file is read and refused. */
final class Fixtures {

  static final Unit EUR = Unit.fiat("EUR", 2);
  static final StatementAccount MAIN = StatementAccount.of("bank:main", EUR, "DE12500105170648");
  static final List<StatementAccount> ACCOUNTS = List.of(MAIN);

  private Fixtures() {}

  static StatementAccount declared(int exponent) {
    return StatementAccount.of("bank:main", Unit.fiat("EUR", exponent), "DE12500105170648");
  }

  static void assertReads(StatementReader reader, String file, String told) {
    assertThat(Told.of(reader.read(bytes(file)))).isEqualTo(told);
  }

  static void assertRefuses(StatementReader reader, String file, String message) {
    Assertions.assertThatThrownBy(() -> reader.read(bytes(file)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(message);
  }

  static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
