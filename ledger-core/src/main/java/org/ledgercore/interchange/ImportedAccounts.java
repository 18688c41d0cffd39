package org.ledgercore.interchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.query.Queries;

/**
 * The accounts that a file names, each looked up once, in the order in which the file names them.
 * Used by one thread.
 */
final class ImportedAccounts {

  private final Ledger ledger;
  private final long before;
  private final Map<String, Unit> units = new HashMap<>();
  private final Map<AccountRef, ImportedAccount> accounts = new LinkedHashMap<>();

  /**
   * The accounts of a ledger.
   *
   * @param before the newest entry when the import began
   */
  ImportedAccounts(Ledger ledger, long before) {
    this.ledger = ledger;
    this.before = before;
  }

  /** The account of a row, which must be open or say of what type it is to be. */
  ImportedAccount of(CsvTable row) {
    return find(row.get("account"), row.get("currency"), row.get("type"));
  }

  /** The account with this path and currency; of this type, when one is given. */
  ImportedAccount find(String path, String currency, String type) {
    Unit unit = unit(currency);
    AccountRef ref = new AccountRef(AccountPath.of(path), currency);
    ImportedAccount known = accounts.get(ref);
    if (known == null) {
      ImportedAccount open = open(ref);
      known = open == null ? new ImportedAccount(ImportedAccount.opened(path, unit, type)) : open;
      accounts.put(ref, known);
    }
    if (!type.isEmpty() && !type.equals(known.typeName())) {
      throw new InvalidInputException(
          "type", "must be " + known.typeName() + ", which " + ref + " is", type);
    }
    return known;
  }

  /** Every account named so far. */
  Collection<ImportedAccount> all() {
    return accounts.values();
  }

  /** Whether the file named this account before. */
  boolean names(AccountRef ref) {
    return accounts.containsKey(ref);
  }

  /** Opens those that the ledger does not have. */
  void openMissing() {
    List<NewAccount> missing =
        accounts.values().stream()
            .map(ImportedAccount::opening)
            .<NewAccount>mapMulti((opening, each) -> {
              if (opening != null) {
                each.accept(opening);
              }
            })
            .toList();
    missing.forEach(ledger::openAccount);
  }

  private Unit unit(String code) {
    return units.computeIfAbsent(
        code,
        missing ->
            ledger
                .queries()
                .unit(missing)
                .orElseThrow(() ->
                    new InvalidInputException(
                        "currency", "must be a unit that is open in the ledger", missing)));
  }

  private @Nullable ImportedAccount open(AccountRef ref) {
    Queries queries = ledger.queries();
    Account account = queries.account(ref).orElse(null);
    if (account == null) {
      return null;
    }
    Balance now = queries.balance(account);
    Balance then = queries.balance(account, AsOf.entry(before));
    return new ImportedAccount(account, queries.accountState(ref).orElseThrow(), now, then);
  }
}
