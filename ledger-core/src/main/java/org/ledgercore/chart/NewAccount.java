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
 * @param terms its limits, owner and dimensions, which may change later
 */
public record NewAccount(
    AccountPath path,
    Unit unit,
    AccountType type,
    Side normalSide,
    int number,
    AccountTerms terms) {

  private static final int MAX_NUMBER = 9_999;

  public NewAccount {
    if (number < 0 || number > MAX_NUMBER) {
      throw new InvalidInputException("number", "must be 0 to 9999", number);
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
    return new NewAccount(
        AccountPath.of(path), unit, type, type.normalSide(), 0, AccountTerms.NONE);
  }

  /** The same account, refusing every entry that would leave it below zero. */
  public NewAccount neverOverdrawn() {
    return under(terms.within(0L, terms.ceiling()));
  }

  /** The same account as a contra account: it grows on the other side. */
  public NewAccount contra() {
    return new NewAccount(path, unit, type, normalSide.opposite(), number, terms);
  }

  /** The same account with its digits in a report's chart. */
  public NewAccount numbered(int digits) {
    return new NewAccount(path, unit, type, normalSide, digits, terms);
  }

  /** The same account with other limits, owner and dimensions. */
  public NewAccount under(AccountTerms agreed) {
    return new NewAccount(path, unit, type, normalSide, number, agreed);
  }

  /** The lowest available balance on the normal side, in minor units; null for none. */
  public @Nullable Long floor() {
    return terms.floor();
  }

  /** Its identity: path and currency. */
  public AccountRef ref() {
    return new AccountRef(path, unit.code());
  }
}
