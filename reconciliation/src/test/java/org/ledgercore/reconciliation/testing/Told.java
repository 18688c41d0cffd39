package org.ledgercore.reconciliation.testing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Statements as text, one line each for the head, every line and every detail. */
public final class Told {

  private Told() {}

  /** All of them; what a statement does not say is left out. */
  public static String of(List<ReceivedStatement> statements) {
    return statements.stream().map(Told::statement).collect(Collectors.joining());
  }

  private static String statement(ReceivedStatement statement) {
    StringBuilder told = new StringBuilder(statement.head().account().name());
    word(told, "id=", statement.head().statementId());
    word(told, "seq=", statement.head().sequence());
    told.append(balance(" open", statement.end().opening()));
    told.append(balance(" close", statement.end().closing()));
    told.append('\n');
    statement.lines().forEach(line -> told.append(line(line)));
    return told.toString();
  }

  private static String balance(String name, Optional<StatedBalance> balance) {
    return balance.map(it -> name + " " + it.amount().toDecimal() + " on " + it.date()).orElse("");
  }

  /** One line with its details. */
  public static String line(StatementLine line) {
    StringBuilder told = new StringBuilder();
    told.append(line.number()).append(' ').append(line.bookingDate());
    word(told, "valued ", same(line) ? "" : line.valueDate().toString());
    told.append(' ').append(line.amount().toDecimal());
    word(told, "", line.status() == LineStatus.BOOKED ? "" : line.status().name());
    word(told, "", line.kind() == LineKind.ENTRY ? "" : line.kind().name());
    word(told, "", line.reversal() ? "REVERSAL" : "");
    word(told, "code=", line.code());
    references(told, line.references());
    line.breakdown()
        .ifPresent(
            it -> word(told, "gross=", it.gross().toDecimal() + " fee=" + it.fee().toDecimal()));
    word(told, "of ", line.counterparty());
    word(told, "| ", line.text());
    told.append('\n');
    line.details().forEach(detail -> told.append(detail(detail)));
    return told.toString();
  }

  private static boolean same(StatementLine line) {
    return line.valueDate().equals(line.bookingDate());
  }

  private static String detail(LineDetail detail) {
    StringBuilder told = new StringBuilder("  -");
    word(told, "", detail.amount().map(Money::toDecimal).orElse("?"));
    references(told, detail.references());
    word(told, "of ", detail.counterparty());
    word(told, "| ", detail.text());
    return told.append('\n').toString();
  }

  private static void references(StringBuilder told, List<Reference> references) {
    references.forEach(it -> word(told, it.kind() + "=", it.value()));
  }

  private static void word(StringBuilder told, String name, String value) {
    if (!value.isEmpty()) {
      told.append(' ').append(name).append(value);
    }
  }
}
