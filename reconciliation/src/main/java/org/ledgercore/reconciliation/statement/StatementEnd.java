package org.ledgercore.reconciliation.statement;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of a statement once its last line is read.
 *
 * @param opening the booked balance before the first line, empty when the file has none
 * @param closing the booked balance after the last line, empty when the file has none
 * @param from the first day it covers, as stated; empty when not stated
 * @param to the last day it covers, as stated; empty when not stated
 */
public record StatementEnd(
    Optional<StatedBalance> opening,
    Optional<StatedBalance> closing,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {

  /** Neither balances nor a period. */
  public static final StatementEnd UNSTATED =
      new StatementEnd(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
