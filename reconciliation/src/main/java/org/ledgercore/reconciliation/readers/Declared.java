package org.ledgercore.reconciliation.readers;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.statement.StatementAccount;

/** The accounts that a connection declares, found as its files name them. Immutable. */
final class Declared {

  private final List<StatementAccount> accounts;

  Declared(List<StatementAccount> accounts) {
    if (accounts.isEmpty()) {
      throw new InvalidInputException("accounts", "must be at least one", 0);
    }
    this.accounts = List.copyOf(accounts);
  }

  /** Whether any account is called so. */
  boolean knows(String identifier) {
    return accounts.stream().anyMatch(account -> account.isCalled(identifier));
  }

  /**
   * The account that a file means.
   *
   * @param identifier as the file has it
   * @param currency as the file has it; empty when it does not say
   * @throws InvalidInputException when no account is declared so, or several are
   */
  StatementAccount find(String identifier, String currency) {
    List<StatementAccount> called =
        accounts.stream().filter(account -> account.isCalled(identifier)).toList();
    if (called.isEmpty()) {
      throw new InvalidInputException("account", "must be declared", identifier);
    }
    List<StatementAccount> fitting =
        called.stream()
            .filter(account -> currency.isEmpty() || account.unit().code().equals(currency))
            .toList();
    if (fitting.isEmpty()) {
      throw new InvalidInputException(
          "currency", "must be " + called.get(0).unit().code() + ", as declared", currency);
    }
    if (fitting.size() > 1) {
      throw new InvalidInputException("account", "must be one, of several declared", identifier);
    }
    return fitting.get(0);
  }
}
