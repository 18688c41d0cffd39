package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.InFlight.Fate;
import org.ledgercore.commit.Store.TurnSession;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Legs;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;

/**
 * The pipeline's deciding half: the turn, and the books that are kept from batch to batch. They run
 * ahead of the database by the batches in flight; when one of those fails they are forgotten. Used
 * under the pipeline's lock.
 */
final class Decisions implements AutoCloseable {

  private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration ONE_MICRO = Duration.ofNanos(1_000);

  private final LedgerSchema schema;
  private final Turn turn;
  private final History history;
  private final Pace pace;
  private final ServerClock clock;
  private final DuplicateRate duplicates = new DuplicateRate();
  private final Books books;
  private boolean ready;
  private boolean untold;
  private long toldAt;
  private boolean probesAll;
  private long sequence;
  private final ReadAhead.Inbox ahead = new ReadAhead.Inbox();
  private Tip tip;

  /** The batch that the remembered heads stand at; 0 when there are none. */
  private long headsAt;

  private CompletableFuture<Fate> lastFate =
      CompletableFuture.completedFuture(new Fate.Committed());

  Decisions(Turn turn, LedgerSchema schema, Config config) {
    this.schema = schema;
    this.turn = turn;
    this.history = config.history();
    this.pace = config.pace();
    this.toldAt = pace.nanoTime();
    this.clock = new ServerClock(pace);
    this.tip = Tip.EMPTY;
    this.books = new Books(tip.end(), config.heads());
  }

  /** What was seen committed, how many heads are remembered, and whose time it is. */
  record Config(History history, int heads, Pace pace) {}

  /** Whether the books stand at the journal's end and the next batch can be decided. */
  boolean isReady() {
    return ready;
  }

  boolean hasTurn() {
    return turn.isHeld();
  }

  /** Takes the turn, handing it over first when it is held, and catches up with other writers. */
  void takeTurn() throws SQLException {
    try {
      if (turn.isHeld()) {
        turn.release();
      }
      turn.take();
      catchUp(turn.session());
      ready = true;
    } catch (SQLException e) {
      turnLost();
      throw e;
    }
  }

  private void catchUp(TurnSession session) throws SQLException {
    long asked = history.seenBatch();
    Tip now = session.tip(asked);
    history.check(now, asked);
    if (now.newestFact() != tip.newestFact()) {
      books.facts().forgetAll();
    }
    boolean moved = now.batchNo() != headsAt;
    if (moved && (headsAt == 0 || !session.follow(headsAt, now, books))) {
      books.forgetAll();
    }
    standAt(now);
    books.stored(now.end().newestEntry());
    clock.set(now.clock());
    books.standAt(now.end());
    books.lookAt(now.nextDue());
    lastFate = CompletableFuture.completedFuture(new Fate.Committed());
  }

  private void standAt(Tip next) {
    tip = next;
    headsAt = next.batchNo();
  }

  /** Takes over what was read ahead; finds the journal's end first when nothing is known yet. */
  void takeAhead() throws SQLException {
    if (ahead.isEmpty()) {
      return;
    }
    try {
      if (headsAt == 0 && !ready) {
        catchUp(turn.session());
      }
      ahead.takeInto(books);
    } catch (HistoryGoneException e) {
      ahead.close();
    }
  }

  /** What accounts are read ahead through. Safe for many threads. */
  ReadAhead.Inbox ahead() {
    return ahead;
  }

  /** Decides the items on the books as they stand after all batches in flight. */
  InFlight decide(List<WorkItem> items) throws SQLException {
    BatchEvent event = new BatchEvent();
    event.begin();
    long started = pace.nanoTime();
    probesAll = duplicates.mustProbe();
    List<Command> commands = new ArrayList<>();
    items.forEach(item -> commands.addAll(item.commands()));
    books.standAt(books.position().at(now()));
    books.makeRoom();
    ahead.takeInto(books);
    List<EntryKey> probed = prepare(commands);
    long decidedOn = tip.batchNo();
    Decider decider = new Decider(books);
    decider.draft().legs().makeRoomFor(items.stream().mapToInt(WorkItem::legs).sum());
    decider.expireDue();
    List<List<List<Outcome>>> outcomes = new ArrayList<>(items.size());
    List<Refused> refused = new ArrayList<>();
    for (WorkItem item : items) {
      List<List<Outcome>> ofItem = new ArrayList<>(item.commands().size());
      for (Command command : item.commands()) {
        List<Outcome> ofCommand = decider.decide(command);
        if (ofCommand.getFirst() instanceof Outcome.Rejected) {
          refused.add(new Refused(command, ofItem, ofItem.size()));
        }
        ofItem.add(ofCommand);
      }
      outcomes.add(ofItem);
    }
    putKeysFirst(refused, decider);
    SealedBatch batch = seal(decider);
    probed.forEach(books::forget);
    InFlight.Basis basis = new InFlight.Basis(++sequence, decidedOn, !refused.isEmpty());
    CompletableFuture<Fate> fate = new CompletableFuture<>();
    InFlight inFlight =
        new InFlight(items, outcomes, batch, basis, lastFate, fate, new AtomicBoolean(), event);
    lastFate = fate;
    describe(event, items, batch);
    event.decideNanos = pace.nanoTime() - started;
    return inFlight;
  }

  private void describe(BatchEvent event, List<WorkItem> items, @Nullable SealedBatch batch) {
    event.schema = schema.name();
    if (batch != null) {
      event.entries = batch.draft().entries().size();
      event.postings = batch.draft().legs().size();
    }
    for (WorkItem item : items) {
      event.retries += item.takePutBacks();
    }
  }

