package org.ledgercore.reconciliation.threeway;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Lines of statements as items of the matcher. Stateless. */
public final class StatementItems {

  /** References that name a movement alone. */
  private static final Set<ReferenceKind> KEYS =
      EnumSet.of(
          ReferenceKind.BANK,
          ReferenceKind.CUSTOMER,
          ReferenceKind.END_TO_END,
          ReferenceKind.TRANSACTION,
          ReferenceKind.CREDITOR);

  /** Lines that are one of several of a settlement; any other line stands for all of its batch. */
  private static final Set<LineKind> PARTS =
      EnumSet.of(LineKind.CAPTURE, LineKind.REFUND, LineKind.CHARGEBACK, LineKind.FEE);

  private StatementItems() {}

  /**
   * A booked line as an item; empty when it does not count or moves nothing. A line that books
   * several transactions answers to the references of all of them. A provider's net line counts
   * with its gross amount: its fee is the settlement's.
   *
   * @param id the line's identity, the same in every import
   * @param account what is reconciled
   * @param line the line
   */
  public static Optional<Item> item(String id, String account, StatementLine line) {
    Money amount = line.breakdown().map(breakdown -> breakdown.gross()).orElse(line.amount());
    if (!line.isBooked() || amount.isZero()) {
      return Optional.empty();
    }
    boolean isPart = PARTS.contains(line.kind());
    String batch = isPart ? line.reference(ReferenceKind.BATCH).orElse("") : "";
    return Optional.of(
        new Item(
            Origin.OUTSIDE,
            id,
            account,
            amount.unit(),
            amount.minor(),
            line.bookingDate(),
            line.valueDate(),
            keys(line, !isPart),
            batch,
            line.counterparty(),
            line.text(),
            nature(line)));
  }

  /** The fees that the lines of a settlement name, on lines of their own or taken off a gross. */
  public static Money fees(List<StatementLine> lines, Money none) {
    Money fees = none;
    for (StatementLine line : lines) {
      if (line.isBooked() && line.kind() == LineKind.FEE) {
        fees = fees.minus(line.amount());
      } else if (line.isBooked() && line.breakdown().isPresent()) {
        fees = fees.plus(line.breakdown().get().gross().minus(line.amount()));
      }
    }
    return fees;
  }

  private static List<String> keys(StatementLine line, boolean withBatch) {
    return Stream.concat(
            line.references().stream(),
            line.details().stream().map(LineDetail::references).flatMap(List::stream))
        .filter(reference ->
            KEYS.contains(reference.kind())
                || (withBatch && reference.kind() == ReferenceKind.BATCH))
        .map(Reference::value)
        .distinct()
        .toList();
  }

  private static Nature nature(StatementLine line) {
    if (line.kind() == LineKind.FEE) {
      return Nature.FEE;
    }
    return line.reversal() ? Nature.RETURN : Nature.PLAIN;
  }
}
