package org.ledgercore.testing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Unit;

/**
 * The ledger in memory, written to be read: what a caller may expect of {@code Ledger}, with no
 * SQL, no hashing and no speed. It shares the value types with the ledger and none of its rules.
 * Not safe for many threads.
 */
public final class ModelLedger {

  /** An open unit and the entry that opened it. */
  public record OpenUnit(Unit unit, long entryNo) {}

  /** A caller's entry and the numbers it got. */
  public record Recorded(long number, long firstPosting, JournalEntry entry) {}

  private record Rule(String code, Predicate<Posting> isBroken) {}

  private final Map<String, OpenUnit> units = new LinkedHashMap<>();
  private final Map<AccountRef, ModelAccount> accounts = new LinkedHashMap<>();
  private final Map<EntryKey, Recorded> journal = new LinkedHashMap<>();
  private final Map<EntryKey, ModelChange> changes = new LinkedHashMap<>();
  private long newestEntry;
  private long newestPosting;

  public Verdict openUnit(Unit unit) {
    OpenUnit known = units.get(unit.code());
    if (known == null) {
      units.put(unit.code(), new OpenUnit(unit, ++newestEntry));
      return Verdict.accepted(newestEntry);
    }
    return known.unit().equals(unit)
        ? Verdict.replayed(known.entryNo())
        : Verdict.refused("UNIT_DIFFERS", unit);
  }

  public Verdict openAccount(NewAccount account) {
    Unit unit = account.unit();
    if (!isOpen(unit) || isAnother(unit)) {
      return Verdict.refused(isOpen(unit) ? "UNIT_DIFFERS" : "UNKNOWN_CURRENCY", unit);
    }
    ModelAccount known = accounts.get(account.ref());
    if (known == null) {
      accounts.put(account.ref(), new ModelAccount(account, ++newestEntry));
      return Verdict.accepted(newestEntry);
    }
    List<String> differing = Differing.fieldsOf(known.opened(), account);
    return differing.isEmpty()
        ? Verdict.replayed(known.entryNo())
        : Verdict.refused("ACCOUNT_DIFFERS", account.ref() + " " + differing);
  }

  public Verdict closeAccount(AccountRef ref, String reason) {
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
    account.close(reason, ++newestEntry);
    return Verdict.accepted(newestEntry);
  }

  public Verdict freeze(Action.FreezeAccount it) {
    Map<String, String> said = Map.of("status", it.status().name());
    return change(
        it.account(),
        ModelChange.of(it.account(), it.act(), "ledger.account.frozen", said),
        account -> account.become(it.status()));
  }

  public Verdict limit(Action.LimitAccount it) {
    Map<String, String> said = Differing.told(it.limits());
    return change(
        it.account(),
        ModelChange.of(it.account(), it.act(), "ledger.account.limited", said),
        account ->
            account.agree(account.terms().within(it.limits().floor(), it.limits().ceiling())));
  }

  public Verdict assign(Action.AssignAccount it) {
    Map<String, String> said = Differing.told(it.assigned());
    AccountTerms to = it.assigned();
    return change(
        it.account(),
        ModelChange.of(it.account(), it.act(), "ledger.account.assigned", said),
        account -> account.agree(account.terms().assignedTo(to.owner(), to.dimensions())));
  }

