package org.ledgercore.reconciliation.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.money.Money;

/** Puts a {@link StatementLine} together. For one thread. */
public final class LineBuilder {

  /** Words by which formats that want a reference say that there is none. */
  private static final Set<String> NO_REFERENCE = Set.of("NONREF", "NOTPROVIDED", "NOREF");

  private final LocalDate bookingDate;
  private final Money amount;
  private final List<Reference> references = new ArrayList<>(4);
  private LocalDate valueDate;
  private LineStatus status = LineStatus.BOOKED;
  private LineKind kind = LineKind.ENTRY;
  private boolean reversal;
  private String code = "";
  private String counterparty = "";
  private String text = "";
  private String raw = "";
  private List<LineDetail> details = List.of();
  private Optional<Breakdown> breakdown = Optional.empty();

  LineBuilder(LocalDate bookingDate, Money amount) {
    this.bookingDate = bookingDate;
    this.amount = amount;
    this.valueDate = bookingDate;
  }

  /** Adds what the reference names, unless it is blank or a word for nothing. */
  public static void addReference(List<Reference> to, ReferenceKind kind, String value) {
    String stripped = value.strip();
    if (!stripped.isEmpty() && !NO_REFERENCE.contains(stripped)) {
      to.add(new Reference(kind, stripped));
    }
  }

  public LineBuilder valued(LocalDate date) {
    valueDate = date;
    return this;
  }

  public LineBuilder status(LineStatus of) {
    status = of;
    return this;
  }

  public LineBuilder kind(LineKind of) {
    kind = of;
    return this;
  }

  /** Marks the line as one that takes an earlier line back. */
  public LineBuilder reversal(boolean isOne) {
    reversal = isOne;
    return this;
  }

  public LineBuilder code(String of) {
    code = of;
    return this;
  }

  /** Adds a reference, unless it is blank or a word for nothing. */
  public LineBuilder reference(ReferenceKind kindOf, String value) {
    addReference(references, kindOf, value);
    return this;
  }

  /** Adds references in their order. */
  public LineBuilder references(List<Reference> more) {
    references.addAll(more);
    return this;
  }

  public LineBuilder counterparty(String name) {
    counterparty = name;
    return this;
  }

  public LineBuilder text(String of) {
    text = of;
    return this;
  }

  public LineBuilder raw(String of) {
    raw = of;
    return this;
  }

  /**
   * Says what the line books. A single transaction is the line itself: its references, and its name
   * and text where the line has none, become the line's own.
   */
  public LineBuilder details(List<LineDetail> of) {
    if (of.size() == 1) {
      LineDetail only = of.get(0);
      references.addAll(only.references());
      counterparty = counterparty.isEmpty() ? only.counterparty() : counterparty;
      text = text.isEmpty() ? only.text() : text;
    } else {
      details = of;
    }
    return this;
  }

  /** Says how the amount, a net one, came about. */
  public LineBuilder breakdown(Breakdown of) {
    breakdown = Optional.of(of);
    return this;
  }

  /** The line, at its place in the statement, from 1. */
  public StatementLine build(int number) {
    return new StatementLine(
        number,
        status,
        kind,
        bookingDate,
        valueDate,
        amount,
        reversal,
        code,
        references,
        counterparty,
        text,
        raw,
        details,
        breakdown);
  }
}
