package org.ledgercore.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/**
 * Decides commands one after another on {@link Books}, each on the state its predecessors left, and
 * collects what is to be stored in a {@link Draft}. The rules run in the order of {@link
 * Rejection}; a limit is judged on the state after the whole entry. Not safe for many threads.
 */
public final class Decider {

  /** The version of these rules, stored with every batch. */
  public static final int RULES_VERSION = 1;

  private static final int INITIAL_LEGS = 8;

  private final Books books;
  private final Draft draft = new Draft();
  private final UndoLog undo = new UndoLog();
  private final ChartDecider chart;
  private final PartDecider parts;
  private AccountHead[] heads = new AccountHead[INITIAL_LEGS];

  /** Where the entry at hand begins in the undo log. */
  private int mark;

  public Decider(Books books) {
    this.books = books;
    this.chart = new ChartDecider(books, this);
    this.parts = new PartDecider(books, this);
  }

  /** What the accepted commands will store. */
  public Draft draft() {
    return draft;
  }

  /** One outcome per entry of the command, in their order. */
  public List<Outcome> decide(Command command) {
    undo.clear();
    return switch (command) {
      case Command.Post(JournalEntry entry) -> List.of(post(entry));
      case Command.PostGroup(List<JournalEntry> members) -> group(members);
      case Command.PostOpening opening -> List.of(chart.openAndPost(opening));
      case Command.OpenAccount open -> List.of(chart.open(open));
      case Command.CloseAccount close -> List.of(chart.close(close));
      case Command.FreezeAccount freeze -> List.of(chart.freeze(freeze));
      case Command.LimitAccount limit -> List.of(chart.limit(limit));
      case Command.AssignAccount assign -> List.of(chart.assign(assign));
      case Command.Reverse reverse -> List.of(parts.reverse(reverse));
      case Command.Settle settle -> List.of(parts.settle(settle));
      case Command.VoidHold letGo -> List.of(parts.voidHold(letGo));
      case Command.OpenUnit open -> List.of(chart.open(open));
    };
  }