  private Verdict change(AccountRef ref, ModelChange now, Consumer<ModelAccount> change) {
    ModelChange first = changes.get(now.key());
    if (first != null) {
      List<String> differing = first.differing(now);
      return differing.isEmpty()
          ? Verdict.replayed(first.number())
          : new Verdict("KEY_REUSED", differing.toString(), first.number());
    }
    if (!accounts.containsKey(ref)) {
      return Verdict.refused(isNowhere(ref) ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
    }
    if (account(ref).closedFor() != null) {
      return Verdict.refused("ACCOUNT_CLOSED", ref);
    }
    change.accept(account(ref));
    changes.put(now.key(), now.at(++newestEntry));
    return Verdict.accepted(newestEntry);
  }

  public Verdict post(JournalEntry entry) {
    Recorded first = journal.get(entry.key());
    if (first != null) {
      List<String> differing = Differing.fieldsOf(first.entry(), entry);
      return differing.isEmpty()
          ? Verdict.replayed(first.number())
          : new Verdict("KEY_REUSED", differing.toString(), first.number());
    }
    Verdict refusal = refusal(entry);
    if (refusal != null) {
      return refusal;
    }
    journal.put(entry.key(), new Recorded(++newestEntry, newestPosting + 1, entry));
    for (Posting leg : entry.postings()) {
      account(leg.ref()).post(leg, new ModelAccount.Place(newestEntry, ++newestPosting));
    }
    return Verdict.accepted(newestEntry);
  }

  public List<Verdict> postAll(List<JournalEntry> entries) {
    return entries.stream().map(this::post).toList();
  }

  public List<Verdict> postAtomically(List<JournalEntry> members) {
    List<Verdict> verdicts = copy().postAll(members);
    Verdict refused = verdicts.stream().filter(Verdict::isRefusal).findFirst().orElse(null);
    if (refused == null) {
      return postAll(members);
    }
    int at = verdicts.indexOf(refused);
    Verdict others = new Verdict("GROUP_REFUSED", refused.code(), at);
    return IntStream.range(0, members.size()).mapToObj(i -> i == at ? refused : others).toList();
  }

  /** The first rule that the entry breaks, in the order of precedence. */
  private @Nullable Verdict refusal(JournalEntry entry) {
    Long expected = entry.onlyIfNewest();
    if (expected != null && expected != newestEntry) {
      return new Verdict("NOT_NEWEST", "", newestEntry);
    }
    List<Rule> rules =
        List.of(
            new Rule("UNKNOWN_CURRENCY", it -> !isOpen(it.amount().unit())),
            new Rule("UNIT_DIFFERS", it -> isAnother(it.amount().unit())),
            new Rule("ACCOUNT_NOT_FOUND", it -> isNowhere(it.ref())),
            new Rule("CURRENCY_MISMATCH", it -> !accounts.containsKey(it.ref())),
            new Rule("ACCOUNT_CLOSED", it -> account(it.ref()).closedFor() != null),
            new Rule("ACCOUNT_FROZEN", it -> account(it.ref()).isFrozenFor(it)));
    for (Rule rule : rules) {
      Posting leg = first(entry, rule.isBroken());
      if (leg != null) {
        return rule.code().equals("ACCOUNT_FROZEN")
            ? Verdict.refused(rule.code(), leg.ref() + " " + account(leg.ref()).status())
            : Verdict.refused(rule.code(), leg);
      }
    }
    for (Condition condition : entry.conditions()) {
      AccountRef ref = condition.account();
      if (!accounts.containsKey(ref)) {
        return Verdict.refused(isNowhere(ref) ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
      }
      if (!holds(condition)) {
        ModelAccount account = account(condition.account());
        return new Verdict("CONDITION_NOT_MET", condition.toString(), account.balance());
      }
    }
    return brokenLimit(entry);
  }

  private boolean holds(Condition condition) {
    ModelAccount account = account(condition.account());
    return switch (condition) {
      case Condition.AtLeast it -> account.balance() >= it.balance().minor();
      case Condition.AtMost it -> account.balance() <= it.balance().minor();
      case Condition.Unmoved it ->
          account.lines().stream().allMatch(line -> line.entryNo() <= it.sinceEntry());
    };
  }

  /** The limits, judged on what the accounts would be after the whole entry. */
  private @Nullable Verdict brokenLimit(JournalEntry entry) {
    ModelLedger after = new ModelLedger();
    entry.postings().forEach(it -> after.accounts.put(it.ref(), account(it.ref()).figures()));
    Posting leg = first(entry, it -> !after.account(it.ref()).add(it).fits());
    if (leg != null) {
      return Verdict.refused("BALANCE_OVERFLOW", leg.ref());
    }
    leg = first(entry, it -> after.account(it.ref()).isTooLowFrom(account(it.ref()).balance()));
    if (leg != null) {
      return new Verdict("INSUFFICIENT_FUNDS", leg.ref() + "", after.account(leg.ref()).balance());
    }
    leg = first(entry, it -> after.account(it.ref()).isTooHighFrom(account(it.ref()).balance()));
    return leg == null
        ? null
        : new Verdict("ABOVE_CEILING", leg.ref() + "", after.account(leg.ref()).balance());
  }

  private static @Nullable Posting first(JournalEntry entry, Predicate<Posting> breaksRule) {
    return entry.postings().stream().filter(breaksRule).findFirst().orElse(null);
  }

  private boolean isOpen(Unit unit) {
    return units.containsKey(unit.code());
  }

  private boolean isAnother(Unit unit) {
    Unit known = Objects.requireNonNull(units.get(unit.code())).unit();
    return known.exponent() != unit.exponent() || known.kind() != unit.kind();
  }

  private boolean isNowhere(AccountRef account) {
    return accounts.keySet().stream().noneMatch(open -> open.path().equals(account.path()));
  }

  /** The account with this path and currency, which must exist. */
  public ModelAccount account(AccountRef ref) {
    return Objects.requireNonNull(accounts.get(ref));
  }

  public Collection<ModelAccount> accounts() {
    return accounts.values();
  }

  /** The callers' entries in the order of their numbers. */
  public Collection<Recorded> entries() {
    return journal.values();
  }

  public long newestEntry() {
    return newestEntry;
  }

  /** The same books; the copy and this one go their own ways. */
  public ModelLedger copy() {
    ModelLedger copy = new ModelLedger();
    copy.units.putAll(units);
    accounts.forEach((ref, account) -> copy.accounts.put(ref, account.copy()));
    copy.journal.putAll(journal);
    copy.changes.putAll(changes);
    copy.newestEntry = newestEntry;
    copy.newestPosting = newestPosting;
    return copy;
  }
}
