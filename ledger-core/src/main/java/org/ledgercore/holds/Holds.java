package org.ledgercore.holds;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.money.Text;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Remainder;
import org.ledgercore.store.EntryReader;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;
import org.ledgercore.store.RemainderReader;

/**
 * The room of holds. A hold reserves what an entry says and posts nothing; floors and ceilings are
 * judged as if it were posted where that is the worse. It is settled in full, in part or in several
 * parts, let go, or over at its instant, which the ledger records before the next thing it decides.
 * Safe for many threads.
 */
public final class Holds {

  private static final int MAX_KEY = 255;

  private final Questions questions;
  private final EntryReader entries;
  private final RemainderReader remainders;
  private final Function<Command, Outcome> run;

  /** The room of a ledger, which decides through {@code run}. */
  public Holds(DataSource dataSource, LedgerSchema schema, Function<Command, Outcome> run) {
    this.questions = new Questions(dataSource);
    this.entries = new EntryReader(schema);
    this.remainders = new RemainderReader(schema);
    this.run = run;
  }

  /**
   * Reserves what an entry says; the same as posting one built with {@code heldUntil}. The number
   * of the recorded entry is the hold's id.
   */
  public Outcome hold(JournalEntry entry, Instant expiresAt) {
    return run.apply(new Command.Post(LogRecords.held(entry, expiresAt)));
  }

  /** Posts all that is left of a hold, on the business day of recording. */
  public Outcome settle(long id, String key) {
    return settle(id, Part.rest(EntryKey.of(key), null));
  }

  /** Posts a part of a hold, or all that is left; see {@link Part}. */
  public Outcome settle(long id, Part part) {
    return run.apply(new Command.Settle(id, part));
  }

  /** Lets go what is left of a hold. */
  public Outcome voidHold(long id, String key) {
    return run.apply(new Command.VoidHold(id, Text.required("key", key, MAX_KEY)));
  }

  /** The hold with this id, whatever became of it. */
  public Optional<Hold> find(long id) {
    return questions
        .ask(connection -> remainders.of(connection, entries.read(connection, List.of(id))))
        .stream()
        .filter(found -> found.expiresAt() != null)
        .map(Hold::of)
        .findFirst();
  }

  /**
   * The open holds, those that expire first in front.
   *
   * @param limit 1 to 1,000
   */
  public List<Hold> open(int limit) {
    Questions.requirePage(limit);
    return questions
        .ask(connection -> {
          List<Long> numbers = remainders.open(connection, limit);
          List<Remainder> found = remainders.of(connection, entries.read(connection, numbers));
          return found.stream().map(Hold::of).toList();
        })
        .stream()
        .sorted(Comparator.comparing(Hold::expiresAt).thenComparingLong(Hold::id))
        .toList();
  }

  /** The open hold that has been open longest. */
  public Optional<Hold> oldestOpen() {
    return questions.ask(connection -> remainders.oldestOpen(connection)).stream()
        .flatMap(id -> find(id).stream())
        .findFirst();
  }
}
