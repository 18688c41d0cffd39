package org.ledgercore.reconciliation.statement;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;

/**
 * An account outside the ledger, as its connection declares it. The declared unit decides how every
 * amount of its files is read: a file never says how many decimals a minor unit has.
 *
 * @param name our name of the account, the same in every format; 1 to 100 code points
 * @param unit currency code that its files must state, where they state one, and the exponent
 * @param identifiers what its files call it (IBAN, account number, merchant id), compared without
 *     blanks and case; empty when its files name no account, as most CSV exports do
 */
public record StatementAccount(String name, Unit unit, Set<String> identifiers) {

  private static final int MAX_NAME = 100;

  public StatementAccount {
    Text.required("account", name, MAX_NAME);
    identifiers =
        identifiers.stream()
            .map(StatementAccount::normalized)
            .collect(Collectors.toUnmodifiableSet());
    if (identifiers.contains("")) {
      throw new InvalidInputException("identifiers", "must not be empty", name);
    }
  }

  /** An account that its files call by one identifier. */
  public static StatementAccount of(String name, Unit unit, String identifier) {
    return new StatementAccount(name, unit, Set.of(identifier));
  }

  /** An account whose files do not name it. */
  public static StatementAccount unnamed(String name, Unit unit) {
    return new StatementAccount(name, unit, Set.of());
  }

  /** Whether a file means this account. */
  public boolean isCalled(String identifier) {
    return identifiers.contains(normalized(identifier));
  }

  private static String normalized(String identifier) {
    return identifier.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
  }
}
