package org.ledgercore.http.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import tools.jackson.databind.JsonNode;

/**
 * A record type as it stands on the wire: its fields in order, which of them must be given, and how
 * to make one from a request. The one place that decides what a request may hold; the description
 * of the service is made from the same fields. Unknown fields are refused, nothing is converted
 * from one kind of JSON value to another. Immutable, safe for many threads.
 */
public final class Shape {

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  private static final int MAX_ITEMS = 10_000;

  private final Class<?> type;
  private final List<Part> parts;
  private final Set<String> names = new HashSet<>();
  private final MethodHandle constructor;

  private Shape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type + " is no record and cannot stand on the wire");
    }
    this.type = type;
    this.parts = Arrays.stream(components).map(Part::of).toList();
    parts.forEach(part -> names.add(part.name()));
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      // Of one fixed type, so that the compiler sees through it.
      this.constructor =
          MethodHandles.lookup()
              .unreflectConstructor(canonical)
              .asFixedArity()
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  /** The shape of a record type. */
  public static Shape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** The record type. */
  public Class<?> type() {
    return type;
  }

  /** Its fields, in order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * Makes a record from texts of the address and a body.
   *
   * @param texts path and query parameters by name
   * @param body an object, or null when there is none
   * @throws InvalidInputException naming the field and the rule it breaks
   */
  public Object read(Map<String, String> texts, @Nullable JsonNode body) {
    texts.forEach((name, value) -> {
      if (!names.contains(name)) {
        throw unknown(name, name);
      }
    });
    if (body != null) {
      requireKnown(body, "", texts.keySet());
    }
    List<@Nullable Object> values = new ArrayList<>(parts.size());
    for (Part part : parts) {
      String text = texts.get(part.name());
      JsonNode node = body == null ? null : body.get(part.name());
      values.add(
          text == null
              ? read(part, node, part.name())
              : Leaf.parse(part.type(), text, part.name()));
    }
    return make(values, "");
  }

  private Object read(JsonNode object, String at) {
    requireKnown(object, at, Set.of());
    List<@Nullable Object> values = new ArrayList<>(parts.size());
    for (Part part : parts) {
      values.add(read(part, object.get(part.name()), within(at, part.name())));
    }
    return make(values, at);
  }

  private static @Nullable Object read(Part part, @Nullable JsonNode node, String at) {
    if (node == null || node.isNull()) {
      if (part.isRequired()) {
        throw new InvalidInputException(at, "must be given", node == null ? "missing" : "null");
      }
      return null;
    }
    Type element = part.element();
    if (element != null) {
      return list(element, node, at);
    }
    return part.isMap() ? map(node, at) : one(part.type(), node, at);
  }

  private static Object one(Type type, JsonNode node, String at) {
    if (type instanceof Class<?> known && known.isRecord()) {
      if (!node.isObject()) {
        throw new InvalidInputException(at, "must be an object", node.getNodeType());
      }
      return of(known).read(node, at);
    }
    return Leaf.read(type, node, at);
  }

  private static List<Object> list(Type element, JsonNode node, String at) {
    if (!node.isArray()) {
      throw new InvalidInputException(at, "must be a list", node.getNodeType());
    }
    if (node.size() > MAX_ITEMS) {
      throw new InvalidInputException(at, "must have at most " + MAX_ITEMS + " items", node.size());
    }
    List<Object> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      JsonNode item = node.get(i);
      if (item.isNull()) {
        throw new InvalidInputException(at + "[" + i + "]", "must be given", "null");
      }
      items.add(one(element, item, at + "[" + i + "]"));
    }
    return List.copyOf(items);
  }

  private static Map<String, String> map(JsonNode node, String at) {
    if (!node.isObject()) {
      throw new InvalidInputException(at, "must be an object", node.getNodeType());
    }
    Map<String, String> texts = new TreeMap<>();
    node.properties()
        .forEach(each ->
            texts.put(
                each.getKey(),
                (String) Leaf.read(String.class, each.getValue(), within(at, each.getKey()))));
    return texts;
  }

  private void requireKnown(JsonNode object, String at, Set<String> taken) {
    if (!object.isObject()) {
      throw new InvalidInputException(
          at.isEmpty() ? "body" : at, "must be an object", object.getNodeType());
    }
    object
        .properties()
        .forEach(each -> {
          if (!names.contains(each.getKey()) || taken.contains(each.getKey())) {
            throw unknown(within(at, each.getKey()), each.getKey());
          }
        });
  }

  private Object make(List<@Nullable Object> values, String at) {
    try {
      return (Object) constructor.invokeExact(values.toArray());
    } catch (InvalidInputException e) {
      throw at.isEmpty() ? e : new InvalidInputException(at + "." + e.field(), e.rule(), e.value());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor throws nothing checked", e);
    }
  }

  private static InvalidInputException unknown(String field, String name) {
    return new InvalidInputException(field, "must not be given: no such field here", name);
  }

  private static String within(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }
}
