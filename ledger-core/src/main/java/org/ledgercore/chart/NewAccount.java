package org.ledgercore.chart;

import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;

/**
 * An account to be opened.
 *
 * @param path its name within the currency
 * @param unit its currency
 * @param type its type
 * @param normalSide the side on which it grows
 * @param number its digits in a report's chart, 0 to 9999, 0 for none
 * @param floor the lowest balance on the normal side, in minor units, at least −(2^63 − 1); null
 *     for no floor
 */
public record NewAccount(
    AccountPath path,
    Unit unit,
    AccountType type,
    Side normalSide,
    int number,
    @Nullable Long floor) {

  private static final int MAX_NUMBER = 9_999;

  public NewAccount {
    if (number < 0 || number > MAX_NUMBER) {
      throw new InvalidInputException("number", "must be 0 to 9999", number);
    }
    if (floor != null && floor == Long.MIN_VALUE) {
      throw new InvalidInputException("floor", "must be at least " + -Long.MAX_VALUE, floor);
    }
  }

  public static NewAccount asset(String path, Unit unit) {
    return of(AccountType.ASSET, path, unit);
  }

  public static NewAccount liability(String path, Unit unit) {
    return of(AccountType.LIABILITY, path, unit);
  }

  public static NewAccount equity(String path, Unit unit) {
    return of(AccountType.EQUITY, path, unit);
  }

  public static NewAccount income(String path, Unit unit) {
    return of(AccountType.INCOME, path, unit);
  }

  public static NewAccount expense(String path, Unit unit) {
    return of(AccountType.EXPENSE, path, unit);
  }

  /** An account of {@code type} that grows on that type's side, with no number and no floor. */
  public static NewAccount of(AccountType type, String path, Unit unit) {
    return new NewAccount(AccountPath.of(path), unit, type, type.normalSide(), 0, null);
  }

  /** The same account, refusing every entry that would leave it below zero. */
  public NewAccount neverOverdrawn() {
    return new NewAccount(path, unit, type, normalSide, number, 0L);
  }

  /** The same account as a contra account: it grows on the other side. */
  public NewAccount contra() {
    return new NewAccount(path, unit, type, normalSide.opposite(), number, floor);
  }

  /** The same account with its digits in a report's chart. */
  public NewAccount numbered(int digits) {
    return new NewAccount(path, unit, type, normalSide, digits, floor);
  }

  /** Its identity: path and currency. */
  public AccountRef ref() {
    return new AccountRef(path, unit.code());
  }
}
