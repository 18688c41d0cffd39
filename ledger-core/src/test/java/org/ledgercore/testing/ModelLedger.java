package org.ledgercore.testing;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Unit;

/**
 * The ledger in memory, written to be read: what a caller may expect of {@code Ledger}, with no
 * SQL, no hashing and no speed. It shares the value types with the ledger and none of its rules.
 * This class takes the commands; each room has a class of its own, and the refusals stand in {@link
 * ModelRules}. Not safe for many threads.
 */
public final class ModelLedger {

  /** A caller's entry, the numbers it got, and the day it belongs to. */
  public record Recorded(long number, long firstPosting, JournalEntry entry, LocalDate day) {}

  private final ModelJournal journal;
  private final ModelFacts facts;
  private final ModelDays days;
  private final ModelChart chart;
  private final ModelSubjects subjects;
  private final ModelParts parts;

  /** Empty books. */
  public ModelLedger() {
    journal = new ModelJournal();
    facts = new ModelFacts();
    days = new ModelDays();
    chart = new ModelChart(this);
    subjects = new ModelSubjects(this);
    parts = new ModelParts(this);
  }

  private ModelLedger(ModelLedger of) {
    journal = of.journal.copy();
    facts = of.facts.copy();
    days = of.days.copy();
    chart = of.chart.copy(this);
    subjects = of.subjects.copy(this);
    parts = of.parts.copy(this);
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
    Recorded first = journal.of(entry.key());
    if (first != null) {
      return ModelRules.again(this, first, entry);
    }
    Verdict refusal = ModelRules.refusal(this, entry);
    if (refusal != null) {
      return refusal;
    }
    record(entry);
    for (Posting leg : entry.postings()) {
      ModelAccount.Place place = journal.nextPlace();
      if (entry.heldUntil() == null) {
        account(leg.ref()).post(leg, place);
      } else {
        account(leg.ref()).reserve(place.entryNo(), leg, leg.amount().minor());
      }
    }
    return Verdict.accepted(newestEntry());
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

  /** Records an entry under the next number. */
  void record(JournalEntry entry) {
    journal.record(entry, days.dayOf(entry));
    JournalEntry.FactChange change = entry.fact();
    if (change != null) {
      facts.add(change.ref(), new ModelFacts.Version(newestEntry(), entry.metadata()));
    }
  }

  /** Records a version of one of the ledger's own facts under the next number. */
  Verdict record(FactRef fact, Map<String, String> said) {
    facts.add(fact, new ModelFacts.Version(journal.next(), said));
    return Verdict.accepted(newestEntry());
  }

  /** The account with this path and currency, which must exist. */
  public ModelAccount account(AccountRef ref) {
    return chart.account(ref);
  }

  public Collection<ModelAccount> accounts() {
    return chart.accounts();
  }

  public Collection<Recorded> entries() {
    return journal.entries();
  }

  public long newestEntry() {
    return journal.newestEntry();
  }

  ModelJournal journal() {
    return journal;
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