  /** While batches are on their way, time stops before a hold is over that one of them may end. */
  private Instant now() {
    Instant now = clock.now(tip.recordedAt());
    Instant due = books.nextDue();
    return due == null || lastFate.isDone() || !books.isDueAt(now) ? now : due.minus(ONE_MICRO);
  }

  /**
   * Whether the items can be decided only when nothing is on its way any more. Wakes readers, but
   * not while a caller waits {@code here}.
   */
  boolean mustDrain(List<WorkItem> items, boolean here) throws SQLException {
    if (!here) {
      tell();
    }
    return books.isDueAt(clock.now(tip.recordedAt()))
        || items.stream().anyMatch(WorkItem::followsAnother);
  }

  /** Loads what the books do not remember; says which keys are known for this batch only. */
  private List<EntryKey> prepare(List<Command> commands) throws SQLException {
    books.forgetCurrencies();
    books.forgetRemainders();
    books.forgetCases();
    try {
      turn.session().loadMissing(commands, books);
      List<Long> follows = new ArrayList<>();
      commands.forEach(command -> {
        if (command.follows() != 0) {
          follows.add(command.follows());
        }
      });
      turn.session().loadFollowed(follows, tip.recordedAt(), books);
      List<JournalEntry> toProbe = new ArrayList<>();
      for (Command command : commands) {
        if (mustProbe(command)) {
          toProbe.addAll(command.entries());
        }
      }
      if (toProbe.isEmpty()) {
        return List.of();
      }
      List<EntryKey> used = turn.session().probeKeys(toProbe, books);
      duplicates.probed(used.size());
      return used;
    } catch (SQLException e) {
      turnLost();
      throw e;
    }
  }

  /** A refusal, and where it stands among its item's outcomes. */
  private record Refused(Command command, List<List<Outcome>> outcomes, int place) {}

  /**
   * A used key comes before every other rule, but keys are not looked up while duplicates are rare.
   * A refused entry changed nothing, so its verdict can be put right after the fact.
   */
  private void putKeysFirst(List<Refused> refused, Decider decider) throws SQLException {
    List<Refused> unsure = refused.stream().filter(each -> !mustProbe(each.command())).toList();
    if (unsure.isEmpty()) {
      return;
    }
    List<JournalEntry> entries =
        unsure.stream().flatMap(each -> each.command().entries().stream()).toList();
    List<EntryKey> used = turn.session().probeKeys(entries, books);
    for (Refused each : unsure) {
      if (used.contains(each.command().entries().getFirst().key())) {
        List<Outcome> again = decider.decide(each.command());
        if (!isFactChanged(again)) {
          each.outcomes().set(each.place(), again);
        }
      }
    }
    used.forEach(books::forget);
  }

  /** Said once already, and by now perhaps of a version that came later in the batch. */
  private static boolean isFactChanged(List<Outcome> outcomes) {
    return outcomes.getFirst() instanceof Outcome.Rejected(Rejection.FactChanged ignored);
  }

  /** The same answer all through a batch, although its own probe may change the rate. */
  private boolean mustProbe(Command command) {
    return probesAll || !(command instanceof Command.Post);
  }

  private @Nullable SealedBatch seal(Decider decider) {
    if (decider.draft().isEmpty()) {
      return null;
    }
    SealedBatch batch = SealedBatch.after(tip, decider.draft(), schema, UUID.randomUUID());
    standAt(tip.after(batch, books.position()));
    return batch;
  }

  /** Remembers what was committed; its keys are the database's to know from now on. */
  void settle(@Nullable InFlight[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      InFlight done = lanes[i];
      if (done != null && done.isCommitted()) {
        lanes[i] = null;
        SealedBatch batch = done.batch();
        if (batch != null) {
          untold = true;
          history.saw(batch.header().batchNo(), batch.head());
          books.stored(batch.header().firstEntry() + batch.header().entryCount() - 1);
          for (RecordedEntry entry : batch.draft().entries()) {
            books.forget(entry.entry().key());
          }
        }
      }
    }
  }

  /** Forgets everything; the next batch takes the turn and reads the tip again. */
  void forget() {
    ready = false;
    books.forgetAll();
    standAt(Tip.EMPTY);
  }

  /**
   * The same after batches of which some were perhaps not stored, in order; heads that they did not
   * move are remembered.
   */
  void takeBack(List<InFlight> batches) {
    long before = batches.getFirst().basis().batchNo();
    boolean opened = batches.stream().anyMatch(InFlight::opens);
    boolean known = before > 0 && headsAt > 0 && !opened;
    forgetAllBut(known ? batches : List.of());
    headsAt = known ? before : 0;
  }

  private void forgetAllBut(List<InFlight> batches) {
    ready = false;
    tip = Tip.EMPTY;
    if (batches.isEmpty()) {
      books.forgetAll();
      return;
    }
    books.forgetAllButHeads();
    for (InFlight each : batches) {
      SealedBatch batch = each.batch();
      if (batch != null) {
        Legs legs = batch.draft().legs();
        books.outdateHeads(IntStream.range(0, legs.size()).map(legs::account).toArray());
      }
    }
  }

  /** A used key was found by the database instead of by us. */
  void collided() {
    duplicates.collided();
  }

  /** Lets the next writer have its turn. */
  void releaseTurn() throws SQLException {
    ready = false;
    turn.release();
  }

  /** The turn's session broke. */
  void turnLost() {
    ready = false;
    turn.lost();
  }

  void beat() throws SQLException {
    turn.beat();
  }

  /** Wakes the readers of the feed when something was committed, at most 50 times a second. */
  void tell() throws SQLException {
    if (untold && pace.nanoTime() - toldAt >= TELL_NANOS) {
      untold = false;
      toldAt = pace.nanoTime();
      turn.tell();
    }
  }

  @Override
  public void close() {
    ahead.close();
    turn.close();
  }
}
