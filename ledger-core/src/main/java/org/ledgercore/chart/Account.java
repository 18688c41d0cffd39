package org.ledgercore.chart;

import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * An open account's unchanging facts.
 *
 * @param id the ledger's own number for it, 1 upwards
 * @param path its name within the currency
 * @param unit its currency
 * @param type its type
 * @param normalSide the side on which it grows; a contra account grows on the other side
 * @param number its digits in a report's chart, 0 when it has none; never an identifier
 */
public record Account(
    int id, AccountPath path, Unit unit, AccountType type, Side normalSide, int number) {

  /** Its identity: path and currency. */
  public AccountRef ref() {
    return new AccountRef(path, unit.code());
  }

  /** The balance on the normal side: positive when the account stands as it normally does. */
  public Money balance(Turnover turnover) {
    return Money.ofMinor(turnover.balanceOn(normalSide), unit);
  }

  @Override
  public String toString() {
    return ref().toString();
  }
}
