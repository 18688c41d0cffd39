package org.ledgercore.money;

/**
 * The rules for text that a caller hands in: what PostgreSQL cannot store byte for byte is refused
 * here, before any SQL. Comparison is by bytes, so two normal forms of one word are two texts.
 */
public final class Text {

  private Text() {}

  /** Returns {@code value} when it has 1 to {@code max} storable code points. */
  public static String required(String field, String value, int max) {
    if (value.isEmpty()) {
      throw new InvalidInputException(field, "must not be empty", value);
    }
    return optional(field, value, max);
  }

  /** Returns {@code value} when it has at most {@code max} storable code points. */
  public static String optional(String field, String value, int max) {
    requireStorable(field, value);
    if (value.length() > max && value.codePointCount(0, value.length()) > max) {
      throw new InvalidInputException(field, "must have at most " + max + " code points", value);
    }
    return value;
  }

  private static void requireStorable(String field, String value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw new InvalidInputException(field, "must not contain NUL", value);
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(value.charAt(i + 1))) {
          i++;
        } else {
          throw new InvalidInputException(field, "must not contain an unpaired surrogate", value);
        }
      }
    }
  }
}
