package org.ledgercore.store;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metadata as the one text[] literal it is stored from: names and values in turn. */
final class TextArray {

  private TextArray() {}

  /** The array's literal, or null when there is no metadata. */
  static @Nullable String literal(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder("{");
    metadata.forEach((name, value) -> {
      out.append(out.length() == 1 ? "" : ",");
      quote(out, name);
      out.append(',');
      quote(out, value);
    });
    return out.append('}').toString();
  }

  /**
   * Metadata from the stored array.
   *
   * @throws IllegalStateException when a name stands without a value: nobody but a hand wrote that
   */
  static SortedMap<String, String> map(String @Nullable [] stored) {
    SortedMap<String, String> metadata = new TreeMap<>();
    if (stored != null && stored.length % 2 != 0) {
      throw new IllegalStateException("a stored name has no value: " + Arrays.toString(stored));
    }
    for (int i = 0; stored != null && i < stored.length; i += 2) {
      metadata.put(stored[i], stored[i + 1]);
    }
    return metadata;
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
