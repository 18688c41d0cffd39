package org.ledgercore.reconciliation.statement;

import java.util.List;
import java.util.Optional;
import org.ledgercore.money.Money;

/**
 * One transaction inside a line that books several at once.
 *
 * @param amount signed as the line's is; empty when the bank keeps it to itself
 * @param references what names it, in the file's order
 * @param counterparty the other side's name, empty when unknown
 * @param text the remittance text, empty when there is none
 */
public record LineDetail(
    Optional<Money> amount, List<Reference> references, String counterparty, String text) {

  public LineDetail {
    references = List.copyOf(references);
  }

  /** The first reference of a kind. */
  public Optional<String> reference(ReferenceKind kind) {
    return StatementLine.first(references, kind);
  }
}
