package org.ledgercore.reconciliation.threeway;

import java.nio.charset.StandardCharsets;
import org.ledgercore.journal.Digest;

/** What an item is called that is no posting, but what the ledger expects or holds. Stateless. */
public final class DueId {

  /** Code points that every item may have in its id. */
  private static final int MAX = 255;

  /** Hexadecimal digits of a digest that tell apart what begins alike: 96 bits. */
  private static final int DIGITS = 24;

  private DueId() {}

  /** The name of what is due; the end of a very long one is told by its digest. */
  public static String of(String what) {
    String id = "due " + what;
    if (id.codePointCount(0, id.length()) <= MAX) {
      return id;
    }
    String digest = Digest.of(what.getBytes(StandardCharsets.UTF_8)).toString();
    String start = id.substring(0, id.offsetByCodePoints(0, MAX - DIGITS - 1));
    return start + " " + digest.substring(0, DIGITS);
  }
}
