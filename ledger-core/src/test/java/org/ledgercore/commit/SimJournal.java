package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.BatchHeader;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Draft;
import org.ledgercore.rules.FactBook;
import org.ledgercore.rules.Legs;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.HeadScan;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;

/**
 * What is committed in a simulation. Keeps PostgreSQL's constraints, and writes down as a problem
 * whatever the schema's triggers or {@code verify} would object to. Not safe for many threads.
 */
final class SimJournal {

  private final List<SealedBatch> batches = new ArrayList<>();
  private final List<RecordedEntry> entries = new ArrayList<>();
  private final Map<EntryKey, RecordedEntry> byKey = new HashMap<>();
  private final Map<String, Draft.OpenedUnit> units = new HashMap<>();
  private final Map<AccountRef, Standing> accounts = new HashMap<>();
  private final List<Standing> byId = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private long postings;

  /** An account as it stands. */
  static final class Standing {
    private final Account account;
    private final int unitId;
    private @Nullable AccountState state;
    private Turnover turnover = Turnover.NONE;
    private Turnover pending = Turnover.NONE;
    private long newestEntry;

    Standing(AccountHead opened) {
      this.account = opened.account();
      this.unitId = opened.unitId();
    }

    AccountHead head() {
      return new AccountHead(account, unitId, Objects.requireNonNull(state))
          .standingAt(turnover)
          .holding(pending)
          .movedBy(newestEntry);
    }

    AccountRef ref() {
      return account.ref();
    }
  }

  List<RecordedEntry> entries() {
    return entries;
  }

  List<String> problems() {
    return problems;
  }

  /** All accounts as they stand. */
  Map<AccountRef, Turnover> heads() {
    Map<AccountRef, Turnover> heads = new HashMap<>();
    byId.forEach(standing -> heads.put(standing.ref(), standing.turnover));
    return heads;
  }

  long newestBatch() {
    return batches.size();
  }

  @Nullable RecordedEntry recorded(EntryKey key) {
    return byKey.get(key);
  }

  @Nullable SealedBatch batch(long number) {
    return number < 1 || number > batches.size() ? null : batches.get((int) number - 1);
  }

  /** Throws what PostgreSQL answers when the rows cannot be inserted. */
  void requireRoom(SealedBatch batch) throws SQLException {
    int known = byId.size() + batch.draft().accounts().size();
    Legs legs = batch.draft().legs();
    for (int i = 0; i < legs.size(); i++) {
      if (legs.account(i) > known) {
        throw new SQLException("no such account", SqlStates.FOREIGN_KEY_VIOLATION);
      }
    }
    if (batch(batch.header().batchNo()) != null) {
      throw new SQLException("duplicate key: batch_no", SqlStates.UNIQUE_VIOLATION);
    }
    for (RecordedEntry entry : batch.draft().entries()) {
      if (byKey.containsKey(entry.entry().key())) {
        throw new SQLException("duplicate key: key_hash", SqlStates.UNIQUE_VIOLATION);
      }
    }
  }

  /** Commits. */
  void commit(SealedBatch batch) throws SQLException {
    requireRoom(batch);
    BatchHeader header = batch.header();
    if (header.batchNo() != batches.size() + 1) {
      throw new SQLException("no batch before", SqlStates.FOREIGN_KEY_VIOLATION);
    }
    checkPlace(header);
    batches.add(batch);
    Draft draft = batch.draft();
    for (RecordedEntry entry : draft.entries()) {
      problemUnless(entry.number() == entries.size() + 1, "number of entry " + entry.number());
      entries.add(entry);
      byKey.put(entry.entry().key(), entry);
    }
    open(draft);
    add(draft.legs());
  }

  private void checkPlace(BatchHeader header) {
    String what = "batch " + header.batchNo();
    SealedBatch before = batch(header.batchNo() - 1);
    problemUnless(header.firstEntry() == entries.size() + 1, what + ": first entry");
    problemUnless(header.firstPosting() == postings + 1, what + ": first posting");
    problemUnless(
        Objects.equals(header.previousHead(), before == null ? null : before.head()),
        what + ": head before");
    problemUnless(
        before == null || before.header().recordedAtMicros() <= header.recordedAtMicros(),
        what + ": time goes back");
  }

  private void open(Draft draft) {
    for (Draft.OpenedUnit unit : draft.units()) {
      problemUnless(unit.id() == units.size() + 1, "unit " + unit.id());
      problemUnless(units.put(unit.unit().code(), unit) == null, "unit twice " + unit.id());
    }
    for (Draft.OpenedAccount opened : draft.accounts()) {
      Standing standing = new Standing(opened.head());
      problemUnless(standing.account.id() == byId.size() + 1, "account " + standing.ref());
      problemUnless(accounts.put(standing.ref(), standing) == null, "twice " + standing.ref());
      byId.add(standing);
    }
    for (Draft.ChangedState changed : draft.states()) {
      Standing standing = byId.get(changed.head().account().id() - 1);
      int before = standing.state == null ? 0 : standing.state.version();
      problemUnless(changed.state().version() == before + 1, "version of " + standing.ref());
      standing.state = changed.state();
    }
  }

  private void add(Legs legs) {
    for (int i = 0; i < legs.size(); i++) {
      Standing standing = byId.get(legs.account(i) - 1);
      long amount = legs.amount(i);
      Turnover after =
          new Turnover(
              standing.turnover.debits() + Math.max(amount, 0),
              standing.turnover.credits() + Math.max(-amount, 0));
      problemUnless(
          after.equals(legs.after(i)), "stale head of " + standing.ref() + " at " + legs.entry(i));
      standing.turnover = legs.after(i);
      Turnover held = legs.pending(i);
      standing.pending = held == null ? Turnover.NONE : held;
      standing.newestEntry = legs.entry(i);
      postings++;
    }
  }

