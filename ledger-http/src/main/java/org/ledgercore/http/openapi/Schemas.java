package org.ledgercore.http.openapi;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ledgercore.http.wire.Leaf;
import org.ledgercore.http.wire.Part;
import org.ledgercore.http.wire.Shape;
import org.ledgercore.money.Amount;

/**
 * JSON schemas of records, made from the same shapes that requests are read by. Records become
 * components under their simple names. Used by one thread.
 */
final class Schemas {

  private static final String REF = "#/components/schemas/";

  private final Map<String, Object> components = new TreeMap<>();
  private final Map<String, Class<?>> types = new HashMap<>();

  /** All records that were asked for, by name. */
  Map<String, Object> components() {
    return components;
  }

  /** A reference to a record's schema. */
  Map<String, Object> reference(Class<?> type) {
    String name = type.getSimpleName();
    Class<?> known = types.putIfAbsent(name, type);
    if (known == null) {
      components.put(name, Map.of());
      components.put(name, object(type, Set.of()));
    } else if (known != type) {
      throw new IllegalStateException(type + " and " + known + " have one name in the description");
    }
    return Map.of("$ref", REF + name);
  }

  /** A record without some of its fields. */
  Map<String, Object> object(Class<?> type, Set<String> without) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Part part : Shape.of(type).parts()) {
      if (!without.contains(part.name())) {
        properties.put(part.name(), of(type, part));
        if (part.isRequired()) {
          required.add(part.name());
        }
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** One field. */
  Map<String, Object> of(Part part) {
    Type element = part.element();
    if (element != null) {
      return Map.of("type", "array", "items", leaf(element));
    }
    if (part.isMap()) {
      return Map.of("type", "object");
    }
    return leaf(part.type());
  }

  private Map<String, Object> of(Class<?> owner, Part part) {
    return owner == Amount.class && part.name().equals("value")
        ? Map.of("type", "string", "pattern", Amount.PATTERN)
        : of(part);
  }

  private Map<String, Object> leaf(Type type) {
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == long.class || type == Long.class) {
      return Map.of("type", "integer", "format", "int64");
    }
    if (type == int.class || type == Integer.class) {
      return Map.of("type", "integer", "format", "int32");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == LocalDate.class) {
      return Map.of("type", "string", "format", "date");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == Duration.class) {
      return Map.of("type", "string", "format", "duration");
    }
    if (type == LocalTime.class || type == UUID.class) {
      return Map.of("type", "string");
    }
    if (type instanceof Class<?> known && known.isEnum()) {
      return Map.of("type", "string", "enum", Leaf.words(known));
    }
    if (type instanceof Class<?> known && known.isRecord()) {
      return reference(known);
    }
    throw new IllegalStateException(type + " has no schema");
  }
}
