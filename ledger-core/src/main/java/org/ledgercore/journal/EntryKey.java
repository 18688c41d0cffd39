package org.ledgercore.journal;

import java.util.UUID;
import org.ledgercore.money.Text;

/**
 * The caller's name for an entry: the ledger accepts one entry per key, for ever. Namespaces keep
 * callers apart; the same text in two namespaces names two entries.
 *
 * @param namespace 1 to 100 code points, such as {@code capture/local_card_switch}
 * @param text 1 to 255 code points
 */
public record EntryKey(String namespace, String text) {

  /** The namespace of entries whose caller names none. */
  public static final String DEFAULT_NAMESPACE = "entry";

  /** Namespaces and kinds that begin so are the ledger's own. */
  public static final String RESERVED = "ledger.";

  private static final int MAX_NAMESPACE = 100;
  private static final int MAX_TEXT = 255;

  public EntryKey {
    Text.required("namespace", namespace, MAX_NAMESPACE);
    Text.required("key", text, MAX_TEXT);
  }

  /** A key in the default namespace. */
  public static EntryKey of(String text) {
    return new EntryKey(DEFAULT_NAMESPACE, text);
  }

  /**
   * The first 128 bits of SHA-256 over the key's canonical form; the journal's unique index holds
   * these instead of the text.
   */
  public UUID hash() {
    return CanonicalForm.ofKey(this).first128Bits();
  }

  @Override
  public String toString() {
    return namespace + "/" + text;
  }
}
