package org.ledgercore.rates;

import java.util.Locale;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;

/**
 * Names a rate: what for, from which currency, into which one. Immutable.
 *
 * @param kind what for
 * @param from the code of the unit that is given
 * @param to the code of the unit that is got for it
 */
public record RateRef(RateKind kind, String from, String to) {

  private static final String FACT = "fx_rate";

  public RateRef {
    if (from.isEmpty() || to.isEmpty() || from.equals(to) || (from + to).indexOf('/') >= 0) {
      throw new InvalidInputException("rate", "must be between two units", from + " and " + to);
    }
  }

  /** The fact whose versions are the versions of this rate. */
  public FactRef fact() {
    return FactRef.of(FACT, toString());
  }

  /** {@code customer/USD/IQD}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "/" + from + "/" + to;
  }
}
