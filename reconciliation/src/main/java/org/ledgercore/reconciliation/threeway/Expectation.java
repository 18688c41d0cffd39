package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import java.util.Optional;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;

/** Something the ledger expects to see on a statement of a bank. */
sealed interface Expectation {

  /** As the matcher sees it, on the account of the bank. */
  Item item();

  /** The case that what is posted belongs to. */
  String caseId();

  /** What the ledger posts when the bank moved so much. */
  PaymentCommand confirmed(Money moved, Occasion occasion);

  /**
   * Whether the command itself takes a difference between what was expected and what moved, on the
   * account named; empty when the difference is posted by itself.
   */
  default String differenceOn(Money difference) {
    return "";
  }

  /** Whether it is expected at this bank alone. */
  default boolean isOfOneBank() {
    return true;
  }

  /**
   * The break by which the run of its bank carries it when its line is missing; empty when {@link
   * Carrying} does.
   */
  default Optional<Opening> missing(Finding finding) {
    return Optional.empty();
  }

  /** The command that says the bank moved it. */
  @FunctionalInterface
  interface Confirming {
    PaymentCommand on(Occasion occasion);
  }

  /**
   * Released to a bank: a payout, a refund, a redemption or a remittance.
   *
   * @param item as the matcher sees it
   * @param caseId the case it belongs to
   * @param path the account of what is in flight
   * @param confirm what is posted when the bank paid it
   * @param due the last day on which it is not late
   */
  record InFlight(Item item, String caseId, String path, Confirming confirm, LocalDate due)
      implements Expectation {

    @Override
    public PaymentCommand confirmed(Money moved, Occasion occasion) {
      return confirm.on(occasion);
    }

    @Override
    public Optional<Opening> missing(Finding finding) {
      return Optional.of(Opening.carried(finding, item.amount().negated(), path, due));
    }
  }

  /**
   * Cash that was collected from a desk and is to be banked, nobody knows where: {@link Transit}
   * carries it.
   *
   * @param item as the matcher sees it
   * @param caseId the case it belongs to
   * @param confirm what is posted when the bank has it
   */
  record Collected(Item item, String caseId, Confirming confirm) implements Expectation {

    @Override
    public PaymentCommand confirmed(Money moved, Occasion occasion) {
      return confirm.on(occasion);
    }

    @Override
    public boolean isOfOneBank() {
      return false;
    }
  }

  /**
   * A provider's settlement on its way to or from the bank; {@link Unsettled} knows what of it is
   * to be carried.
   *
   * @param item as the matcher sees it
   * @param settlement what the provider's file says
   */
  record Due(Item item, SettlementDue settlement) implements Expectation {

    @Override
    public String caseId() {
      return settlement.reference();
    }

    @Override
    public PaymentCommand confirmed(Money moved, Occasion occasion) {
      return settlement.arrived(moved, occasion);
    }

    @Override
    public String differenceOn(Money difference) {
      return settlement.differenceOn(difference);
    }
  }
}