  private List<Outcome> group(List<JournalEntry> members) {
    List<Outcome> outcomes = new ArrayList<>(members.size());
    for (JournalEntry member : members) {
      Outcome outcome = post(member);
      if (outcome instanceof Rejected rejected) {
        undo.restore(0, books, draft);
        return refuseAll(members, outcomes.size(), rejected);
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static List<Outcome> refuseAll(
      List<JournalEntry> members, int member, Rejected rejected) {
    Outcome others = new Rejected(new Rejection.GroupRefused(member, rejected.why()));
    List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(members.size(), others));
    outcomes.set(member, rejected);
    return outcomes;
  }

  Outcome post(JournalEntry entry) {
    Outcome known = known(entry);
    if (known != null) {
      return known;
    }
    int legs = entry.postings().size();
    Rejection why = refusal(entry, legs);
    if (why != null) {
      return new Rejected(why);
    }
    mark = undo.size();
    undo.mark(books);
    Instant heldUntil = entry.heldUntil();
    why = heldUntil == null ? apply(entry, legs) : parts.hold(entry, heldUntil, heads);
    why = why == null ? belowFloor(legs) : why;
    why = why == null ? aboveCeiling(legs) : why;
    if (why != null) {
      undo.restore(mark, books, draft);
      return new Rejected(why);
    }
    RecordedEntry recorded = record(entry, legs);
    if (heldUntil != null) {
      books.holdUntil(heldUntil);
      draft.parts().add(Draft.ChangedPart.of(Remainder.begun(recorded)));
    }
    return new Accepted(recorded);
  }

  /** Records every hold that is over; before anything else is decided. */
  public void expireDue() {
    undo.clear();
    books.due().forEach(parts::expire);
    books.owe(List.of());
  }

  UndoLog undo() {
    return undo;
  }

  @Nullable Outcome known(JournalEntry entry) {
    RecordedEntry first = books.recorded(entry.key());
    if (first == null) {
      return null;
    }
    if (first.entry().digest().equals(entry.digest())) {
      return new Replayed(first);
    }
    Rejection changed = books.facts().reused(entry);
    return new Rejected(
        changed == null
            ? new Rejection.KeyReused(entry.key(), first, Differences.between(first.entry(), entry))
            : changed);
  }

  @Nullable Rejection refusal(JournalEntry entry, int legs) {
    Long expected = entry.onlyIfNewest();
    long newest = books.newestEntry();
    if (expected != null && expected != newest) {
      return new Rejection.NotNewest(expected, newest);
    }
    Rejection why = Conditions.staleRefusal(entry, books, draft);
    why = why == null ? books.facts().refusal(entry) : why;
    why = why == null ? periodRefusal(entry) : why;
    why = why == null ? books.facts().metadataRefusal(entry) : why;
    why = why == null ? unitRefusal(entry, legs) : why;
    why = why == null ? accountRefusal(entry, legs) : why;
    return why == null && !entry.conditions().isEmpty() ? conditionRefusal(entry) : why;
  }

  private @Nullable Rejection conditionRefusal(JournalEntry entry) {
    for (Condition condition : entry.conditions()) {
      if (condition instanceof Condition.OnAccount on) {
        AccountHead head = books.head(on.account());
        Rejection why = head == null ? missing(on.account()) : Conditions.refusal(on, head);
        if (why != null) {
          return why;
        }
      }
    }
    return null;
  }

  private @Nullable Rejection periodRefusal(JournalEntry entry) {
    OpenDays days = books.facts().days();
    LocalDate closed = days.closedThrough();
    if (closed == null || entry.postings().isEmpty() || entry.isOrFirstOpenDay()) {
      return null;
    }
    LocalDate day = days.dayOf(entry.effectiveDate(), books.now());
    return days.isClosed(day) ? new Rejection.PeriodClosed(day, closed) : null;
  }

  /** A unit that is unknown on any leg comes before one that differs. */
  private @Nullable Rejection unitRefusal(JournalEntry entry, int legs) {
    Rejection differs = null;
    for (int i = 0; i < legs; i++) {
      Rejection why = unitRefusal(entry.postings().get(i).amount().unit());
      if (why instanceof Rejection.UnknownCurrency) {
        return why;
      }
      differs = differs == null ? why : differs;
    }
    return differs;
  }

  /** An account that is nowhere comes before one in other currencies, and that before a closed. */
  private @Nullable Rejection accountRefusal(JournalEntry entry, int legs) {
    if (heads.length < legs) {
      heads = new AccountHead[legs];
    }
    Rejection mismatch = null;
    for (int i = 0; i < legs; i++) {
      AccountRef account = entry.postings().get(i).ref();
      AccountHead head = books.head(account);
      if (head != null) {
        heads[i] = head;
        continue;
      }
      Rejection why = missing(account);
      if (why instanceof Rejection.AccountNotFound) {
        return why;
      }
      mismatch = mismatch == null ? why : mismatch;
    }
    return mismatch == null ? statusRefusal(entry, legs) : mismatch;
  }

  /** A closed account comes before a frozen one. */
  private @Nullable Rejection statusRefusal(JournalEntry entry, int legs) {
    Rejection frozen = null;
    for (int i = 0; i < legs; i++) {
      AccountHead head = heads[i];
      if (head.status() == AccountStatus.OPEN) {
        continue;
      }
      AccountRef account = head.account().ref();
      if (head.status() == AccountStatus.CLOSED) {
        return new Rejection.AccountClosed(account);
      }
      boolean isComingIn = entry.postings().get(i).side() == head.account().normalSide();
      if (frozen == null && !head.status().takes(isComingIn)) {
        frozen = new Rejection.AccountFrozen(account, head.status());
      }
    }
    return frozen;
  }

  @Nullable Rejection unitRefusal(Unit given) {
    Unit known = books.unit(given.code());
    if (known == null) {
      return new Rejection.UnknownCurrency(given.code());
    }
    boolean same = known.exponent() == given.exponent() && known.kind() == given.kind();
    return same ? null : new Rejection.UnitDiffers(known, given);
  }

  Rejection missing(AccountRef account) {
    List<String> currencies = books.currenciesOf(account.path());
    return currencies.isEmpty()
        ? new Rejection.AccountNotFound(account)
        : new Rejection.CurrencyMismatch(account, currencies);
  }

  private @Nullable Rejection apply(JournalEntry entry, int legs) {
    long entryNo = books.newestEntry() + 1;
    for (int i = 0; i < legs; i++) {
      AccountHead head = heads[i];
      Posting posting = entry.postings().get(i);
      undo.remember(head);
      if (!head.apply(posting)) {
        return new Rejection.BalanceOverflow(head.account().ref());
      }
      head.movedBy(entryNo);
      draft.legs().add(head, entryNo, posting);
    }
    return null;
  }

  private @Nullable Rejection belowFloor(int legs) {
    for (int i = 0; i < legs; i++) {
      AccountHead head = heads[i];
      if (head.floor() == AccountHead.NO_FLOOR || head.availableMinor() >= head.floor()) {
        continue;
      }
      Account account = head.account();
      Money before = Money.ofMinor(undo.before(mark, head)[0], account.unit());
      Money available = Money.ofMinor(head.availableMinor(), account.unit());
      if (available.minus(before).isNegative()) {
        return new Rejection.InsufficientFunds(
            account.ref(), before, available, Money.ofMinor(head.floor(), account.unit()));
      }
    }
    return null;
  }

  private @Nullable Rejection aboveCeiling(int legs) {
    for (int i = 0; i < legs; i++) {
      AccountHead head = heads[i];
      if (head.expectedMinor() <= head.ceiling()) {
        continue;
      }
      Account account = head.account();
      Money before = Money.ofMinor(undo.before(mark, head)[1], account.unit());
      Money expected = Money.ofMinor(head.expectedMinor(), account.unit());
      if (before.minus(expected).isNegative()) {
        return new Rejection.AboveCeiling(
            account.ref(), before, expected, Money.ofMinor(head.ceiling(), account.unit()));
      }
    }
    return null;
  }

  RecordedEntry record(JournalEntry entry) {
    return record(entry, 0);
  }

  /** Records an entry of so many posting rows. */
  RecordedEntry record(JournalEntry entry, int rows) {
    RecordedEntry recorded =
        new RecordedEntry(
            books.newestEntry() + 1,
            entry,
            effectiveDate(entry),
            books.now(),
            books.newestPosting() + 1);
    books.passEntry(rows);
    books.know(recorded);
    draft.entries().add(recorded);
    books.facts().pass(recorded, draft);
    return recorded;
  }

  private LocalDate effectiveDate(JournalEntry entry) {
    OpenDays days = books.facts().days();
    LocalDate day = days.dayOf(entry.effectiveDate(), books.now());
    boolean moves = entry.isOrFirstOpenDay() && days.isClosed(day);
    return moves ? days.firstOpenDay() : day;
  }
}
