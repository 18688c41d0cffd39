package org.ledgercore.testing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Part.Purpose;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
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
  private final Map<Long, ModelPart> parts = new LinkedHashMap<>();
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
    if (account.hasPending()) {
      return Verdict.refused("HOLDS_OPEN", ref);
    }
    account.close(reason, ++newestEntry);
    return Verdict.accepted(newestEntry);
  }

  public Verdict change(Action action) {
    ModelChange now = ModelChange.of(action);
    AccountRef ref = ModelChange.account(action);
    Verdict known = known(now);
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
    changes.put(now.key(), now.at(++newestEntry));
    return Verdict.accepted(newestEntry);
  }

  private @Nullable Verdict known(ModelChange now) {
    ModelChange first = changes.get(now.key());
    if (first == null) {
      return null;
    }
    List<String> differing = first.differing(now);
    return differing.isEmpty()
        ? Verdict.replayed(first.number())
        : new Verdict("KEY_REUSED", differing.toString(), first.number());
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
      ModelAccount.Place place = new ModelAccount.Place(newestEntry, ++newestPosting);
      if (entry.heldUntil() == null) {
        account(leg.ref()).post(leg, place);
      } else {
        account(leg.ref()).reserve(newestEntry, leg.side(), leg.amount().minor());
      }
    }
    return Verdict.accepted(newestEntry);
  }

  public Verdict reverse(Action.Reverse it) {
    Part part = it.part();
    ModelPart of = part(it.entryNo());
    Verdict known = known(part, Purpose.REVERSES, it.entryNo(), of);
    if (known != null) {
      return known;
    }
    if (of == null) {
      return isRecorded(it.entryNo())
          ? new Verdict("NOT_REVERSIBLE", "a record", it.entryNo())
          : new Verdict("NO_SUCH_ENTRY", "", it.entryNo());
    }
    if (of.isHold() || of.isReversal()) {
      return new Verdict("NOT_REVERSIBLE", of.isHold() ? "a hold" : "a reversal", it.entryNo());
    }
    Verdict misfit = of.misfit(part);
    if (misfit != null) {
      return misfit;
    }
    List<Long> taken = of.taken(part);
    Verdict verdict = post(entry(part, Purpose.REVERSES, of, of.legs(taken, Purpose.REVERSES)));
    if (!verdict.isRefusal()) {
      parts.put(it.entryNo(), of.without(taken, "OPEN", verdict.figure()));
    }
    return verdict;
  }

  public Verdict settle(Action.Settle it) {
    Part part = it.part();
    ModelPart of = part(it.hold());
    Verdict known = known(part, Purpose.SETTLES, it.hold(), of);
    Verdict refused = known == null ? notOpen(of, it.hold()) : known;
    refused = refused == null && of != null ? of.misfit(part) : refused;
    if (refused != null || of == null) {
      return Objects.requireNonNull(refused);
    }
    List<Long> taken = of.taken(part);
    JournalEntry entry = entry(part, Purpose.SETTLES, of, of.legs(taken, Purpose.SETTLES));
    refused = brokenRule(entry);
    if (refused != null) {
      return refused;
    }
    boolean ends = part.isFinal() || taken.equals(of.left());
    journal.put(part.key(), new Recorded(++newestEntry, newestPosting + 1, entry));
    move(of, taken, ends ? of.left() : taken, ends ? "SETTLED" : "OPEN");
    return Verdict.accepted(newestEntry);
  }

  public Verdict voidHold(Action.VoidHold it) {
    ModelChange now = ModelChange.of("ledger.hold.voided", it.key(), it.hold());
    Verdict known = known(now);
    if (known != null) {
      return known;
    }
    ModelPart of = part(it.hold());
    Verdict refused = notOpen(of, it.hold());
    if (refused != null || of == null) {
      return Objects.requireNonNull(refused);
    }
    changes.put(now.key(), now.at(++newestEntry));
    move(of, of.nothing(), of.left(), "VOIDED");
    return Verdict.accepted(newestEntry);
  }

  private void move(ModelPart of, List<Long> posted, List<Long> freed, String next) {
    for (int i = 0; i < freed.size(); i++) {
      if (freed.get(i) > 0) {
        Posting leg = of.entry().entry().postings().get(i);
        ModelAccount account = account(leg.ref());
        account.reserve(newestEntry, leg.side(), -freed.get(i));
        newestPosting++;
        if (posted.get(i) > 0) {
          account.post(
              Part.leg(leg, posted.get(i), false),
              new ModelAccount.Place(newestEntry, newestPosting));
        }
      }
    }
    parts.put(of.entry().number(), of.without(freed, next, newestEntry));
  }

  private @Nullable Verdict notOpen(@Nullable ModelPart of, long number) {
    if (of == null || !of.isHold()) {
      return new Verdict(isRecorded(number) ? "NOT_A_HOLD" : "NO_SUCH_ENTRY", "", number);
    }
    return of.state().equals("OPEN") ? null : new Verdict("HOLD_CLOSED", of.state(), of.by());
  }

  private @Nullable Verdict known(Part part, Purpose purpose, long of, @Nullable ModelPart left) {
    Recorded first = journal.get(part.key());
    if (first == null) {
      return null;
    }
    List<Posting> legs = first.entry().postings();
    List<Money> amounts = part.amounts();
    if (amounts != null) {
      boolean fits = amounts.size() == ModelPart.legsOf(left);
      legs = fits && left != null ? left.legs(left.taken(part), purpose) : List.of();
    }
    String correlation = left == null ? null : left.entry().entry().correlation();
    JournalEntry now = part.entry(purpose, of, correlation, legs);
    List<String> differing = Differing.fieldsOf(first.entry(), now);
    return differing.isEmpty()
        ? Verdict.replayed(first.number())
        : new Verdict("KEY_REUSED", differing.toString(), first.number());
  }

  private static JournalEntry entry(Part part, Purpose purpose, ModelPart of, List<Posting> legs) {
    return part.entry(purpose, of.entry().number(), of.entry().entry().correlation(), legs);
  }

  private boolean isRecorded(long number) {
    return number >= 1 && number <= newestEntry;
  }

  /** An entry of a caller's and what is left of it; null for a record and for none. */
  @Nullable ModelPart part(long number) {
    ModelPart known = parts.get(number);
    return known != null
        ? known
        : journal.values().stream()
            .filter(it -> it.number() == number)
            .map(ModelPart::of)
            .findFirst()
            .orElse(null);
  }

  public List<Verdict> postAll(List<JournalEntry> all) {
    return all.stream().map(this::post).toList();
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
    Verdict broken = brokenRule(entry);
    return broken == null ? brokenLimit(entry) : broken;
  }

  private @Nullable Verdict brokenRule(JournalEntry entry) {
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
    for (Condition each : entry.conditions()) {
      AccountRef ref = ((Condition.OnAccount) each).account();
      if (!accounts.containsKey(ref)) {
        return Verdict.refused(isNowhere(ref) ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
      }
      if (!holds((Condition.OnAccount) each)) {
        return new Verdict("CONDITION_NOT_MET", each.toString(), account(ref).balance());
      }
    }
    return null;
  }

  private boolean holds(Condition.OnAccount condition) {
    ModelAccount account = account(condition.account());
    return switch (condition) {
      case Condition.AtLeast it -> account.balance() >= it.balance().minor();
      case Condition.AtMost it -> account.balance() <= it.balance().minor();
      case Condition.Unmoved it -> account.movedBy() <= it.sinceEntry();
      case Condition.DrawnAtMost it -> throw new IllegalArgumentException(it.toString());
    };
  }

  /** The limits, judged on what the accounts would be after the whole entry. */
  private @Nullable Verdict brokenLimit(JournalEntry entry) {
    ModelLedger after = new ModelLedger();
    entry.postings().forEach(it -> after.accounts.put(it.ref(), account(it.ref()).figures()));
    Posting leg = first(entry, it -> !after.account(it.ref()).add(it, entry).fits());
    if (leg != null) {
      return Verdict.refused("BALANCE_OVERFLOW", leg.ref());
    }
    leg = first(entry, it -> after.account(it.ref()).isTooLowFrom(account(it.ref()).available()));
    if (leg != null) {
      return new Verdict(
          "INSUFFICIENT_FUNDS", leg.ref() + "", after.account(leg.ref()).available());
    }
    leg = first(entry, it -> after.account(it.ref()).isTooHighFrom(account(it.ref()).expected()));
    return leg == null
        ? null
        : new Verdict("ABOVE_CEILING", leg.ref() + "", after.account(leg.ref()).expected());
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
    copy.parts.putAll(parts);
    copy.newestEntry = newestEntry;
    copy.newestPosting = newestPosting;
    return copy;
  }
}
