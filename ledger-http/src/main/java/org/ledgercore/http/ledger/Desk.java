package org.ledgercore.http.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.http.access.Gathering;
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

  private static final int READERS = 64;
  private static final int AT_ONCE = 1_024;
  private static final int MAX_REMEMBERED = 100_000;

  private final Ledger ledger;
  private final Payments payments;

  /** A unit never changes once it is open, so it is asked for once. */
  private final Map<String, Unit> units = new ConcurrentHashMap<>();

  /** Nor do an account's name, unit, type and number. */
  private final Map<AccountRef, Account> accounts = new ConcurrentHashMap<>();

  /** Who reads balances of which accounts, by their ids. */
  private final List<Gathering<Account, Balance>> readings;

  public Desk(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.readings =
        IntStream.range(0, READERS)
            .mapToObj(any -> new Gathering<>(this::balances, AT_ONCE, 1))
            .toList();
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
    Account known = accounts.get(ref);
    if (known == null) {
      known =
          ledger
              .account(ref)
              .orElseThrow(() -> new RejectedException(new Rejection.AccountNotFound(ref)));
      if (accounts.size() > MAX_REMEMBERED) {
        accounts.clear();
      }
      accounts.put(ref, known);
    }
    return known;
  }

  /**
   * An account's figures as of now. Those who ask for one account at the same time get one reading,
   * begun after the last of them asked.
   */
  Balance balance(Account account) {
    return readings.get(Math.floorMod(account.id(), readings.size())).ask(account);
  }

  private List<Balance> balances(List<Account> asked) {
    Map<Account, Balance> read = new HashMap<>();
    asked.forEach(each -> read.computeIfAbsent(each, ledger::balance));
    return asked.stream().map(each -> Objects.requireNonNull(read.get(each))).toList();
  }

  /** The account with this path and currency, when this organisation owns it now. */
  Optional<Account> ownAccount(String organisation, String path, String currency) {
    AccountRef ref = ref(path, currency);
    return ledger.accounts().ownedBy(organisation).stream()
        .filter(account -> account.ref().equals(ref))
        .findFirst();
  }
}
