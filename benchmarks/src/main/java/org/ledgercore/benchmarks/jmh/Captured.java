package org.ledgercore.benchmarks.jmh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ledgercore.benchmarks.Seed;
import org.ledgercore.benchmarks.Traffic;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Decider;
import org.ledgercore.rules.Draft;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A batch of 8,192 captures on books with 10,000 accounts, again and again, without a database. Not
 * safe for many threads.
 */
@State(Scope.Thread)
public class Captured {

  /** Entries of the batch. */
  public static final int BATCH = 8_192;

  private static final int ACCOUNTS = 10_000;
  private static final int LEGS = 4;
  private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

  /** A capture that can be made anew, so that nothing it remembers about itself is left. */
  private record Maker(EntryBuilder parts, JournalEntry like) {

    static Maker of(JournalEntry like) {
      EntryBuilder parts = LogRecords.restoring(like.effectiveDate());
      like.postings().forEach(parts::leg);
      return new Maker(parts, like);
    }

    JournalEntry make() {
      return LogRecords.restored(parts, like.key(), like.kind());
    }
  }

  private final LedgerSchema schema = new LedgerSchema("ledger", new UUID(1, 2), 3);
  private final List<Maker> makers = new ArrayList<>();
  private final Books books;
  private Tip tip = Tip.EMPTY;

  /** Builds the captures and opens their accounts. */
  public Captured() {
    Traffic traffic = Traffic.named("capture", ACCOUNTS);
    books = Seed.books(traffic, tip);
    for (int i = 0; i < BATCH; i++) {
      makers.add(Maker.of(traffic.entry(i)));
    }
  }

  LedgerSchema schema() {
    return schema;
  }

  /** The captures, none of which knows its digest yet. */
  List<JournalEntry> fresh() {
    List<JournalEntry> entries = new ArrayList<>(BATCH);
    makers.forEach(maker -> entries.add(maker.make()));
    return entries;
  }

  /** Decides them all; the books then forget their keys, so that they can be decided again. */
  Draft decide(List<JournalEntry> entries) {
    books.standAt(books.position().at(NOON));
    Decider decider = new Decider(books);
    decider.draft().legs().makeRoomFor(BATCH * LEGS);
    for (JournalEntry entry : entries) {
      decider.decide(new Command.Post(entry)).getFirst().orThrow();
    }
    entries.forEach(entry -> books.forget(entry.key()));
    return decider.draft();
  }

  /** Puts a draft at the end of the chain. */
  SealedBatch seal(Draft draft) {
    SealedBatch batch = SealedBatch.after(tip, draft, schema, new UUID(3, tip.batchNo()));
    tip = tip.after(batch, books.position());
    return batch;
  }
}
