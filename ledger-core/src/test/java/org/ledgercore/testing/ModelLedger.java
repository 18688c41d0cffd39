package org.ledgercore.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Unit;

/**
 * The ledger in memory, written to be read: what a caller may expect of {@code Ledger}, with no
 * SQL, no hashing and no speed. It shares the value types with the ledger and none of its rules.
 * This class is the journal; each room has a class of its own, and the refusals stand in {@link
 * ModelRules}. Not safe for many threads.
 */
public final class ModelLedger {

  /** A caller's entry, the numbers it got, and the day it belongs to. */
  public record Recorded(long number, long firstPosting, JournalEntry entry, LocalDate day) {}

  private final Map<EntryKey, Recorded> journal = new LinkedHashMap<>();
  private final Map<Long, Recorded> byNumber = new TreeMap<>();
  private final Map<EntryKey, ModelChange> changes = new LinkedHashMap<>();
  private final ModelFacts facts;
  private final ModelDays days;
  private final ModelChart chart;
  private final ModelSubjects subjects;
  private final ModelParts parts;
  private long newestEntry;
  private long newestPosting;

  /** Empty books. */
  public ModelLedger() {
    facts = new ModelFacts();
    days = new ModelDays();
    chart = new ModelChart(this);
    subjects = new ModelSubjects(this);
    parts = new ModelParts(this);
  }

  private ModelLedger(ModelLedger of) {
    facts = of.facts.copy();
    days = of.days.copy();
    chart = of.chart.copy(this);
    subjects = of.subjects.copy(this);
    parts = of.parts.copy(this);
    journal.putAll(of.journal);
    byNumber.putAll(of.byNumber);
    changes.putAll(of.changes);
    newestEntry = of.newestEntry;
    newestPosting = of.newestPosting;
  }

  /** The same books; the copy and this one go their own ways. */
  public ModelLedger copy() {
    return new ModelLedger(this);
  }

  public Verdict openUnit(Unit unit) {
    return chart.open(unit);
  }

  public Verdict openAccount(NewAccount account) {
    return chart.open(account);
  }

  public Verdict closeAccount(AccountRef account, String reason) {
    return chart.close(account, reason);
  }

  public Verdict change(Action action) {
    return chart.change(action);
  }

  public Verdict reverse(Action.Reverse reverse) {
    return parts.reverse(reverse);
  }

  public Verdict settle(Action.Settle settle) {
    return parts.settle(settle);
  }

  public Verdict voidHold(Action.VoidHold letGo) {
    return parts.voidHold(letGo);
  }

  /** What the rooms of periods and of personal data do. */
  public Verdict run(Action.InARoom action) {
    return switch (action) {
      case Action.ClosePeriod it -> days.close(it.through(), this);
      case Action.ReopenPeriod it -> days.reopen(it.from(), this);
      case Action.Register it -> subjects.register(it);
      case Action.Retain it -> subjects.retain(it);
      case Action.HoldLegally it -> subjects.holdLegally(it);
      case Action.Erase it -> subjects.erase(it);
      case Action.Declare it -> subjects.declare(it);
    };
  }

  public Verdict post(JournalEntry entry) {
    Recorded first = journal.get(entry.key());
    if (first != null) {
      return again(first, entry);
    }
    Verdict refusal = ModelRules.refusal(this, entry);
    if (refusal != null) {
      return refusal;
    }
    record(entry);
    for (Posting leg : entry.postings()) {
      ModelAccount.Place place = nextPlace();
      if (entry.heldUntil() == null) {
        account(leg.ref()).post(leg, place);
      } else {
        account(leg.ref()).reserve(newestEntry, leg.side(), leg.amount().minor());
      }
    }
    return Verdict.accepted(newestEntry);
  }

  private Verdict again(Recorded first, JournalEntry entry) {
    List<String> differing = Differing.fieldsOf(first.entry(), entry);
    if (differing.isEmpty()) {
      return Verdict.replayed(first.number());
    }
    JournalEntry.FactChange change = entry.fact();
    Verdict stale = change != null && change.isNamedByVersion() ? facts.stale(entry) : null;
    return stale == null ? new Verdict("KEY_REUSED", differing.toString(), first.number()) : stale;
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

  /** Lets time pass. What is over by then is recorded before the next decision. */
  public void pass(Duration by) {
    days.pass(by);
  }

  /** Records the holds that are over; before each decision. */
  public void expireDue() {
    parts.expireDue();
  }

  /** Records an entry under the next number. */
  void record(JournalEntry entry) {
    Recorded recorded = new Recorded(next(), newestPosting + 1, entry, days.dayOf(entry));
    journal.put(entry.key(), recorded);
    byNumber.put(newestEntry, recorded);
    JournalEntry.FactChange change = entry.fact();
    if (change != null) {
      facts.add(change.ref(), new ModelFacts.Version(newestEntry, entry.metadata()));
    }
  }

  /** Records a change under the next number. */
  Verdict record(ModelChange change) {
    changes.put(change.key(), change.at(next()));
    return Verdict.accepted(newestEntry);
  }

  /** Records a version of one of the ledger's own facts under the next number. */
  Verdict record(FactRef fact, Map<String, String> said) {
    facts.add(fact, new ModelFacts.Version(next(), said));
    return Verdict.accepted(newestEntry);
  }

  /** What a change is answered whose key was used; null when it was not. */
  @Nullable Verdict known(ModelChange now) {
    ModelChange first = changes.get(now.key());
    if (first == null) {
      return null;
    }
    List<String> differing = first.differing(now);
    return differing.isEmpty()
        ? Verdict.replayed(first.number())
        : new Verdict("KEY_REUSED", differing.toString(), first.number());
  }

  /** The next entry's number. */
  long next() {
    return ++newestEntry;
  }

  /** The place of the newest entry's next posting. */
  ModelAccount.Place nextPlace() {
    return new ModelAccount.Place(newestEntry, ++newestPosting);
  }

  /** The entry that used the key; null for none. */
  @Nullable Recorded recorded(EntryKey key) {
    return journal.get(key);
  }

  /** The caller's entry of this number; null for a record of the ledger's own and for none. */
  @Nullable Recorded recorded(long number) {
    return byNumber.get(number);
  }

  /** The account with this path and currency, which must exist. */
  public ModelAccount account(AccountRef ref) {
    return chart.account(ref);
  }

  public Collection<ModelAccount> accounts() {
    return chart.accounts();
  }

  public Collection<Recorded> entries() {
    return journal.values();
  }

  /** The newest entry of a case, 0 for none. */
  long newestOf(String correlation) {
    return journal.values().stream()
        .filter(it -> correlation.equals(it.entry().correlation()))
        .mapToLong(Recorded::number)
        .max()
        .orElse(0);
  }

  public long newestEntry() {
    return newestEntry;
  }

  /** What time it is. */
  public Instant now() {
    return days.now();
  }

  /** The caller's entry of this number and what is left of it; null for a record and for none. */
  @Nullable ModelPart part(long number) {
    return parts.part(number);
  }

  ModelChart chart() {
    return chart;
  }

  ModelFacts facts() {
    return facts;
  }

  ModelDays days() {
    return days;
  }

  ModelSubjects subjects() {
    return subjects;
  }

  ModelParts parts() {
    return parts;
  }
}
