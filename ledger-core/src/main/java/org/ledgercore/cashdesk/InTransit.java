package org.ledgercore.cashdesk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.CashStep;

/**
 * Money that has left one place and not arrived at another. Immutable.
 *
 * @param left the entry with which it left
 * @param amount what of it has not arrived, positive
 */
public record InTransit(RecordedEntry left, Money amount) {

  /** The number of the entry with which it left. */
  public long entry() {
    return left.number();
  }

  /** The business day on which it left. */
  public LocalDate since() {
    return left.effectiveDate();
  }

  /** The caller's id of the step with which it left. */
  public String id() {
    return left.entry().key().text();
  }

  /**
   * Names what is left of it: under this id it arrives when its own is used, and none else ends.
   */
  public String restId() {
    return "trip " + entry() + " of " + amount;
  }

  /** How many days it has been on its way by a day; 0 on the day it left. */
  public long days(LocalDate by) {
    return ChronoUnit.DAYS.between(since(), by);
  }

  /** Whether it was collected from a desk, so that a bank is to see it. */
  public boolean isForABank() {
    return left.entry().kind().equals(CashStep.COLLECTED);
  }

  /** Whether it was brought in for a desk. */
  boolean isForADesk() {
    return left.entry().kind().equals(CashStep.BROUGHT);
  }
}