  private void problemUnless(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  Tip tip(long seenBatch, Instant clock) {
    SealedBatch newest = batch(batches.size());
    SealedBatch seen = batch(seenBatch);
    Instant recordedAt =
        newest == null ? Instant.EPOCH : newest.draft().entries().getFirst().recordedAt();
    return new Tip(
        batches.size(),
        newest == null ? null : newest.head(),
        seen == null ? null : seen.head(),
        recordedAt,
        clock,
        0,
        null,
        new Books.Position(
            entries.size(),
            postings,
            byId.size(),
            units.size(),
            clock.isAfter(recordedAt) ? clock : recordedAt));
  }

  int[] touchedSince(long batchNo) {
    Set<Integer> touched = new HashSet<>();
    for (SealedBatch batch : batches.subList((int) batchNo, batches.size())) {
      Legs legs = batch.draft().legs();
      for (int i = 0; i < legs.size(); i++) {
        touched.add(legs.account(i));
      }
      batch.draft().states().forEach(state -> touched.add(state.head().account().id()));
    }
    return touched.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What another writer does: decides a command on what is committed, and commits it. */
  List<Outcome> append(Command command, Instant now) {
    Tip tip = tip(0, now);
    Books books = new Books(tip.end());
    load(List.of(command), books);
    for (JournalEntry entry : command.entries()) {
      know(entry, books);
    }
    Decider decider = new Decider(books);
    List<Outcome> outcomes = decider.decide(command);
    if (!decider.draft().isEmpty()) {
      try {
        commit(SealedBatch.after(tip, decider.draft(), SimStore.SCHEMA, UUID.randomUUID()));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    return outcomes;
  }

  /** The heads of these accounts. */
  List<AccountHead> heads(HeadScan.Accounts accounts) {
    int end = Math.min(byId.size(), accounts.below() - 1);
    return byId.subList(accounts.from() - 1, end).stream().map(Standing::head).toList();
  }

  int newestAccount() {
    return byId.size();
  }

  /** Makes what the commands name known to books that do not remember it. */
  void load(Iterable<Command> commands, Books books) {
    Set<String> units = new LinkedHashSet<>();
    Set<AccountRef> refs = new LinkedHashSet<>();
    for (Command command : commands) {
      switch (command) {
        case Command.OpenUnit it -> units.add(it.unit().code());
        case Command.OpenAccount it -> refs.add(it.account().ref());
        case Command.CloseAccount it -> refs.add(it.account());
        case Command.FreezeAccount it -> refs.add(it.account());
        case Command.LimitAccount it -> refs.add(it.account());
        case Command.AssignAccount it -> refs.add(it.account());
        case Command.Reverse it -> throw new IllegalArgumentException("not simulated: " + it);
        case Command.Settle it -> throw new IllegalArgumentException("not simulated: " + it);
        case Command.VoidHold it -> throw new IllegalArgumentException("not simulated: " + it);
        case Command.Post it -> addRefs(it.entry(), refs);
        case Command.PostOpening it -> throw new IllegalArgumentException("not simulated: " + it);
        case Command.PostGroup it -> it.members().forEach(member -> addRefs(member, refs));
      }
    }
    for (FactRef fact : FactBook.STANDING) {
      if (books.facts().head(fact) == null) {
        books.facts().know(new FactBook.Head(fact, 0, 0, Collections.emptySortedMap()));
      }
    }
    refs.removeIf(ref -> books.head(ref) != null);
    refs.forEach(ref -> units.add(ref.currency()));
    load(units, refs, books);
  }

  private static void addRefs(JournalEntry entry, Set<AccountRef> refs) {
    for (Condition condition : entry.conditions()) {
      if (!(condition instanceof Condition.OnAccount on)) {
        throw new IllegalArgumentException("not simulated: " + condition);
      }
      refs.add(on.account());
    }
    for (Posting posting : entry.postings()) {
      refs.add(posting.ref());
    }
  }

  /** Makes the entries that are stored known, and says their keys. */
  List<EntryKey> know(Collection<JournalEntry> entries, Books books) {
    List<EntryKey> used = new ArrayList<>();
    for (JournalEntry entry : entries) {
      EntryKey key = know(entry, books);
      if (key != null) {
        used.add(key);
      }
    }
    return used;
  }

  /** Makes the entry known that used this key; returns the key when it was used. */
  @Nullable EntryKey know(JournalEntry entry, Books books) {
    RecordedEntry stored = recorded(entry.key());
    if (stored == null || books.recorded(entry.key()) != null) {
      return null;
    }
    books.know(stored);
    return entry.key();
  }

  private void load(Collection<String> codes, Collection<AccountRef> refs, Books books) {
    for (String code : codes) {
      Draft.OpenedUnit unit = units.get(code);
      if (unit != null) {
        books.know(unit.unit(), unit.id());
      }
    }
    for (AccountRef ref : refs) {
      Standing standing = accounts.get(ref);
      if (standing != null) {
        books.know(standing.head());
      } else {
        books.know(ref.path(), currenciesOf(ref.path()));
      }
    }
  }

  private List<String> currenciesOf(AccountPath path) {
    return byId.stream()
        .filter(standing -> standing.ref().path().equals(path))
        .map(standing -> standing.ref().currency())
        .sorted()
        .toList();
  }
}
