package org.ledgercore.rates;

import java.util.Locale;
import java.util.SortedMap;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Fact;

/**
 * One version of a rate. Immutable.
 *
 * @param ref which rate
 * @param number 1 upwards, in the order of the log
 * @param validity when it holds
 * @param price the rate itself
 */
public record FxRate(RateRef ref, int number, Validity validity, Price price) {

  static final String GIVEN = "given";
  static final String GOT = "got";
  static final String AT_MIDDLE = "at_middle";

  /** What entries keep of it: {@code customer/USD/IQD@3}. */
  public String id() {
    return ref + "@" + number;
  }

  static FxRate of(Fact fact) {
    SortedMap<String, String> values = fact.values();
    String[] id = fact.ref().id().split("/", -1);
    RateKind kind = RateKind.valueOf(id[0].toUpperCase(Locale.ROOT));
    Price price =
        new Price(
            Price.Stated.parse(values.get(GIVEN)),
            Price.Stated.parse(values.get(GOT)),
            Price.Stated.parse(values.get(AT_MIDDLE)));
    return new FxRate(
        new RateRef(kind, id[1], id[2]), fact.version(), Validity.readFrom(values), price);
  }
}
