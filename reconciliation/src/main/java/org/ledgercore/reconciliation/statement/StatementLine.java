package org.ledgercore.reconciliation.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * One line of a statement, the same whatever format it came in. What a file does not say is an
 * empty text or an empty list, never a guess.
 *
 * @param number its place in the statement, from 1
 * @param status booked, pending or for information
 * @param kind what it is, when the file says so
 * @param bookingDate the day the outside booked it
 * @param valueDate the day from which it bears interest; the booking date when not stated
 * @param amount positive when money came in, negative when it left; zero does occur
 * @param reversal whether it takes an earlier line back; the amount has the sign of the taking back
 * @param code the bank's code of what it is, as in the file
 * @param references what names it, in the file's order
 * @param counterparty the other side's name
 * @param text the remittance text, put together from its parts
 * @param raw the text exactly as delivered, when {@code text} was taken out of something larger
 * @param details the transactions it books at once, at least two; empty for a single one
 * @param breakdown gross and fee, when the amount is a provider's net
 */
public record StatementLine(
    int number,
    LineStatus status,
    LineKind kind,
    LocalDate bookingDate,
    LocalDate valueDate,
    Money amount,
    boolean reversal,
    String code,
    List<Reference> references,
    String counterparty,
    String text,
    String raw,
    List<LineDetail> details,
    Optional<Breakdown> breakdown) {

  private static final long TEN = 10;

  public StatementLine {
    references = List.copyOf(references);
    details = List.copyOf(details);
    if (details.size() == 1) {
      throw new InvalidInputException("details", "must be none or at least two", number);
    }
    if (breakdown.isPresent() && !breakdown.get().net().equals(amount)) {
      throw new InvalidInputException(
          "amount", "must be gross without fee, " + breakdown.get().net(), amount);
    }
  }

  /** A booked entry to be filled in: its booking date, which is its value date as well at first. */
  public static LineBuilder on(LocalDate bookingDate, Money amount) {
    return new LineBuilder(bookingDate, amount);
  }

  /** Whether it counts between opening and closing balance. */
  public boolean isBooked() {
    return status == LineStatus.BOOKED;
  }

  /** The first reference of a kind. */
  public Optional<String> reference(ReferenceKind kind) {
    return first(references, kind);
  }

  /**
   * The same with every amount in the ledger's own unit, which has as many decimals or more.
   *
   * @throws ArithmeticException when an amount leaves 64 bits
   */
  public StatementLine in(Unit unit) {
    return new StatementLine(
        number,
        status,
        kind,
        bookingDate,
        valueDate,
        exact(amount, unit),
        reversal,
        code,
        references,
        counterparty,
        text,
        raw,
        details.stream()
            .map(it ->
                new LineDetail(
                    it.amount().map(each -> exact(each, unit)),
                    it.references(),
                    it.counterparty(),
                    it.text()))
            .toList(),
        breakdown.map(it -> new Breakdown(exact(it.gross(), unit), exact(it.fee(), unit))));
  }

  /** The same money in a unit with as many decimals or more. */
  public static Money exact(Money money, Unit unit) {
    long minor = money.minor();
    for (int i = money.unit().exponent(); i < unit.exponent(); i++) {
      minor = Math.multiplyExact(minor, TEN);
    }
    return Money.ofMinor(minor, unit);
  }

  static Optional<String> first(List<Reference> references, ReferenceKind kind) {
    for (Reference reference : references) {
      if (reference.kind() == kind) {
        return Optional.of(reference.value());
      }
    }
    return Optional.empty();
  }
}
