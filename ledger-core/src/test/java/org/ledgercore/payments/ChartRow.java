package org.ledgercore.payments;

import java.util.List;
import java.util.function.Function;

/**
 * One row of section 3 of the chart: what has happened before, the command, and its legs as {@code
 * D account amount} or {@code C account amount}; an amount without a currency is IQD.
 */
record ChartRow(
    String ref,
    Function<School, List<PaymentCommand>> before,
    Function<School, PaymentCommand> command,
    List<String> legs) {

  static ChartRow row(String ref, Function<School, PaymentCommand> command, String... legs) {
    return new ChartRow(ref, school -> List.of(), command, List.of(legs));
  }

  static Given after(Function<School, List<PaymentCommand>> before) {
    return new Given(before);
  }

  /** What has happened before the row. */
  record Given(Function<School, List<PaymentCommand>> before) {

    ChartRow row(String ref, Function<School, PaymentCommand> command, String... legs) {
      return new ChartRow(ref, before, command, List.of(legs));
    }
  }

  @Override
  public String toString() {
    return ref;
  }
}
