package org.ledgercore.testing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.money.Unit;

/** The units and accounts of the {@link ModelLedger}. Not safe for many threads. */
final class ModelChart {

  /** An open unit and the entry that opened it. */
  private record OpenUnit(Unit unit, long entryNo) {}

  private final ModelLedger books;
  private final Map<String, OpenUnit> units = new LinkedHashMap<>();
  private final Map<AccountRef, ModelAccount> accounts = new LinkedHashMap<>();

  ModelChart(ModelLedger books) {
    this.books = books;
  }

  /** The same chart for other books; the copy and this one go their own ways. */
  ModelChart copy(ModelLedger other) {
    ModelChart copy = new ModelChart(other);
    copy.units.putAll(units);
    accounts.forEach((ref, account) -> copy.accounts.put(ref, account.copy()));
    return copy;
  }

  Verdict open(Unit unit) {
    OpenUnit known = units.get(unit.code());
    if (known == null) {
      units.put(unit.code(), new OpenUnit(unit, books.journal().next()));
      return Verdict.accepted(books.newestEntry());
    }
    return known.unit().equals(unit)
        ? Verdict.replayed(known.entryNo())
        : Verdict.refused("UNIT_DIFFERS", unit);
  }

  Verdict open(NewAccount account) {
    Unit unit = account.unit();
    if (!isOpen(unit) || isAnother(unit)) {
      return Verdict.refused(isOpen(unit) ? "UNIT_DIFFERS" : "UNKNOWN_CURRENCY", unit);
    }
    ModelAccount known = accounts.get(account.ref());
    if (known == null) {
      accounts.put(account.ref(), new ModelAccount(account, books.journal().next()));
      return Verdict.accepted(books.newestEntry());
    }
    List<String> differing = Differing.fieldsOf(known.opened(), account);
    return differing.isEmpty()
        ? Verdict.replayed(known.entryNo())
        : Verdict.refused("ACCOUNT_DIFFERS", account.ref() + " " + differing);
  }

  Verdict close(AccountRef ref, String reason) {
    if (!accounts.containsKey(ref)) {
      return Verdict.refused(isNowhere(ref) ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
    }
    ModelAccount account = account(ref);
    if (account.closedFor() != null) {
      boolean isSame = reason.equals(account.closedFor());
      return isSame ? Verdict.replayed(account.closedBy()) : Verdict.refused("ACCOUNT_CLOSED", ref);
    }
    if (account.balance() != 0) {
      return new Verdict("ACCOUNT_NOT_EMPTY", ref.toString(), account.balance());
    }
    if (account.hasPending()) {
      return Verdict.refused("HOLDS_OPEN", ref);
    }
    account.close(reason, books.journal().next());
    return Verdict.accepted(books.newestEntry());
  }

  Verdict change(Action action) {
    ModelChange now = ModelChange.of(action);
    AccountRef ref = ModelChange.account(action);
    Verdict known = books.journal().known(now);
    if (known != null) {
      return known;
    }
    if (!accounts.containsKey(ref)) {
      return Verdict.refused(isNowhere(ref) ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
    }
    if (account(ref).closedFor() != null) {
      return Verdict.refused("ACCOUNT_CLOSED", ref);
    }
    ModelChange.apply(action, account(ref));
    return books.journal().record(now);
  }

  boolean isOpen(Unit unit) {
    return units.containsKey(unit.code());
  }

  boolean isOpen(AccountRef account) {
    return accounts.containsKey(account);
  }

  boolean isAnother(Unit unit) {
    Unit known = Objects.requireNonNull(units.get(unit.code())).unit();
    return known.exponent() != unit.exponent() || known.kind() != unit.kind();
  }

  boolean isNowhere(AccountRef account) {
    return accounts.keySet().stream().noneMatch(open -> open.path().equals(account.path()));
  }

  /** The account with this path and currency, which must exist. */
  ModelAccount account(AccountRef ref) {
    return Objects.requireNonNull(accounts.get(ref));
  }

  Collection<ModelAccount> accounts() {
    return accounts.values();
  }
}
