package org.ledgercore.http.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record on the wire.
 *
 * @param name its name
 * @param type what it holds: a leaf, a record, a list of either, or texts by name
 * @param isRequired whether it must be given; what may be missing may also be null
 */
public record Part(String name, Type type, boolean isRequired) {

  static Part of(RecordComponent component) {
    boolean mayMiss = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Part(component.getName(), component.getGenericType(), !mayMiss);
  }

  /** What a list's elements hold; null when this is no list. */
  public @Nullable Type element() {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class
        ? generic.getActualTypeArguments()[0]
        : null;
  }

  /** Whether it holds texts by name. */
  public boolean isMap() {
    return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
  }
}
