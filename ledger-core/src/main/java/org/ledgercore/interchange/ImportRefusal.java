package org.ledgercore.interchange;

import java.io.Serial;
import org.ledgercore.money.InvalidInputException;

/** A fault of a file on its way to the one who answers the caller; nobody else sees it. */
final class ImportRefusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final long line;
  private final String field;
  private final String rule;
  private final String value;

  ImportRefusal(long line, String field, String rule, Object value) {
    this(line, new InvalidInputException(field, rule, value));
  }

  ImportRefusal(long line, InvalidInputException broken) {
    super(broken.getMessage(), broken);
    this.line = line;
    this.field = broken.field().equals("effectiveDate") ? "effective_date" : broken.field();
    this.rule = broken.rule();
    this.value = broken.value();
  }

  /** The answer to the caller. */
  ImportOutcome.Refused of(String file) {
    return new ImportOutcome.Refused(file, line, field, rule, value);
  }
}
