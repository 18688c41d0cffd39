package org.ledgercore.journal;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * What a fact is about: one subject of one kind, such as {@code payout} and {@code P-1}. Immutable.
 *
 * @param kind 1 to 50 lower-case letters, digits, dots, hyphens and underscores, a letter first
 * @param id 1 to 200 code points
 */
public record FactRef(String kind, String id) {

  private static final int MAX_KIND = 50;
  private static final int MAX_ID = 200;

  /** Records of these kinds change tables of their own. */
  private static final List<String> TAKEN = List.of("account.", "unit.", "hold.", "entry.");

  public FactRef {
    Text.required("fact kind", kind, MAX_KIND);
    Text.required("fact id", id, MAX_ID);
    if (!isName(kind) || TAKEN.stream().anyMatch(kind::startsWith)) {
      throw new InvalidInputException(
          "fact kind",
          "must be lower-case letters, digits, dots, hyphens and underscores, and not begin with "
              + TAKEN,
          kind);
    }
  }

  /** A subject of a kind. */
  public static FactRef of(String kind, String id) {
    return new FactRef(kind, id);
  }

  /** The kind and namespace of this subject's records in the journal. */
  public String recordKind() {
    return recordKind(kind);
  }

  /** The kind and namespace of the records of such facts. */
  public static String recordKind(String kind) {
    return EntryKey.RESERVED + kind;
  }

  private static boolean isName(String text) {
    boolean fits = text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
    for (int i = 1; fits && i < text.length(); i++) {
      char c = text.charAt(i);
      fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
    return fits;
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
