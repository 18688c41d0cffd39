package org.ledgercore.http.wire;

import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import tools.jackson.databind.JsonNode;

/**
 * The values that a field can hold by itself: texts, whole numbers, truth values, dates, times,
 * instants, spans, ids and words of a closed list. Stateless.
 */
public final class Leaf {

  private static final int MAX_TEXT = 100_000;
  private static final int MAX_YEAR = 9_999;

  private Leaf() {}

  /** Reads a value of the JSON kind that the type asks for, and of no other. */
  static Object read(Type type, JsonNode node, String at) {
    if (type == long.class || type == Long.class) {
      return whole(node, at);
    }
    if (type == int.class || type == Integer.class) {
      return narrowed(whole(node, at), at);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!node.isBoolean()) {
        throw new InvalidInputException(at, "must be true or false", node);
      }
      return node.booleanValue();
    }
    if (!node.isString()) {
      throw new InvalidInputException(at, "must be a string", node);
    }
    return text(type, node.stringValue(), at);
  }

  /** Reads a value from a text of the address. */
  static Object parse(Type type, String text, String at) {
    try {
      if (type == long.class || type == Long.class) {
        return Long.parseLong(text);
      }
      if (type == int.class || type == Integer.class) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(at, "must be a whole number", text);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new InvalidInputException(at, "must be true or false", text);
      }
      return text.equals("true");
    }
    return text(type, text, at);
  }

  private static Object text(Type type, String text, String at) {
    Text.optional(at, text, MAX_TEXT);
    try {
      if (type == String.class) {
        return text;
      }
      if (type == LocalDate.class) {
        return inRange(LocalDate.parse(text), at);
      }
      if (type == Duration.class) {
        return Duration.parse(text);
      }
      if (type == LocalTime.class) {
        return LocalTime.parse(text);
      }
      if (type == Instant.class) {
        Instant instant = Instant.parse(text);
        inRange(instant.atZone(ZoneOffset.UTC).toLocalDate(), at);
        return instant;
      }
    } catch (DateTimeException e) {
      throw new InvalidInputException(at, "must be " + form(type), text);
    }
    if (type == UUID.class) {
      return uuid(text, at);
    }
    if (type instanceof Class<?> words && words.isEnum()) {
      return word(words, text, at);
    }
    throw new IllegalStateException(at + ": " + type + " cannot stand on the wire");
  }

  /** Years that PostgreSQL, and everybody else, can write with four digits. */
  private static LocalDate inRange(LocalDate date, String at) {
    if (date.getYear() < 1 || date.getYear() > MAX_YEAR) {
      throw new InvalidInputException(at, "must be in the years 0001 to 9999", date);
    }
    return date;
  }

  private static Object word(Class<?> words, String text, String at) {
    return Arrays.stream(words.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(at, "must be one of " + words(words), text));
  }

  /** The words of a closed list. */
  public static List<String> words(Class<?> words) {
    return Arrays.stream(words.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
  }

  private static UUID uuid(String text, String at) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(at, "must be an id in lower case", text);
    }
    throw new InvalidInputException(at, "must be an id in lower case", text);
  }

  private static long whole(JsonNode node, String at) {
    if (!node.isNumber()) {
      throw new InvalidInputException(at, "must be a number", node);
    }
    if (!node.isIntegralNumber()) {
      throw new InvalidInputException(at, "must be a whole number without fraction or e", node);
    }
    if (!node.canConvertToLong()) {
      throw new InvalidInputException(at, "must fit 64 bits", node);
    }
    return node.longValue();
  }

  private static int narrowed(long value, String at) {
    if (value != (int) value) {
      throw new InvalidInputException(at, "must fit 32 bits", value);
    }
    return (int) value;
  }

  private static String form(Type type) {
    return type == LocalDate.class
        ? "a date such as 2026-03-31"
        : type == LocalTime.class
            ? "a time such as 17:30"
            : type == Duration.class
                ? "a span such as PT30M"
                : "an instant such as 2026-03-31T10:15:30Z";
  }
}
