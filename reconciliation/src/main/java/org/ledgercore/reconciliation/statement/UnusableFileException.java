package org.ledgercore.reconciliation.statement;

import org.ledgercore.money.InvalidInputException;

/**
 * A file that cannot be believed: it breaks its format, holds an amount with more decimals than
 * declared, or says nothing usable. The message reads {@code line 12, :61:: rule: value}. Nothing
 * of the file counts.
 */
public final class UnusableFileException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final long line;
  private final String field;
  private final String rule;
  private final String value;

  /**
   * Says what is wrong and where.
   *
   * @param line the line of the file, from 1; 0 when the file as a whole is meant
   * @param field the format's own name of the field
   * @param rule the rule that was broken, in words
   * @param value the offending value
   */
  public UnusableFileException(long line, String field, String rule, String value) {
    this(line, field, new InvalidInputException(field, rule, value));
  }

  /** What is wrong, found where the place in the file was not known. */
  public UnusableFileException(long line, String field, InvalidInputException cause) {
    super(
        (line == 0 ? "" : "line " + line + ", ")
            + field
            + ": "
            + cause.rule()
            + ": "
            + cause.value(),
        cause);
    this.line = line;
    this.field = field;
    this.rule = cause.rule();
    this.value = cause.value();
  }

  /** The line of the file, from 1; 0 when the file as a whole is meant. */
  public long line() {
    return line;
  }

  /** The format's own name of the field. */
  public String field() {
    return field;
  }

  /** The rule that was broken, in words. */
  public String rule() {
    return rule;
  }

  /** The offending value, shortened to 80 characters. */
  public String value() {
    return value;
  }
}
