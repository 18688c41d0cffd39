package org.ledgercore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.JoinedAppender;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.TurnGuard;

/**
 * The ledger inside a transaction of the caller's: what is posted here commits and rolls back with
 * it. From the first post to the end of that transaction every other writer of the ledger waits, so
 * post last and commit at once. Used by the thread that owns the connection.
 */
public final class JoinedLedger {

  private final JoinedAppender appender;
  private final @Nullable TurnGuard guard;

  JoinedLedger(JoinedAppender appender) {
    this(appender, null);
  }

  private JoinedLedger(JoinedAppender appender, @Nullable TurnGuard guard) {
    this.appender = appender;
    this.guard = guard;
  }

  /**
   * The same, asking this along with whatever is posted: before anything is decided, under the
   * turn, and without a round trip of its own.
   */
  public JoinedLedger guardedBy(TurnGuard question) {
    return new JoinedLedger(appender, question);
  }

  /**
   * Posts an entry in the caller's transaction. Accepted means: stored when the caller commits.
   *
   * @throws IllegalStateException before any statement, when the transaction cannot be joined
   * @throws org.ledgercore.commit.LedgerUnavailableException when the caller's transaction failed
   */
  public Outcome post(JournalEntry entry) {
    return appender.append(List.of(new Command.Post(entry)), guard).getFirst().getFirst();
  }

  /**
   * Takes the turn without posting: what is read on this connection from here on, and what is
   * posted, is the newest there is until the transaction ends. Every other writer waits meanwhile.
   */
  public void takeTurn() {
    appender.takeTurn();
  }

  /** Posts all entries, or none when one is refused; one outcome per entry. */
  public List<Outcome> postAtomically(List<JournalEntry> entries) {
    return new ArrayList<>(
        appender.append(List.of(new Command.PostGroup(List.copyOf(entries))), guard).getFirst());
  }
}
