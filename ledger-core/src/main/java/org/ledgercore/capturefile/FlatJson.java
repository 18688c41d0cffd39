package org.ledgercore.capturefile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.ledgercore.money.InvalidInputException;

/**
 * Reads one JSON object (RFC 8259) whose values are strings, numbers, true, false or null. A number
 * is kept as it is written; null is as if the name were not there. Nested values, a name that comes
 * twice and anything behind the object are refused. Not safe for many threads.
 */
final class FlatJson {

  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";
  private static final int HEX = 16;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  static Map<String, String> of(String text) {
    return new FlatJson(text).object();
  }

  private Map<String, String> object() {
    Map<String, String> values = new LinkedHashMap<>();
    expect('{', "must be a JSON object");
    boolean more = !ends('}');
    while (more) {
      String name = string();
      expect(':', "must have a colon behind a name");
      if (values.containsKey(name)) {
        throw refused("must have each name once");
      }
      values.put(name, value());
      more = !ends('}');
      if (more) {
        expect(',', "must have a comma between members");
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw refused("must end with its object");
    }
    values.values().removeIf(String::isEmpty);
    return values;
  }

  /** A value as text; empty for null, and so is an empty string. */
  private String value() {
    skipBlanks();
    char first = peek();
    if (first == '"') {
      return string();
    }
    if (first == '{' || first == '[') {
      throw refused("must have no nested values");
    }
    int start = at;
    while (at < text.length() && " \t,}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("null")) {
      return "";
    }
    if (!word.equals("true") && !word.equals("false") && !NUMBER.matcher(word).matches()) {
      throw refused("must have strings, numbers, true, false or null as values");
    }
    return word;
  }

  private String string() {
    expect('"', "must have names in quotes");
    StringBuilder value = new StringBuilder();
    for (char c = take(); c != '"'; c = take()) {
      if (c < ' ') {
        throw refused("must escape control characters");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = take();
    if (c == 'u') {
      return hexadecimal();
    }
    int which = ESCAPED.indexOf(c);
    if (which < 0) {
      throw refused("must use JSON's own escapes");
    }
    return MEANT.charAt(which);
  }

  private char hexadecimal() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = take();
      int digit = c < 128 ? Character.digit(c, HEX) : -1;
      if (digit < 0) {
        throw refused("must have four hexadecimal digits behind \\u");
      }
      code = code * HEX + digit;
    }
    return (char) code;
  }

  private boolean ends(char closing) {
    skipBlanks();
    boolean found = peek() == closing;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted, String rule) {
    skipBlanks();
    if (peek() != wanted) {
      throw refused(rule);
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char take() {
    if (at == text.length()) {
      throw refused("must close its quotes");
    }
    return text.charAt(at++);
  }

  private InvalidInputException refused(String rule) {
    return new InvalidInputException("line", rule, text);
  }
}
