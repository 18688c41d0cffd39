package org.ledgercore.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.AccountRecords;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/** Decides what opens and changes units and accounts. Not safe for many threads. */
final class ChartDecider {

  private static final Set<String> OF_AUTHORS =
      Set.of("metadata." + FactBuilder.ACTOR, "metadata." + FactBuilder.REASON);

  private final Books books;
  private final Decider decider;

  ChartDecider(Books books, Decider decider) {
    this.books = books;
    this.decider = decider;
  }

  Outcome open(Command.OpenUnit command) {
    Unit unit = command.unit();
    Unit known = books.unit(unit.code());
    if (known != null && !known.equals(unit)) {
      return new Rejected(new Rejection.UnitDiffers(known, unit));
    }
    JournalEntry record = LogRecords.opened(unit, command.author());
    Outcome before = knownOpening(record);
    if (before != null) {
      return before;
    }
    RecordedEntry entry = decider.record(record);
    books.passUnit();
    int id = books.newestUnit();
    books.know(unit, id);
    decider.draft().units().add(new Draft.OpenedUnit(unit, id, entry.number()));
    return new Accepted(entry);
  }

  Outcome open(Command.OpenAccount command) {
    NewAccount account = command.account();
    Rejection why = decider.unitRefusal(account.unit());
    if (why != null) {
      return new Rejected(why);
    }
    JournalEntry record = LogRecords.opened(account, command.author());
    Outcome before = knownOpening(record);
    if (before instanceof Rejected(Rejection.KeyReused reused)) {
      return new Rejected(new Rejection.AccountDiffers(account.ref(), reused.differences()));
    }
    if (before != null) {
      return before;
    }
    RecordedEntry entry = decider.record(record);
    AccountHead head = opened(account);
    books.opened(head);
    decider.draft().accounts().add(new Draft.OpenedAccount(head, entry.number()));
    addState(head, entry);
    return new Accepted(entry);
  }

  /** An opening of the same thing is a replay, whoever opens it. */
  private @Nullable Outcome knownOpening(JournalEntry record) {
    Outcome known = decider.known(record);
    return known instanceof Rejected(Rejection.KeyReused reused)
            && reused.differences().stream().allMatch(it -> OF_AUTHORS.contains(it.field()))
        ? new Replayed(reused.first())
        : known;
  }

  /** Opens what is missing, and takes it back when the entry is refused after all. */
  Outcome openAndPost(Command.PostOpening command) {
    Outcome known = decider.known(command.entry());
    if (known != null) {
      return known;
    }
    for (NewAccount account : command.accounts()) {
      if (books.head(account.ref()) == null) {
        decider.undo().mark(books);
        if (open(new Command.OpenAccount(account)) instanceof Rejected rejected) {
          decider.undo().restore(0, books, decider.draft());
          return rejected;
        }
      }
    }
    Outcome outcome = decider.post(command.entry());
    if (outcome instanceof Rejected) {
      decider.undo().restore(0, books, decider.draft());
    }
    return outcome;
  }

  private AccountHead opened(NewAccount account) {
    books.passAccount();
    Account opened =
        new Account(
            books.newestAccount(),
            account.path(),
            account.unit(),
            account.type(),
            account.normalSide(),
            account.number());
    return new AccountHead(
        opened,
        books.unitId(account.unit().code()),
        new AccountState(1, AccountStatus.OPEN, account.terms()));
  }

  Outcome close(Command.CloseAccount command) {
    AccountRef account = command.account();
    JournalEntry record = LogRecords.closed(account, command.actor(), command.reason());
    AccountHead head = books.head(account);
    if (head == null) {
      return new Rejected(decider.missing(account));
    }
    if (head.status() == AccountStatus.CLOSED) {
      Outcome before = decider.known(record);
      return before instanceof Replayed
          ? before
          : new Rejected(new Rejection.AccountClosed(account));
    }
    if (!head.balance().isZero()) {
      return new Rejected(new Rejection.AccountNotEmpty(account, head.balance()));
    }
    if (head.hasPending()) {
      return new Rejected(new PartRejection.HoldsOpen(account));
    }
    return change(head, head.state().becoming(AccountStatus.CLOSED), record);
  }

  Outcome freeze(Command.FreezeAccount command) {
    JournalEntry record = AccountRecords.frozen(command.account(), command.status(), command.act());
    AccountHead head = books.head(command.account());
    Outcome verdict = before(record, command.account(), head);
    return verdict == null && head != null
        ? change(head, head.state().becoming(command.status()), record)
        : decided(verdict);
  }

  Outcome limit(Command.LimitAccount command) {
    JournalEntry record =
        AccountRecords.limited(
            command.account(), command.floor(), command.ceiling(), command.act());
    AccountHead head = books.head(command.account());
    Outcome verdict = before(record, command.account(), head);
    if (verdict != null || head == null) {
      return decided(verdict);
    }
    AccountTerms terms = head.state().terms().within(command.floor(), command.ceiling());
    return change(head, head.state().under(terms), record);
  }

  Outcome assign(Command.AssignAccount command) {
    JournalEntry record =
        AccountRecords.assigned(
            command.account(), command.owner(), command.dimensions(), command.act());
    AccountHead head = books.head(command.account());
    Outcome verdict = before(record, command.account(), head);
    if (verdict != null || head == null) {
      return decided(verdict);
    }
    AccountTerms terms = head.state().terms().assignedTo(command.owner(), command.dimensions());
    return change(head, head.state().under(terms), record);
  }

  /** What is to be said before the change is looked at; null when it may be made. */
  private @Nullable Outcome before(
      JournalEntry record, AccountRef account, @Nullable AccountHead head) {
    Outcome known = decider.known(record);
    if (known != null) {
      return known;
    }
    if (head == null) {
      return new Rejected(decider.missing(account));
    }
    return head.status() == AccountStatus.CLOSED
        ? new Rejected(new Rejection.AccountClosed(account))
        : null;
  }

  private static Outcome decided(@Nullable Outcome verdict) {
    return java.util.Objects.requireNonNull(verdict);
  }

  private Outcome change(AccountHead head, AccountState next, JournalEntry record) {
    RecordedEntry entry = decider.record(record);
    head.changeTo(next);
    addState(head, entry);
    return new Accepted(entry);
  }

  private void addState(AccountHead head, RecordedEntry entry) {
    decider.draft().states().add(new Draft.ChangedState(head, head.state(), entry.number()));
  }
}
