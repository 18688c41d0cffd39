package org.ledgercore.chart;

import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * The name of an account within its currency: a class and, after a colon each, its dimensions, such
 * as {@code merchant_payable:school}. The class has lower-case letters, digits and underscores; a
 * dimension has letters, digits and {@code _ . -}. Compared byte by byte.
 *
 * @param value 1 to 200 code points
 */
public record AccountPath(String value) implements Comparable<AccountPath> {

  private static final int MAX = 200;

  public AccountPath {
    Text.required("account", value, MAX);
    int colon = value.indexOf(':');
    if (!isClass(colon < 0 ? value : value.substring(0, colon))
        || (colon >= 0 && !areDimensions(value, colon + 1))) {
      throw new InvalidInputException(
          "account", "must read class or class:dimension, the class in lower case", value);
    }
  }

  public static AccountPath of(String value) {
    return new AccountPath(value);
  }

  /** The part before the first colon: {@code merchant_payable}. */
  public String accountClass() {
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  /** The part after the first colon, {@code school}; empty when there is none. */
  public String dimension() {
    int colon = value.indexOf(':');
    return colon < 0 ? "" : value.substring(colon + 1);
  }

  @Override
  public int compareTo(AccountPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isClass(String text) {
    if (text.isEmpty() || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
        return false;
      }
    }
    return true;
  }

  private static boolean areDimensions(String text, int from) {
    boolean empty = true;
    for (int i = from; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == ':' && empty) {
        return false;
      }
      if (c != ':' && !Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
        return false;
      }
      empty = c == ':';
      i += Character.charCount(c);
    }
    return !empty;
  }
}
