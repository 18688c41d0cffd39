package org.ledgercore.reconciliation.breaks;

/**
 * Fields of comma-separated values as in RFC 4180, and none that a spreadsheet takes for a formula.
 */
public final class Csv {

  private Csv() {}

  /** A text as a field. */
  public static String field(String text) {
    String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
