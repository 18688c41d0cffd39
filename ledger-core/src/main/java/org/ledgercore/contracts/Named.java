package org.ledgercore.contracts;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/** Values by name, read from a line such as {@code fee=200bp days=90}. */
record Named(Map<String, String> values) {

  static Named parse(String line) {
    Map<String, String> values = new HashMap<>();
    for (String pair : line.split(" ", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new InvalidInputException("terms", "must read name=value, each name once", line);
      }
    }
    return new Named(values);
  }

  int basisPoints(String name) {
    String value = values.getOrDefault(name, "0bp");
    return (int) whole(name, value.endsWith("bp") ? value.substring(0, value.length() - 2) : "");
  }

  long number(String name, long otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : whole(name, value);
  }

  /** A number, or null when the name is not there. */
  @Nullable Long maybe(String name) {
    String value = values.get(name);
    return value == null ? null : whole(name, value);
  }

  String word(String name, String otherwise) {
    return values.getOrDefault(name, otherwise).toUpperCase(Locale.ROOT);
  }

  private static long whole(String name, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(name, "must be a whole number", digits);
    }
  }
}
