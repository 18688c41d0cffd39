package org.ledgercore.reconciliation.statement;

import org.ledgercore.money.Text;

/**
 * A reference that a line carries. It is never empty: what a file leaves out, or fills with a word
 * for nothing such as {@code NONREF} or {@code NOTPROVIDED}, is not a reference.
 *
 * @param kind what it names
 * @param value as the file has it, blanks around it removed; 1 to 400 code points
 */
public record Reference(ReferenceKind kind, String value) {

  /** The most code points a reference may have; longer ones than the formats allow do occur. */
  public static final int MAX_LENGTH = 400;

  public Reference {
    Text.required("reference", value, MAX_LENGTH);
  }
}
