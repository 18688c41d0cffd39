package org.ledgercore.approvals.requests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;

/** The kinds of request there are, by name. Immutable. */
final class Kinds {

  private final Map<String, Kind> byName = new TreeMap<>();

  Kinds(List<Kind> kinds) {
    for (Kind kind : kinds) {
      if (byName.put(kind.name(), kind) != null) {
        throw new InvalidInputException("kind", "must be there once", kind.name());
      }
    }
  }

  Kind named(String name) {
    Kind kind = byName.get(name);
    if (kind == null) {
      throw new InvalidInputException("kind", "must be one of " + byName.keySet(), name);
    }
    return kind;
  }
}
