package org.ledgercore.capturefile;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.money.InvalidInputException;

/**
 * Cuts a line of CSV into fields as RFC 4180 has them: a field that begins with a quote ends with
 * one and doubles those inside; any other holds none. Blanks belong to the field.
 */
final class CsvFields {

  private CsvFields() {}

  static List<String> of(String line, char separator) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      boolean isQuoted = at < line.length() && line.charAt(at) == '"';
      int end = isQuoted ? closing(line, at + 1) + 1 : plainEnd(line, at, separator);
      if (end < line.length() && line.charAt(end) != separator) {
        throw refused("must have a separator behind a closing quote", line);
      }
      fields.add(
          isQuoted
              ? line.substring(at + 1, end - 1).replace("\"\"", "\"")
              : line.substring(at, end));
      at = end + 1;
    }
    return fields;
  }

  private static int plainEnd(String line, int start, char separator) {
    int found = line.indexOf(separator, start);
    int end = found < 0 ? line.length() : found;
    int quote = line.indexOf('"', start);
    if (quote >= 0 && quote < end) {
      throw refused("must have no quote inside a field without quotes", line);
    }
    return end;
  }

  private static int closing(String line, int start) {
    int at = line.indexOf('"', start);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    if (at < 0) {
      throw refused("must close its quotes", line);
    }
    return at;
  }

  private static InvalidInputException refused(String rule, String line) {
    return new InvalidInputException("line", rule, line);
  }
}
