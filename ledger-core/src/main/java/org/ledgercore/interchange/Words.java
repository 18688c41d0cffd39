package org.ledgercore.interchange;

import org.ledgercore.journal.RecordedEntry;

/** Texts of callers made safe for a line of another program. Stateless. */
final class Words {

  private Words() {}

  /** One line: a character that ends lines or is not printed becomes a space. */
  static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> isPlain(c) ? c : ' ').forEach(out::appendCodePoint);
    return out.toString().strip();
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && !Character.isWhitespace(c)
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.FORMAT;
  }

  /**
   * A text in which nothing can be taken for syntax: all but letters and digits in percent form.
   */
  static String percent(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  /** A record as a comment. */
  static String comment(RecordedEntry entry) {
    return "; " + entry.number() + " " + percent(entry.entry().key().toString());
  }
}
