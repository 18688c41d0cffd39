package org.ledgercore.http.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Payments;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;

/**
 * The ledger behind the operations, and how words of the wire become its own. Safe for many
 * threads.
 */
public final class Desk {

  private final Ledger ledger;
  private final Payments payments;

  /** A unit never changes once it is open, so it is asked for once. */
  private final Map<String, Unit> units = new ConcurrentHashMap<>();

  public Desk(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  Ledger ledger() {
    return ledger;
  }

  Payments payments() {
    return payments;
  }

  /**
   * The unit with this code.
   *
   * @throws RejectedException when it is not open
   */
  Unit unit(String code) {
    Unit known = units.get(code);
    if (known == null) {
      known =
          ledger
              .queries()
              .unit(code)
              .orElseThrow(() -> new RejectedException(new Rejection.UnknownCurrency(code)));
      units.put(code, known);
    }
    return known;
  }

  /**
   * An amount of the wire as money of its unit.
   *
   * @throws InvalidInputException naming the field, when it has more decimals than the unit
   */
  Money money(String field, Amount amount) {
    try {
      return amount.in(unit(amount.currency()));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(field, e.rule(), e.value());
    }
  }

  /** A decimal of a unit in minor units, or null. */
  @Nullable Long minor(String field, @Nullable String decimal, String currency) {
    return decimal == null ? null : (Long) money(field, new Amount(decimal, currency)).minor();
  }

  /** Minor units as a decimal of a unit, or null. */
  static @Nullable String decimal(@Nullable Long minor, Unit unit) {
    return minor == null ? null : Money.ofMinor(minor, unit).toDecimal();
  }

  static AccountRef ref(String path, String currency) {
    return new AccountRef(AccountPath.of(path), currency);
  }

  /**
   * The account with this path and currency.
   *
   * @throws RejectedException when there is none
   */
  Account account(String path, String currency) {
    AccountRef ref = ref(path, currency);
    return ledger
        .account(ref)
        .orElseThrow(() -> new RejectedException(new Rejection.AccountNotFound(ref)));
  }

  /** The account with this path and currency, when this organisation owns it now. */
  Optional<Account> ownAccount(String organisation, String path, String currency) {
    AccountRef ref = ref(path, currency);
    return ledger.accounts().ownedBy(organisation).stream()
        .filter(account -> account.ref().equals(ref))
        .findFirst();
  }
}
