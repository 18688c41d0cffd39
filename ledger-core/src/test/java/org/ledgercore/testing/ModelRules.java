package org.ledgercore.testing;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;

/** Why the {@link ModelLedger} refuses an entry: the rules in their order of precedence. */
final class ModelRules {

  private record Rule(String code, Predicate<Posting> isBroken) {}

  private final ModelLedger books;
  private final JournalEntry entry;

  private ModelRules(ModelLedger books, JournalEntry entry) {
    this.books = books;
    this.entry = entry;
  }

  /** The first rule that the entry breaks; null when it may be recorded. */
  static @Nullable Verdict refusal(ModelLedger books, JournalEntry entry) {
    ModelRules rules = new ModelRules(books, entry);
    Verdict broken = rules.broken();
    broken = broken == null ? rules.passedExpiry() : broken;
    return broken == null ? rules.brokenLimit() : broken;
  }

  /** The same without the limits, which the settlement of a hold met when it was held. */
  static @Nullable Verdict broken(ModelLedger books, JournalEntry entry) {
    return new ModelRules(books, entry).broken();
  }

  /** What an entry is answered whose key was used for the first one. */
  static Verdict again(ModelLedger books, ModelLedger.Recorded first, JournalEntry entry) {
    List<String> differing = Differing.fieldsOf(first.entry(), entry);
    if (differing.isEmpty()) {
      return Verdict.replayed(first.number());
    }
    JournalEntry.FactChange change = entry.fact();
    Verdict stale = change != null && change.isNamedByVersion() ? books.facts().stale(entry) : null;
    return stale == null ? new Verdict("KEY_REUSED", differing.toString(), first.number()) : stale;
  }

  private @Nullable Verdict broken() {
    Long expected = entry.onlyIfNewest();
    if (expected != null && expected != books.newestEntry()) {
      return new Verdict("NOT_NEWEST", "", books.newestEntry());
    }
    Verdict broken = staleCondition();
    broken = broken == null ? books.facts().stale(entry) : broken;
    broken = broken == null ? books.days().refusal(entry) : broken;
    broken = broken == null ? books.subjects().refusal(entry) : broken;
    broken = broken == null ? brokenByLeg() : broken;
    return broken == null ? brokenCondition() : broken;
  }

  private @Nullable Verdict brokenByLeg() {
    ModelChart chart = books.chart();
    List<Rule> rules =
        List.of(
            new Rule("UNKNOWN_CURRENCY", it -> !chart.isOpen(it.amount().unit())),
            new Rule("UNIT_DIFFERS", it -> chart.isAnother(it.amount().unit())),
            new Rule("ACCOUNT_NOT_FOUND", it -> chart.isNowhere(it.ref())),
            new Rule("CURRENCY_MISMATCH", it -> !chart.isOpen(it.ref())),
            new Rule("ACCOUNT_CLOSED", it -> books.account(it.ref()).closedFor() != null),
            new Rule("ACCOUNT_FROZEN", it -> books.account(it.ref()).isFrozenFor(it)));
    for (Rule rule : rules) {
      Posting leg = first(rule.isBroken());
      if (leg != null) {
        return rule.code().equals("ACCOUNT_FROZEN")
            ? Verdict.refused(rule.code(), leg.ref() + " " + books.account(leg.ref()).status())
            : Verdict.refused(rule.code(), leg);
      }
    }
    return null;
  }

  /** A case that moved on, and then a fact that did, comes before all that is said of accounts. */
  private @Nullable Verdict staleCondition() {
    Verdict changed = null;
    for (Condition condition : entry.conditions()) {
      if (condition instanceof Condition.CaseUnmoved it) {
        long newest = books.journal().newestOf(it.correlation());
        if (newest > it.sinceEntry()) {
          return new Verdict("NOT_NEWEST", "", newest);
        }
      } else if (condition instanceof Condition.FactAt it && changed == null) {
        changed = books.facts().changed(it.fact(), it.version());
      }
    }
    return changed;
  }

  private @Nullable Verdict brokenCondition() {
    for (Condition each : entry.conditions()) {
      if (!(each instanceof Condition.OnAccount condition)) {
        continue;
      }
      AccountRef ref = condition.account();
      if (!books.chart().isOpen(ref)) {
        boolean isNowhere = books.chart().isNowhere(ref);
        return Verdict.refused(isNowhere ? "ACCOUNT_NOT_FOUND" : "CURRENCY_MISMATCH", ref);
      }
      ModelAccount account = books.account(ref);
      if (!holds(condition, account)) {
        return new Verdict("CONDITION_NOT_MET", condition.toString(), account.balance());
      }
    }
    return null;
  }

  private static boolean holds(Condition.OnAccount condition, ModelAccount account) {
    return switch (condition) {
      case Condition.AtLeast it -> account.balance() >= it.balance().minor();
      case Condition.AtMost it -> account.balance() <= it.balance().minor();
      case Condition.DrawnAtMost it ->
          account.drawn().compareTo(BigInteger.valueOf(it.drawn().minor())) <= 0;
      case Condition.Unmoved it -> account.movedBy() <= it.sinceEntry();
    };
  }

  private @Nullable Verdict passedExpiry() {
    boolean isOver = entry.heldUntil() != null && !entry.heldUntil().isAfter(books.days().now());
    return isOver
        ? Verdict.refused("EXPIRY_PASSED", Objects.requireNonNull(entry.heldUntil()))
        : null;
  }

  /** The limits, judged on what the accounts would be after the whole entry. */
  private @Nullable Verdict brokenLimit() {
    Map<AccountRef, ModelFigures> after = new HashMap<>();
    entry.postings().forEach(it -> after.put(it.ref(), books.account(it.ref()).figures()));
    Posting leg = first(it -> !in(after, it).add(it, entry).fits());
    if (leg != null) {
      return Verdict.refused("BALANCE_OVERFLOW", leg.ref());
    }
    leg = first(it -> in(after, it).isTooLowFrom(books.account(it.ref()).available()));
    if (leg != null) {
      return new Verdict("INSUFFICIENT_FUNDS", leg.ref() + "", in(after, leg).available());
    }
    leg = first(it -> in(after, it).isTooHighFrom(books.account(it.ref()).expected()));
    return leg == null
        ? null
        : new Verdict("ABOVE_CEILING", leg.ref() + "", in(after, leg).expected());
  }

  private static ModelFigures in(Map<AccountRef, ModelFigures> after, Posting leg) {
    return Objects.requireNonNull(after.get(leg.ref()));
  }

  private @Nullable Posting first(Predicate<Posting> breaksRule) {
    return entry.postings().stream().filter(breaksRule).findFirst().orElse(null);
  }
}
