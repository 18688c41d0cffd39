package org.ledgercore.payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Books without a database: the commands, what they fold and the rules that decide are the core's
 * own, what stores and reads is not there. So a sequence takes a millisecond. What it answers is
 * compared with a ledger on PostgreSQL by {@code PaymentSequenceProperties}. Not safe for many
 * threads.
 */
final class MemoryBooks implements PlayedBooks {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  private final Books books;
  private final Decider decider;
  private final List<AccountHead> heads = new ArrayList<>();
  private final Map<String, List<RecordedEntry>> byCase = new HashMap<>();
  private final Map<AccountRef, List<RecordedEntry>> byAccount = new HashMap<>();
  private final Map<EntryKey, RecordedEntry> byKey = new HashMap<>();
  private final MemoryReading reading = new MemoryReading(this);

  /** Empty books with the units and accounts of a ledger, after its entry of this number. */
  MemoryBooks(List<Account> accounts, long newestEntry) {
    Map<String, Integer> units = new HashMap<>();
    accounts.forEach(it -> units.putIfAbsent(it.unit().code(), units.size() + 1));
    this.books = new Books(new Books.Position(newestEntry, 0, accounts.size(), units.size(), NOW));
    this.decider = new Decider(books);
    for (Account account : accounts) {
      Unit unit = account.unit();
      int unitId = units.getOrDefault(unit.code(), 0);
      books.know(unit, unitId);
      AccountState state =
          new AccountState(
              1,
              AccountStatus.OPEN,
              AccountClass.of(account.path()).newAccount(account.path(), unit).terms());
      AccountHead head = new AccountHead(account, unitId, state);
      books.know(head);
      heads.add(head);
    }
  }

  /** The next entry has the number after this one: a ledger also records what is no money. */
  void standAt(long newestEntry) {
    Books.Position now = books.position();
    books.standAt(
        new Books.Position(
            newestEntry, now.newestPosting(), now.newestAccount(), now.newestUnit(), NOW));
  }

  @Override
  public Outcome post(PaymentCommand command) {
    Optional<PaymentRefusal> unapproved = ApprovedOnly.refusal(command);
    return unapproved.isPresent()
        ? CommandPosting.refused(unapproved.get())
        : command instanceof Sweep sweep ? sweep(sweep) : approved(command);
  }

  private Outcome approved(PaymentCommand command) {
    RecordedEntry known = byKey.get(command.key());
    if (known != null && command.needs().mayChange()) {
      return CommandPosting.again(command, known);
    }
    Optional<Situation> situation = reading.of(command);
    if (situation.isEmpty()) {
      return known == null
          ? new Outcome.Rejected(
              new Rejection.EntryNotFound(command.needs().before().orElseThrow().key()))
          : CommandPosting.again(command, known);
    }
    Optional<PaymentRefusal> refusal = command.refusal(situation.get());
    return refusal.isPresent()
        ? CommandPosting.refused(refusal.get())
        : decide(command.entry(situation.get()));
  }

  private Outcome sweep(Sweep sweep) {
    Unit unit = sweep.amount().unit();
    JournalEntry entry = sweep.entry(Situation.none().on(Ground.asOf(newestEntry())));
    Money held = reading.held(unit);
    Money after = held.minus(sweep.amount());
    Money required = reading.required(unit);
    if (!byKey.containsKey(entry.key()) && after.minus(required).isNegative()) {
      return new Outcome.Rejected(
          new Rejection.InsufficientFunds(entry.postings().getLast().ref(), held, after, required));
    }
    return decide(entry);
  }

  private Outcome decide(JournalEntry entry) {
    for (Condition each : entry.conditions()) {
      if (each instanceof Condition.CaseUnmoved unmoved) {
        String correlation = unmoved.correlation();
        books.know(
            correlation,
            entriesOf(correlation).stream().mapToLong(RecordedEntry::number).max().orElse(0));
      }
    }
    Outcome outcome = decider.decide(new Command.Post(entry)).getFirst();
    if (outcome instanceof Outcome.Accepted accepted) {
      keep(accepted.entry());
    }
    return outcome;
  }

  private void keep(RecordedEntry accepted) {
    JournalEntry entry = accepted.entry();
    byKey.put(entry.key(), accepted);
    if (entry.correlation() != null) {
      byCase.computeIfAbsent(entry.correlation(), it -> new ArrayList<>()).add(accepted);
    }
    for (Posting posting : entry.postings()) {
      List<RecordedEntry> on = byAccount.computeIfAbsent(posting.ref(), it -> new ArrayList<>());
      if (on.isEmpty() || on.getLast() != accepted) {
        on.add(accepted);
      }
    }
  }

  Optional<RecordedEntry> entry(EntryKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  List<RecordedEntry> entriesOf(String correlation) {
    return byCase.getOrDefault(correlation, List.of());
  }

  /** The entries that moved an account, in their order. */
  List<RecordedEntry> entriesOn(AccountRef account) {
    return byAccount.getOrDefault(account, List.of());
  }

  Optional<Balance> balance(AccountRef account) {
    return Optional.ofNullable(books.head(account)).map(head -> head.asOf(newestEntry()));
  }

  @Override
  public long newestEntry() {
    return books.position().newestEntry();
  }

  @Override
  public List<Balance> balances() {
    long newest = newestEntry();
    return heads.stream().map(head -> head.asOf(newest)).toList();
  }

  @Override
  public PaymentState payment(String payment, Unit unit) {
    return PaymentState.of(payment, unit, entriesOf(payment));
  }

  @Override
  public MerchantFunds funds(MerchantId merchant, Unit unit) {
    return reading.funds(merchant, unit);
  }
}
