package org.ledgercore.reconciliation.readers;

/**
 * A BAI2 record with its continuations (88). Fields are separated by commas and, where a line ended
 * with a slash, by the end of that line; text goes on over line ends. For one thread.
 */
final class Bai2Record {

  private static final char LINE_END = '\n';

  private final Place place;
  private final StringBuilder content = new StringBuilder();
  private int lines;
  private int at;

  Bai2Record(Place place, String first) {
    this.place = place;
    add(first);
  }

  /** Adds a line without its record code. */
  void add(String line) {
    if (lines > 0) {
      content.append(LINE_END);
    }
    String text = line.stripTrailing();
    content.append(text, 0, text.endsWith("/") ? text.length() - 1 : text.length());
    lines++;
  }

  /** The record's code: 01, 02, 03, 16, 49, 98 or 99. */
  String code() {
    return place.field();
  }

  /** How many lines of the file it takes; all of them count in the trailers. */
  int lines() {
    return lines;
  }

  /** Whether there is another field. */
  boolean hasNext() {
    return at <= content.length();
  }

  /** The next field; empty when there is none left, as trailing ones may be left out. */
  String next() {
    if (!hasNext()) {
      return "";
    }
    int end = at;
    while (end < content.length()
        && content.charAt(end) != ','
        && content.charAt(end) != LINE_END) {
      end++;
    }
    String field = content.substring(at, end).strip();
    at = end + 1;
    return field;
  }

  /** Everything that is left, commas and all. */
  String rest() {
    String rest = hasNext() ? content.substring(at) : "";
    at = content.length() + 1;
    return rest.replace(LINE_END, ' ').strip();
  }

  /** Where one of its fields stands. */
  Place field(String name) {
    return new Place(place.line(), code() + "." + name);
  }

  /** The next field as an integer with an optional sign; 0 when it is left out. */
  long number(String name) {
    String field = next();
    Place here = field(name);
    here.require(field.matches("[+-]?\\d{1,18}|"), "must be an integer", field);
    return field.isEmpty() ? 0 : Long.parseLong(field);
  }
}
