package org.ledgercore.interchange;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as in RFC 4180, row by row; lines may end with a line feed alone. Keeps one row in
 * memory, of at most 64 fields and 4,000,000 characters. Used by one thread.
 */
final class CsvRows {

  /** What {@link ImportFile} puts where the bytes are not UTF-8: half of a pair, never text. */
  static final char NOT_UTF_8 = '\uD800';

  private static final int MAX_FIELDS = 64;
  private static final int MAX_CHARACTERS = 4_000_000;
  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[8_192];
  private final StringBuilder text = new StringBuilder();
  private final List<String> fields = new ArrayList<>();
  private int at;
  private int end;
  private long line = 1;
  private long rowLine;
  private int characters;

  CsvRows(Reader in) {
    this.in = in;
  }

  /** Goes to the next row; false at the end of the file. */
  boolean next() throws IOException {
    fields.clear();
    rowLine = line;
    characters = 0;
    int c = read();
    if (c == END) {
      return false;
    }
    while (true) {
      text.setLength(0);
      int endedBy = c == '"' ? quoted() : plain(c);
      add(text.toString());
      if (endedBy != ',') {
        return true;
      }
      c = read();
    }
  }

  /** The fields of the row; the same list for every row. */
  List<String> fields() {
    return fields;
  }

  /** The line on which the row begins, the first being 1. */
  long line() {
    return rowLine;
  }

  private int plain(int first) throws IOException {
    int c = first;
    while (c != ',' && c != '\n' && c != '\r' && c != END) {
      if (c == '"') {
        throw refusal("must be quoted as a whole to have a quote inside", text + "\"");
      }
      append(c);
      c = read();
    }
    return ending(c);
  }

  private int quoted() throws IOException {
    while (true) {
      int c = read();
      if (c == '"') {
        int next = read();
        if (next != '"') {
          return ending(next);
        }
      } else if (c == END) {
        throw refusal("must have a closing quote", text);
      }
      append(c);
    }
  }

  /** What ends a field: a comma, or the end of the line or file. */
  private int ending(int c) throws IOException {
    int ends = c == '\r' ? read() : c;
    if (ends == END || ends == '\n' || (ends == ',' && c == ',')) {
      return ends;
    }
    throw refusal(
        c == '\r' ? "must have a line feed behind a carriage return" : "must end with its quote",
        text);
  }

  private void append(int c) {
    if (++characters > MAX_CHARACTERS) {
      throw refusal("must end a row of at most " + MAX_CHARACTERS + " characters", text);
    }
    text.append((char) c);
  }

  private void add(String field) {
    int broken = field.indexOf(NOT_UTF_8);
    while (broken >= 0) {
      boolean half =
          broken + 1 == field.length() || !Character.isLowSurrogate(field.charAt(broken + 1));
      if (half) {
        throw refusal("must be UTF-8", field);
      }
      broken = field.indexOf(NOT_UTF_8, broken + 1);
    }
    if (fields.size() == MAX_FIELDS) {
      throw refusal("must be one of at most " + MAX_FIELDS, field);
    }
    fields.add(field);
  }

  private ImportRefusal refusal(String rule, Object value) {
    return new ImportRefusal(rowLine, "column " + (fields.size() + 1), rule, value);
  }

  private int read() throws IOException {
    if (at == end) {
      end = in.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        return END;
      }
    }
    char c = buffer[at++];
    if (c == '\n') {
      line++;
    }
    return c;
  }
}
