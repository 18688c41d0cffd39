package org.ledgercore.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.statement.ReferenceKind.BANK;
import static org.ledgercore.reconciliation.statement.ReferenceKind.CUSTOMER;
import static org.ledgercore.reconciliation.statement.ReferenceKind.END_TO_END;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

class ReceivedStatementTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final StatementAccount BANK_ACCOUNT =
      new StatementAccount("bank:main", EUR, Set.of("DE12 5001 0517 0648 4898 90"));
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  @ParameterizedTest
  @CsvSource({
    "DE12500105170648489890, true",
    "de12 5001 0517 0648 4898 90, true",
    "DE12500105170648489891, false",
    "'', false",
  })
  void anAccountIsKnownByItsIdentifiersWithoutBlanksAndCase(String said, boolean isCalled) {
    assertThat(BANK_ACCOUNT.isCalled(said)).isEqualTo(isCalled);
  }

  @Test
  void anIdentifierOfBlanksIsRefused() {
    assertThatThrownBy(() -> StatementAccount.of("bank:main", EUR, " "))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("identifiers: must not be empty: bank:main");
  }

  @Test
  void onlyBookedLinesMoveTheBalance() {
    ReceivedStatements received = new ReceivedStatements();
    received.begin(new StatementHead(BANK_ACCOUNT, "S1", "1"));
    received.line(line(1, 500).build(1));
    received.line(line(2, -120).build(2));
    received.line(line(3, 7_000).status(LineStatus.PENDING).build(3));
    received.line(line(4, 9_000).status(LineStatus.INFORMATION).build(4));
    received.end(StatementEnd.UNSTATED);

    assertThat(received.list()).hasSize(1);
    assertThat(received.list().get(0).movement()).isEqualTo(Money.ofMinor(380, EUR));
  }

  @ParameterizedTest
  @CsvSource({
    "NONREF, ''",
    "NOTPROVIDED, ''",
    "NOREF, ''",
    "'   ', ''",
    "' INV 7 ', INV 7",
    "NONREF7, NONREF7",
  })
  void aWordForNothingIsNoReference(String said, String kept) {
    StatementLine line = line(1, 1).reference(END_TO_END, said).build(1);

    assertThat(line.reference(END_TO_END).orElse("")).isEqualTo(kept);
    assertThat(line.reference(BANK)).isEmpty();
  }

  @Test
  void aSingleTransactionIsTheLineItself() {
    LineDetail only =
        new LineDetail(
            Optional.of(Money.ofMinor(1, EUR)),
            List.of(new Reference(END_TO_END, "E1")),
            "Ann",
            "rent");

    StatementLine line = line(1, 1).reference(BANK, "B1").details(List.of(only)).build(1);

    assertThat(line.details()).isEmpty();
    assertThat(line.references())
        .containsExactly(new Reference(BANK, "B1"), new Reference(END_TO_END, "E1"));
    assertThat(line.counterparty()).isEqualTo("Ann");
    assertThat(line.text()).isEqualTo("rent");
  }

  @Test
  void severalTransactionsStayDetails() {
    List<LineDetail> details =
        List.of(
            new LineDetail(Optional.empty(), List.of(new Reference(CUSTOMER, "C1")), "", ""),
            new LineDetail(Optional.empty(), List.of(new Reference(CUSTOMER, "C2")), "", ""));

    StatementLine line = line(1, 5).details(details).build(1);

    assertThat(line.details()).isEqualTo(details);
    assertThat(line.references()).isEmpty();
    assertThat(line.details().get(1).reference(CUSTOMER)).contains("C2");
  }

  @Test
  void aNetAmountIsGrossWithoutFee() {
    Breakdown of = new Breakdown(Money.ofMinor(-1_000, EUR), Money.ofMinor(-30, EUR));

    assertThat(line(1, -970).breakdown(of).build(1).breakdown()).contains(of);
    assertThatThrownBy(() -> line(1, -971).breakdown(of).build(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("amount: must be gross without fee, -9.70 EUR: -9.71 EUR");
  }

  @Test
  void anUnusableFileSaysWhere() {
    UnusableFileException at = new UnusableFileException(12, ":61:", "must have an amount", "x");

    assertThat(at).hasMessage("line 12, :61:: must have an amount: x");
    assertThat(new UnusableFileException(0, "file", "must say something", ""))
        .hasMessage("file: must say something: ");
  }

  private static LineBuilder line(int day, long minor) {
    return StatementLine.on(MONDAY.plusDays(day), Money.ofMinor(minor, EUR));
  }
}
