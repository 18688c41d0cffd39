package org.ledgercore.money;

/**
 * Input that breaks a rule which needs no stored state to see. The message reads {@code field:
 * rule: value}; nothing was sent to the database and nothing changed.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  private final String field;
  private final String rule;
  private final String value;

  public InvalidInputException(String field, String rule, Object value) {
    super(field + ": " + rule + ": " + shown(value));
    this.field = field;
    this.rule = rule;
    this.value = shown(value);
  }

  /** The input's name, as the caller knows it. */
  public String field() {
    return field;
  }

  /** The rule that was broken, in words. */
  public String rule() {
    return rule;
  }

  /** The offending value, shortened to 80 characters, control characters escaped. */
  public String value() {
    return value;
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), SHOWN);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        out.append("\\u").append(Integer.toHexString(c | 0x10000), 1, 5);
      } else {
        out.append(c);
      }
    }
    return text.length() > SHOWN
        ? out.append("… (").append(text.length()).append(" characters)").toString()
        : out.toString();
  }
}
