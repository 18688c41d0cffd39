package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.BankId;
import org.ledgercore.reconciliation.matching.Rules;

/**
 * A bank's statement to be reconciled. Immutable.
 *
 * @param bank whose statement
 * @param unit in which unit
 * @param files the digests of its files, in order
 * @param rules by which rules
 * @param dues the settlements that providers' files say are on their way
 */
public record BankRun(
    BankId bank, Unit unit, List<String> files, Rules rules, List<SettlementDue> dues) {

  public BankRun {
    files = List.copyOf(files);
    dues = List.copyOf(dues);
  }

  /**
   * What a run may know.
   *
   * @param act the newest act of reconciliation
   * @param entry the newest entry of the journal
   */
  public record Seen(long act, long entry) {}

  /** A run that is told anew whenever it is tried. */
  @FunctionalInterface
  public interface AsOf {

    /** The run on what it may know. */
    BankRun at(Seen seen);
  }
}
