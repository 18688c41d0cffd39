package org.ledgercore.reconciliation.matching;

import java.time.LocalDate;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/** Short words for the items of tests: amounts in minor units of EUR, days of March 2026. */
final class Items {

  static final Unit EUR = Unit.fiat("EUR", 2);
  static final String BANK = "bank:main";

  private Items() {}

  static Item out(String id, long minor, int day) {
    return Item.outside(id, BANK, Money.ofMinor(minor, EUR), LocalDate.of(2026, 3, day));
  }

  static Item in(String id, long minor, int day) {
    return Item.inside(id, BANK, Money.ofMinor(minor, EUR), LocalDate.of(2026, 3, day));
  }
}
